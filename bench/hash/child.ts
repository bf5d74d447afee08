/** Hashes the file that is named and says how long it took and how large the process grew. Started by ../hash.ts. */
import { hashFile } from "../../lib/hash-file";

const KIB_PER_MIB = 1024;
const MILLISECONDS = 1000;

async function report(path: string): Promise<void> {
  const begin = performance.now();
  const { contentHash } = await hashFile(path);
  const seconds = (performance.now() - begin) / MILLISECONDS;

  const peakMiB = process.resourceUsage().maxRSS / KIB_PER_MIB;
  console.log(JSON.stringify({ contentHash, seconds, peakMiB }));
}

void report(process.argv[2] ?? "");
