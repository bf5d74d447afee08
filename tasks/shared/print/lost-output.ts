import { setImmediate as nextTurn } from "node:timers/promises";

import { ColophonError, isErrorCode } from "../../../lib/errors";
import { report } from "./report";

let isWatched = false;
let isTold = false;

/**
 * From now on a command whose answer cannot be written (to a file on a full disk, say) says so and fails; Node says nothing of
 * what the console could not print. A reader that has gone, as `head` does, has read enough.
 */
export function failWhereOutputIsLost(): void {
  if (isWatched) return;
  isWatched = true;
  process.stdout.on("error", (cause: Error) => {
    if (isTold || isErrorCode(cause, "EPIPE")) return;
    isTold = true;
    const lost = new ColophonError(`The answer cannot be written to standard output: ${cause.message}`, {
      code: "OutputNotWritten",
      advice: "What the command did stays done. Make room for what it prints, and look with: npx hardhat status",
      cause,
    });
    process.exitCode = report(lost, false);
  });
}

/** Waits until all that was written to a stream is out, or nobody reads it any more, or it is known to be lost. */
export async function written(stream: NodeJS.WriteStream): Promise<void> {
  await new Promise<void>((resolve) => stream.write("", () => resolve()));
  await nextTurn();
}
