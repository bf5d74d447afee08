import { readFileSync } from "node:fs";

const KIB_PER_MIB = 1024;

/**
 * The most memory that this process ever held, in MiB. Linux counts into maxRSS what the process held before it became this
 * program: the whole of the one that started it.
 */
export function peakMiB(): number {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS / KIB_PER_MIB;
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  if (peak === undefined) throw new Error("/proc/self/status does not tell the peak of the memory");
  return Number(peak) / KIB_PER_MIB;
}
