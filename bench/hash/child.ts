/** Hashes the file that is named and says how long it took and how large the process grew. Started by ../hash.ts. */
import { hashFile } from "../../lib/hashing/hash-file";
import { peakMiB } from "../shared/peak-memory";

const MILLISECONDS = 1000;

async function report(path: string): Promise<void> {
  const begin = performance.now();
  const { contentHash } = await hashFile(path);
  const seconds = (performance.now() - begin) / MILLISECONDS;

  console.log(JSON.stringify({ contentHash, seconds, peakMiB: peakMiB() }));
}

void report(process.argv[2] ?? "");
