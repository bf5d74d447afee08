import { extendProvider } from "hardhat/config";
import { ProviderWrapper } from "hardhat/plugins";
import type { EIP1193Provider, RequestArguments } from "hardhat/types";

import { requireAccount, requireAddress, unlock } from "../../lib/accounts/accounts";
import { DEV_ACCOUNTS, DEV_ADDRESSES, type DevAccountName } from "../../lib/chain/development/dev-accounts";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { usesDevAccounts } from "../../lib/chain/development/named-accounts";
import { connect, type NodeProvider } from "../../lib/chain/rpc/rpc";
import { Outbox } from "../../lib/chain/sending/outbox";
import { deploymentSettings, outboxesFolder } from "../../lib/env";
import { bookOf } from "../shared/open/accounts";
import { urlsIn, urlsOf } from "../shared/open/open";
import { askPassword } from "../shared/open/password";
import { type LazyWallet, SigningProvider } from "./signing-provider";

/**
 * On the consortium network the deploy scripts use all its nodes, and sign with the keystore account that COLOPHON_DEPLOYER
 * names, or with the development accounts where the network is this machine's.
 */
extendProvider(async (provider, config, network) => {
  const networkConfig = config.networks[network];
  if (network !== "consortium" || networkConfig === undefined) return provider;
  const { chainId } = networkConfig;
  const wallets = await deployingWallets(urlsIn(networkConfig), chainId);
  if (wallets.length === 0) return provider;

  let connected: Promise<NodeProvider> | undefined;
  const open = (): Promise<NodeProvider> =>
    (connected ??= connect(urlsOf({ name: network, config: networkConfig }), chainId));
  return new SigningProvider(new Consortium(provider, open), wallets, async () => {
    const node = await open();
    return { provider: node, outbox: new Outbox(outboxesFolder(), (await node.getNetwork()).chainId) };
  });
});

/** Hardhat's own provider knows one node; this one asks all. */
class Consortium extends ProviderWrapper {
  constructor(
    hardhats: EIP1193Provider,
    private readonly open: () => Promise<NodeProvider>,
  ) {
    super(hardhats);
  }

  async request({ method, params }: RequestArguments): Promise<unknown> {
    return (await this.open()).request(method, params);
  }
}

async function deployingWallets(urls: readonly string[], chainId: number | undefined): Promise<LazyWallet[]> {
  const settings = deploymentSettings();
  if (usesDevAccounts(settings, { urls, chainId })) {
    // The keys of DEV_ACCOUNTS are the names, in the order of their numbers; Object.keys forgets it.
    const names = Object.keys(DEV_ACCOUNTS) as DevAccountName[];
    return names.map((name) => ({ address: DEV_ADDRESSES[name], unlock: () => Promise.resolve(devWallet(name)) }));
  }
  if (settings.deployer === undefined) return [];
  const account = await requireAccount(bookOf(BigInt(chainId ?? 0)), settings.deployer);
  return [{ address: requireAddress(account), unlock: () => unlock(account, askPassword) }];
}
