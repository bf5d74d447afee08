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

/**
 * What a person is told of a transaction.
 * @param advice where it may still be carried out
 * @param patience how long was waited, in milliseconds
 */
export function fateError(
  { hash, from, nonce }: SignedTransaction,
  fate: Fate,
  advice: string,
  patience: number,
): ColophonError {
  if (fate === "replaced") {
    return new ColophonError(
      `The transaction ${hash} was replaced by another one of ${from} with the same nonce ${nonce}`,
      { advice: "Nothing was written by it. Run the command again." },
    );
  }
  const words: Record<typeof fate, string> = {
    refused: "was refused by the node",
    dropped: "was dropped by the node",
    unclear: `was sent, and nobody knows what became of it. Its nonce ${nonce} is used`,
    late: `was sent, and nobody knows what became of it. It is in no block after ${patience / 1000} s`,
    unanswered: "was sent, and nobody knows what became of it. The node stopped answering",
  };
  return new ColophonError(`The transaction ${hash} ${words[fate]}`, { advice });
}
