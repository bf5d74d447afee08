import { id } from "ethers";

import type { Receipt } from "../rpc/receipt";
import type { ContractCall } from "./legacy-transaction";
import type { Outbox } from "./outbox";
import type { PipelineOptions } from "./pipeline";

/** How to send. All of it may be left out. */
export interface SendOptions extends Pick<PipelineOptions, "patience" | "lostAfter"> {
  /** Where the signed transaction is kept until its receipt is seen. */
  readonly outbox?: Outbox | undefined;
  /** Runs once the chain would take the call, before it is sent; what it throws stops the sending. */
  readonly beforeSending?: () => Promise<unknown>;
  /** What the call is for, where its data alone do not say so: a term that counts from now differs in the next run. */
  readonly intent?: string | undefined;
  /** Whether what an earlier run's transaction did is still so; where it is not, the call is made anew. Default: it is. */
  readonly stillHolds?: (receipt: Receipt) => Promise<boolean>;
}

/** A call and what it is for, as `SendOptions` has it. */
export interface MeantCall extends ContractCall {
  readonly intent?: string | undefined;
}

/** How to send many calls. */
export interface SendAllOptions extends Omit<SendOptions, "intent"> {
  /** Aborted: what is under way is waited for, and no more is sent. */
  readonly signal?: AbortSignal;
  /** Is told of each transaction that succeeded, and the number of its call. */
  readonly onReceipt: (receipt: Receipt, call: number) => void;
}

/** What a call is for: two calls with the same intent are the same. @param words the caller's own; default: the data */
export function intentOf({ to, data }: ContractCall, words = data): string {
  return id(`${to} ${words}`);
}
