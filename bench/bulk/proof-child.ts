/** Opens a batch file, finds a work and makes its proof, as a command would; says how long. Started by anchoring.ts: FILE HASH. */
import { BatchFile } from "../../lib/batch/file/batch-file";

const MILLISECONDS = 1000;

async function report(path: string, contentHash: string): Promise<void> {
  const begin = performance.now();
  const batch = BatchFile.open(path, "read");
  const work = batch.find(contentHash);
  if (work === undefined) throw new Error(`${path} does not have ${contentHash}`);
  await batch.proofOf(work);
  const seconds = (performance.now() - begin) / MILLISECONDS;

  console.log(JSON.stringify({ seconds }));
}

const [path = "", contentHash = ""] = process.argv.slice(2);
void report(path, contentHash);
