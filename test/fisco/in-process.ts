import { ProviderWrapper } from "hardhat/plugins";
import type { EIP1193Provider, RequestArguments } from "hardhat/types";

import { Clock } from "./profile/clock";
import { control, isControl } from "./profile/controls";
import { Profile } from "./profile/profile";
import type { Ask } from "./profile/refusal";
import { Turns } from "./profile/turns";

/** The in-process chain has had its blocks a second apart and more in every test that was written for it. */
const STEP_MS = 1_000;
/** What the tests' own signers ask of the in-process chain, which holds their keys. The node itself signs nothing. */
const SIGNERS = ["eth_accounts", "eth_sendTransaction", "eth_sign", "eth_signTypedData_v4", "personal_sign"];

/** What tells the chain the time of its next block. */
const PREPARED = ["eth_sendTransaction", "eth_sendRawTransaction", "eth_estimateGas"];

/** The in-process chain with the profile of FISCO BCOS. What only tests ask goes around it, with times in seconds. */
export class InProcessNode extends ProviderWrapper {
  readonly #chain: Ask;
  readonly #clock: Clock;
  readonly #profile: Profile;
  readonly #turns = new Turns();
  #isKnownToHelpers = false;

  constructor(chain: EIP1193Provider) {
    super(chain);
    this.#chain = (method, params = []) => chain.request({ method, params: [...params] });
    this.#clock = new Clock(this.#chain, STEP_MS);
    this.#profile = new Profile(this.#chain, this.#clock, { showsWaiting: true });
  }

  async request({ method, params = [] }: RequestArguments): Promise<unknown> {
    // What JSON-RPC takes.
    const list = params as readonly unknown[];
    const answer = (): Promise<unknown> => this.#answer(method, list);
    return isControl(method) || PREPARED.includes(method) ? this.#turns.take(answer) : answer();
  }

  async #answer(method: string, params: readonly unknown[]): Promise<unknown> {
    if (method === "eth_sendTransaction") await this.#clock.prepareBlock();
    if (method === "web3_clientVersion" && !this.#isKnownToHelpers) {
      // Hardhat's helpers, which work on its network alone, ask once, and before anything else does.
      this.#isKnownToHelpers = true;
      return this.#chain(method);
    }
    if (isControl(method) || SIGNERS.includes(method)) return control(this.#chain, this.#clock, method, params);
    return this.#profile.ask(method, params);
  }
}
