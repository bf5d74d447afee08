import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A process of this machine that was given a certain folder for its data. */
export interface FoundProcess {
  readonly pid: number;
  /** Whether it was stopped by a signal and can be woken. */
  readonly isPaused: boolean;
}

const PROC_OF_SELF = "/proc/self/cmdline";

/** The option that names the folder. */
export const DATA_OPTION = "--datadir";

/**
 * The process that works in the folder `data`. The system's own list is asked each time and no number is ever written down,
 * so there is none that could have become a stranger's, or that was not written in time.
 * @returns undefined where there is none; a process that has ended but that nobody has asked about is none
 */
export function findProcess(data: string): FoundProcess | undefined {
  return existsSync(PROC_OF_SELF) ? findInProc(data) : findWithPs(data);
}

/**
 * Whether a process is gone, with all that it held: one that is just ending is not found any more, and still has its ports.
 * One that has ended and that its parent has not asked about holds nothing, once all of its threads have ended.
 */
export function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (!existsSync(PROC_OF_SELF)) return false;
    return stateInProc(pid) === "Z" && readdirSync(`/proc/${pid}/task`).length <= 1;
  } catch {
    return true;
  }
}

function findInProc(data: string): FoundProcess | undefined {
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const words = readFileSync(`/proc/${entry}/cmdline`, "utf8").split("\0");
      if (words[words.indexOf(DATA_OPTION) + 1] !== data || !words.includes(DATA_OPTION)) continue;
      return { pid: Number(entry), isPaused: stateInProc(Number(entry)) === "T" };
    } catch {
      // It ended while it was looked at, or is somebody else's.
    }
  }
  return undefined;
}

/** Where there is no /proc (macOS). Exported for its test. */
export function findWithPs(data: string): FoundProcess | undefined {
  const list = execFileSync("ps", ["-A", "-ww", "-o", "pid=,stat=,args="], { encoding: "utf8" });
  for (const line of list.split("\n")) {
    const [, pid, state] = /^\s*(\d+)\s+(\S+)\s/.exec(line) ?? [];
    if (pid === undefined || state === undefined || !line.includes(` ${DATA_OPTION} ${data} `)) continue;
    return { pid: Number(pid), isPaused: state.startsWith("T") };
  }
  return undefined;
}

function stateInProc(pid: number): string | undefined {
  // The state follows the name, which stands in brackets and may hold any character.
  return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.[0];
}
