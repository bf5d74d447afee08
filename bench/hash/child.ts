/** Hashes the file that is named and says how long it took and how large the process grew. Started by ../hash.ts. */
import { readFileSync } from "node:fs";

import { hashFile } from "../../lib/hash-file";

const KIB_PER_MIB = 1024;
const MILLISECONDS = 1000;

async function report(path: string): Promise<void> {
  const begin = performance.now();
  const { contentHash } = await hashFile(path);
  const seconds = (performance.now() - begin) / MILLISECONDS;

  console.log(JSON.stringify({ contentHash, seconds, peakMiB: peakKiB() / KIB_PER_MIB }));
}

/** Linux counts into maxRSS what the process held before it became this program: the whole of the one that started it. */
function peakKiB(): number {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS;
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  if (peak === undefined) throw new Error("/proc/self/status does not tell the peak of the memory");
  return Number(peak);
}

void report(process.argv[2] ?? "");
