import { ColophonError } from "../../../errors";
import { explain } from "../../contracts/failures";

/**
 * What is said where nothing has moved for so long that nobody waits any more.
 * @param patience in milliseconds
 * @param settled how many calls have their receipts
 * @param waiting how many wait for theirs
 * @param trouble what the node said last
 */
export function outOfPatience(patience: number, settled: number, waiting: number, trouble: unknown): ColophonError {
  const words = trouble === undefined ? "" : `. The last trouble: ${explain(trouble)?.message ?? String(trouble)}`;
  return new ColophonError(
    `Nothing has moved for ${patience / 1000} s: ${settled} calls are settled, ${waiting} wait${words}`,
    {
      advice: "Check that the node runs and makes blocks, then run the command again: it goes on where it stopped.",
      cause: trouble,
    },
  );
}
