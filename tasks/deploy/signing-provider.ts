import type { BaseWallet, JsonRpcApiProvider } from "ethers";
import { ProviderWrapper } from "hardhat/plugins";
import type { EIP1193Provider, RequestArguments } from "hardhat/types";

import { explain } from "../../lib/chain/contracts/failures";
import type { Outbox } from "../../lib/chain/sending/outbox";
import { send } from "../../lib/chain/sending/send";
import { ColophonError } from "../../lib/errors";

/** A key that is unlocked when it is first needed. */
export interface LazyWallet {
  readonly address: string;
  unlock(): Promise<BaseWallet>;
}

/** Where signed transactions go. */
export interface Sending {
  readonly provider: JsonRpcApiProvider;
  readonly outbox: Outbox | undefined;
}

/**
 * Lets the deploy scripts sign with keys of their own, on a node that holds no accounts: `eth_accounts` names them, and
 * `eth_sendTransaction` is signed here, sent as raw bytes and waited for. A deployment that was killed goes on with what is
 * in the outbox.
 */
export class SigningProvider extends ProviderWrapper {
  readonly #unlocked = new Map<string, Promise<BaseWallet>>();

  constructor(
    private readonly node: EIP1193Provider,
    private readonly wallets: readonly LazyWallet[],
    private readonly sending: () => Promise<Sending>,
  ) {
    super(node);
  }

  async request(request: RequestArguments): Promise<unknown> {
    if (request.method === "eth_accounts" || request.method === "eth_requestAccounts") {
      return this.wallets.map(({ address }) => address);
    }
    if (request.method === "eth_sendTransaction") return this.#send(request.params);
    return this.node.request(request);
  }

  async #send(params: unknown): Promise<string> {
    // The parameters of eth_sendTransaction, as the execution API has them.
    const [{ from, to, data = "0x" }] = params as [{ from?: string; to?: string; data?: string }];
    const { provider, outbox } = await this.sending();
    const wallet = await this.#unlock(from);
    try {
      // The scripts read before they write, so a call that they make is meant. A contract is not to be made twice.
      const stillHolds = (): Promise<boolean> => Promise.resolve(to === undefined);
      return (await send(wallet, provider, { to, data }, { outbox, stillHolds })).hash;
    } catch (error) {
      throw explain(error) ?? error;
    }
  }

  #unlock(from: string | undefined): Promise<BaseWallet> {
    const wallet = this.wallets.find(({ address }) => address.toLowerCase() === from?.toLowerCase());
    if (wallet === undefined) {
      const names = this.wallets.map(({ address }) => address).join(", ");
      throw new ColophonError(`The deploy scripts can sign for ${names} only, not for ${from}`, {
        code: "CannotSignFor",
        advice: "Let that account do it itself.",
      });
    }
    const unlocked = this.#unlocked.get(wallet.address) ?? wallet.unlock();
    this.#unlocked.set(wallet.address, unlocked);
    return unlocked;
  }
}
