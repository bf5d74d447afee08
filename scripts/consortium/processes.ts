import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A process of this machine that was given a certain folder for its data. */
export interface FoundProcess {
  readonly pid: number;
  /** Whether it was stopped by a signal and can be woken. */
  readonly isPaused: boolean;
}

/** The option that names the folder. */
export const DATA_OPTION = "--datadir";

/**
 * The process that works in the folder `data`. The system's own list is asked each time and no number is ever written down,
 * so there is none that could have become a stranger's, or that was not written in time.
 * @returns undefined where there is none; a process that has ended but that nobody has asked about is none
 */
export function findProcess(data: string): FoundProcess | undefined {
  return existsSync("/proc/self/cmdline") ? findInProc(data) : findWithPs(data);
}

/** Whether the process with this number still works in the folder `data`. */
export function isStill(pid: number, data: string): boolean {
  return findProcess(data)?.pid === pid;
}

function findInProc(data: string): FoundProcess | undefined {
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const words = readFileSync(`/proc/${entry}/cmdline`, "utf8").split("\0");
      if (words[words.indexOf(DATA_OPTION) + 1] !== data || !words.includes(DATA_OPTION)) continue;
      // The state follows the name, which stands in brackets and may hold any character.
      const state = readFileSync(`/proc/${entry}/stat`, "utf8").split(") ").at(-1)?.[0];
      return { pid: Number(entry), isPaused: state === "T" };
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
