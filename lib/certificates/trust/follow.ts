import { ColophonError } from "../../errors";
import type { Trust } from "../trust";
import { notContinued, termsOf } from "./terms";

/**
 * One's own list of whom to trust, with the changes that a newer one has beyond it.
 * @param newer from anywhere: nothing in it is believed but what follows from one's own
 * @throws ColophonError, exit code 3, where it does not go on from one's own
 */
export async function follow(own: Trust, newer: Trust): Promise<Trust> {
  const [mine, theirs] = [await termsOf(own), await termsOf(newer)];
  const parted = mine.findIndex(({ digest }, index) => theirs[index]?.digest !== digest);
  if (parted === -1) {
    const changes = [...(own.changes ?? []), ...(newer.changes ?? []).slice(mine.length - 1)];
    return changes.length === 0 ? own : { ...own, changes };
  }
  // An older one than one's own, which it leads to.
  if (parted === theirs.length) return own;
  if (parted === 0) throw notContinued("they begin with others than those that you trust");
  throw new ColophonError(
    `TWO CHANGES OF ONE SET: those whom you trust until block ${mine[parted]?.from} have signed both your change ${parted} and another one`,
    {
      code: "TrustForked",
      advice:
        "Believe neither, and ask the members of the consortium by another way whether their keys are still theirs.",
      exitCode: 3,
    },
  );
}
