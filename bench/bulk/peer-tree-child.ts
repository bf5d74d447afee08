/**
 * Builds the tree of a batch file's claims with OpenZeppelin's library, and says how long that took, without the reading of
 * the claims, and how large the process grew. Started by anchoring.ts: FILE.
 */
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";

import { BatchFile } from "../../lib/batch/file/batch-file";
import { peakMiB } from "../shared/peak-memory";

const MILLISECONDS = 1000;

function report(path: string): void {
  const batch = BatchFile.open(path, "read");
  const leaves = Array.from(batch.works(), ({ claim: { owner, contentHash, metadataHash }, salt = "" }) => {
    return [owner, contentHash, metadataHash, salt];
  });

  const begin = performance.now();
  const { root } = StandardMerkleTree.of(leaves, ["address", "bytes32", "bytes32", "bytes32"]);
  const seconds = (performance.now() - begin) / MILLISECONDS;
  if (root !== batch.head.root) throw new Error(`its root is ${root}, not ${batch.head.root}`);

  console.log(JSON.stringify({ seconds, peakMiB: peakMiB() }));
}

const [path = ""] = process.argv.slice(2);
report(path);
