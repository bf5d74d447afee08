import { ColophonError } from "../../../errors";
import { explain } from "../../contracts/failures";
import { KEPT } from "../../rpc/block-watch";
import type { Flight } from "./flight";

/** How far a pipeline is that waits. */
export interface Waiting {
  /** How long nothing has moved, in milliseconds. */
  readonly patience: number;
  /** How many calls have their receipts. */
  readonly settled: number;
  /** How many wait for theirs, and the first of them. */
  readonly waiting: number;
  readonly first: Flight | undefined;
  /** What the node said last that was no answer, and whether that was all it said. */
  readonly trouble: unknown;
  readonly isAway: boolean;
}

/** How a pipeline speaks of what waits. */
export interface Voice {
  /** What waits, as a sentence without its full stop. */
  readonly waits: (waiting: number, first: Flight) => string;
  /** What to do where it waits too long. */
  readonly advice: string;
  /** What is said where nothing has moved for so long that nobody waits any more. */
  readonly outOfPatience: (state: Waiting) => ColophonError;
}

/** Speaks of many calls. */
export const COUNTING: Voice = {
  waits: (waiting) => `${waiting} calls wait`,
  advice: KEPT,
  outOfPatience: ({ patience, settled, waiting, trouble }) => {
    const words = trouble === undefined ? "" : `. The last trouble: ${explain(trouble)?.message ?? String(trouble)}`;
    return new ColophonError(
      `Nothing has moved for ${patience / 1000} s: ${settled} calls are settled, ${waiting} wait${words}`,
      {
        advice: "Check that the node runs and makes blocks, then run the command again: it goes on where it stopped.",
        cause: trouble,
      },
    );
  },
};
