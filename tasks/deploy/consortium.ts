import { extendProvider } from "hardhat/config";

import { requireAccount, unlock } from "../../lib/accounts";
import { deploymentSettings } from "../../lib/env";
import { bookOf } from "../shared/accounts";
import { askPassword } from "../shared/password";
import { SigningProvider } from "./signing-provider";

/** On the consortium network the deploy scripts sign with the keystore account that COLOPHON_DEPLOYER names. */
extendProvider(async (provider, config, network) => {
  const { deployer } = deploymentSettings();
  if (network !== "consortium" || deployer === undefined) return provider;

  const chainId = BigInt(config.networks[network]?.chainId ?? 0);
  const account = await requireAccount(bookOf(chainId), deployer);
  return new SigningProvider(provider, { address: account.address, unlock: () => unlock(account, askPassword) });
});
