import { ColophonError } from "../../errors";
import type { SignedTransaction } from "./legacy-transaction";

/**
 * What becomes of a transaction that cannot go on as it is:
 * - refused: the node will not take it, and does not have it.
 * - dropped: no node has it any more, though it was sent again and again. Its nonce is free.
 * - replaced: another transaction has used its nonce.
 * - unclear: its nonce is used, and nobody can say by what.
 * - late: it is in no block, and patience has run out; unanswered: for want of answers.
 */
export type Fate = "refused" | "dropped" | "replaced" | "unclear" | "late" | "unanswered";

/** What a person is told of a transaction. @param told what to do where it may still be carried out, and the patience in ms */
export function fateError(
  { hash, from, nonce }: SignedTransaction,
  fate: Fate,
  told: { readonly advice: string; readonly patience: number },
): ColophonError {
  const unknown = "was sent, and nobody knows what became of it.";
  const sentences: Record<Fate, readonly [code: string, words: string]> = {
    refused: ["TransactionRefused", "was refused by the node"],
    dropped: ["TransactionDropped", "was dropped by the node"],
    replaced: ["TransactionReplaced", `was replaced by another one of ${from} with the same nonce ${nonce}`],
    unclear: ["TransactionUnclear", `${unknown} Its nonce ${nonce} is used`],
    late: ["TransactionLate", `${unknown} It is in no block after ${told.patience / 1000} s`],
    unanswered: ["TransactionUnanswered", `${unknown} The node stopped answering`],
  };
  const [code, words] = sentences[fate];
  const advice = fate === "replaced" ? "Nothing was written by it. Run the command again." : told.advice;
  return new ColophonError(`The transaction ${hash} ${words}`, { code, advice });
}
