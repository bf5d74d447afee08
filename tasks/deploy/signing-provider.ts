import { type BaseWallet, BrowserProvider } from "ethers";
import { ProviderWrapper } from "hardhat/plugins";
import type { EIP1193Provider, RequestArguments } from "hardhat/types";

import { PROVIDER_OPTIONS } from "../../lib/chain/rpc";
import { broadcast, sign } from "../../lib/chain/send";
import { ColophonError } from "../../lib/errors";

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
  readonly #provider: BrowserProvider;
  #unlocked: Promise<BaseWallet> | undefined;

  constructor(node: EIP1193Provider, wallet: LazyWallet) {
    super(node);
    this.#node = node;
    this.#provider = new BrowserProvider(node, undefined, PROVIDER_OPTIONS);
    this.#wallet = wallet;
  }

  async request(request: RequestArguments): Promise<unknown> {
    if (request.method === "eth_accounts" || request.method === "eth_requestAccounts") return [this.#wallet.address];
    if (request.method === "eth_sendTransaction") return this.#send(request.params);
    return this.#node.request(request);
  }

  async #send(params: unknown): Promise<string> {
    // The parameters of eth_sendTransaction, as the execution API has them.
    const [call] = params as [{ from?: string; to?: string; data?: string }];
    if (call.from?.toLowerCase() !== this.#wallet.address.toLowerCase()) {
      throw new ColophonError(`The deploy scripts can sign for ${this.#wallet.address} only, not for ${call.from}`);
    }
    this.#unlocked ??= this.#wallet.unlock();
    const transaction = await sign(await this.#unlocked, this.#provider, { to: call.to, data: call.data ?? "0x" });
    await broadcast(this.#provider, transaction);
    return transaction.hash;
  }
}
