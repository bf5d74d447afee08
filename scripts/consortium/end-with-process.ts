import { constants } from "node:os";

const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** What shells add to a signal's number where a process ends by it. */
const BY_SIGNAL = 128;

/** Has something done when this process ends, also by a signal. SIGKILL alone leaves no time for it. */
export function endWithProcess(end: () => void): void {
  process.once("exit", end);
  for (const signal of ENDINGS) process.once(signal, () => process.exit(BY_SIGNAL + constants.signals[signal]));
}
