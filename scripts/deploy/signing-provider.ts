import { type BaseWallet, BrowserProvider } from "ethers";
import { ProviderWrapper } from "hardhat/plugins";
import type { EIP1193Provider, RequestArguments } from "hardhat/types";

import { PROVIDER_OPTIONS } from "../../lib/chain/rpc";
import { broadcast, sign } from "../../lib/chain/send";

/** A key that is unlocked when it is first needed. */
export interface LazyWallet {
  readonly address: string;
  unlock(): Promise<BaseWallet>;
}

/**
 * Lets the deploy scripts sign with a key of the keystore, on a node that holds no accounts: `eth_accounts` names it, and
 * `eth_sendTransaction` is signed here and sent as raw bytes.
 */
export class SigningProvider extends ProviderWrapper {
  readonly #wallet: LazyWallet;
  readonly #node: EIP1193Provider;
  #unlocked: Promise<BaseWallet> | undefined;

  constructor(node: EIP1193Provider, wallet: LazyWallet) {
    super(node);
    this.#node = node;
    this.#wallet = wallet;
  }

  async request(request: RequestArguments): Promise<unknown> {
    if (request.method === "eth_accounts" || request.method === "eth_requestAccounts") return [this.#wallet.address];
    if (request.method === "eth_sendTransaction") return this.#send(request.params);
    return this.#node.request(request);
  }

  async #send(params: unknown): Promise<string> {
    const [call] = params as [{ to?: string; data?: string }];
    this.#unlocked ??= this.#wallet.unlock();
    const provider = new BrowserProvider(this.#node, undefined, PROVIDER_OPTIONS);
    const transaction = await sign(await this.#unlocked, provider, { to: call.to, data: call.data ?? "0x" });
    await broadcast(provider, transaction);
    return transaction.hash;
  }
}
