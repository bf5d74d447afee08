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

const CODES: Readonly<Record<Fate, string>> = {
  refused: "TransactionRefused",
  dropped: "TransactionDropped",
  replaced: "TransactionReplaced",
  unclear: "TransactionUnclear",
  late: "TransactionLate",
  unanswered: "TransactionUnanswered",
};

/** What a person is told of a transaction. @param told what to do where it may still be carried out, and the patience in ms */
export function fateError(
  { hash, from, nonce }: SignedTransaction,
  fate: Fate,
  told: { readonly advice: string; readonly patience: number },
): ColophonError {
  const words: Record<Fate, string> = {
    refused: "was refused by the node",
    dropped: "was dropped by the node",
    replaced: `was replaced by another one of ${from} with the same nonce ${nonce}`,
    unclear: `was sent, and nobody knows what became of it. Its nonce ${nonce} is used`,
    late: `was sent, and nobody knows what became of it. It is in no block after ${told.patience / 1000} s`,
    unanswered: "was sent, and nobody knows what became of it. The node stopped answering",
  };
  const advice = fate === "replaced" ? "Nothing was written by it. Run the command again." : told.advice;
  return new ColophonError(`The transaction ${hash} ${words[fate]}`, { code: CODES[fate], advice });
}
