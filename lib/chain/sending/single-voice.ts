import { ColophonError } from "../../errors";
import { KEPT } from "../rpc/block-watch";
import type { SignedTransaction } from "./legacy-transaction";
import { COUNTING, type Voice } from "./pipeline/voice";

/** Whether what is said may count on an outbox. */
interface Kept {
  readonly outbox?: object | undefined;
}

const adviceOf = ({ outbox }: Kept): string =>
  outbox === undefined
    ? "It may still be carried out: look at what is on chain before you run the command again."
    : KEPT;

/** Speaks of one transaction. */
export function singleVoice(kept: Kept): Voice {
  return {
    waits: (_, { newest: { hash } }) => `The transaction ${hash} waits`,
    advice: adviceOf(kept),
    outOfPatience: (state) => {
      const { first, patience, isAway } = state;
      if (first === undefined) return COUNTING.outOfPatience(state);
      const inNoBlock =
        first.missing === undefined ? `It is in no block after ${patience / 1000} s` : `Its nonce ${first.nonce} is used`;
      return nobodyKnows(first.newest.hash, isAway ? "The node stopped answering" : inNoBlock, kept);
    },
  };
}

/** @param why as a sentence without its full stop */
export function nobodyKnows(hash: string, why: string, kept: Kept): ColophonError {
  const advice = adviceOf(kept);
  return new ColophonError(`The transaction ${hash} was sent, and nobody knows what became of it. ${why}`, { advice });
}

/** No node keeps the transaction, though it was sent again and again. */
export function dropped(hash: string, kept: Kept): ColophonError {
  return new ColophonError(`The transaction ${hash} was dropped by the node`, { advice: adviceOf(kept) });
}

/** Another transaction has used the nonce. */
export function replaced({ hash, from, nonce }: SignedTransaction): ColophonError {
  return new ColophonError(
    `The transaction ${hash} was replaced by another one of ${from} with the same nonce ${nonce}`,
    { advice: "Nothing was written by it. Run the command again." },
  );
}
