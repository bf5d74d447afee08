import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A process of this machine that was given a certain place for its data. */
export interface FoundProcess {
  readonly pid: number;
  /** Whether it was stopped by a signal and can be woken. */
  readonly isPaused: boolean;
}

const PROC_OF_SELF = "/proc/self/cmdline";

/**
 * The process that was started with an option and its value, which name where it works. The system's own list is asked each time and no number is ever written down,
 * so there is none that could have become a stranger's, or that was not written in time.
 * @returns undefined where there is none; a process that has ended but that nobody has asked about is none
 */
export function findProcess(option: string, value: string): FoundProcess | undefined {
  return existsSync(PROC_OF_SELF) ? findInProc(option, value) : findWithPs(option, value);
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

function findInProc(option: string, value: string): FoundProcess | undefined {
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const words = readFileSync(`/proc/${entry}/cmdline`, "utf8").split("\0");
      if (words[words.indexOf(option) + 1] !== value || !words.includes(option)) continue;
      return { pid: Number(entry), isPaused: stateInProc(Number(entry)) === "T" };
    } catch {
      // It ended while it was looked at, or is somebody else's.
    }
  }
  return undefined;
}

/** Where there is no /proc (macOS). Exported for its test. */
export function findWithPs(option: string, value: string): FoundProcess | undefined {
  const list = execFileSync("ps", ["-A", "-ww", "-o", "pid=,stat=,args="], { encoding: "utf8" });
  for (const line of list.split("\n")) {
    const [, pid, state] = /^\s*(\d+)\s+(\S+)\s/.exec(line) ?? [];
    if (pid === undefined || state === undefined || !line.includes(` ${option} ${value} `)) continue;
    return { pid: Number(pid), isPaused: state.startsWith("T") };
  }
  return undefined;
}

function stateInProc(pid: number): string | undefined {
  // The state follows the name, which stands in brackets and may hold any character.
  return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.[0];
}
