import { lockFile } from "../../lib/batch/file/lock";
import { ColophonError } from "../../lib/errors";
import { findProcess, isGone } from "../shared/processes";
import { waitFor } from "../shared/wait";

/** Longer than anvil takes to write the state of a large chain. */
const END_TIMEOUT_MS = 60_000;

/**
 * Makes sure that one chain at a time writes the state of a home. The lock lies beside the chain's folder, so deleting the
 * folder does not remove it. A chain whose command was killed runs on: it is ended first, which keeps its state.
 * @param folder where the chain is kept
 * @param stateOption the option, and its value, with which anvil is told where
 * @param say is told what was ended
 * @returns what releases the lock
 * @throws ColophonError where another chain of this home runs
 */
export async function beAlone(
  folder: string,
  stateOption: readonly [option: string, value: string],
  say: (line: string) => void,
): Promise<() => void> {
  const release = await lockFile(`${folder}.lock`, [
    `Another chain is running that is kept in ${folder}`,
    "Use that one, or stop it first (Ctrl-C where it runs). For a second chain set COLOPHON_HOME to another folder, and COLOPHON_CHAIN_PORT.",
    "AlreadyRunning",
  ]);
  try {
    const left = findProcess(...stateOption);
    if (left !== undefined) await end(left.pid, say);
    return release;
  } catch (error) {
    release();
    throw error;
  }
}

async function end(pid: number, say: (line: string) => void): Promise<void> {
  // A paused process would not hear of it.
  for (const signal of ["SIGCONT", "SIGTERM"] as const) if (!isGone(pid)) process.kill(pid, signal);
  const isOver = await waitFor(() => isGone(pid) || undefined, END_TIMEOUT_MS);
  if (isOver === undefined) {
    throw new ColophonError(`The chain that a killed command left behind does not end (process ${pid})`, {
      code: "ChainLeftBehind",
      advice: "Wait until it has written its state and run the command again; where it never ends, kill that process.",
    });
  }
  say("The chain that a killed command left behind is ended; its state is kept.");
}
