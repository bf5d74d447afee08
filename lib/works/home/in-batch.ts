import type { BatchFile, BatchWork } from "../../batch/file/batch-file";
import { notADatabase } from "../../batch/file/database";
import { ColophonError } from "../../errors";
import { hashBytes } from "../../hashing/hash-bytes";

/** A work of an anchored batch. @throws ColophonError where the batch does not have it or is none that is anchored */
export function anchoredIn(batch: BatchFile, contentHash: string, file: string | undefined): BatchWork {
  requireAnchorMode(batch);
  const work = batch.find(contentHash);
  if (work === undefined) {
    const name = file === undefined ? `work ${contentHash}` : `file ${file} (${contentHash})`;
    throw new ColophonError(`${batch.path} does not have the ${name}`, {
      code: "FileNotInBatch",
      advice: "Leave --batch out: the batch file of the store that has it is found.",
      exitCode: 2,
    });
  }
  // What goes into the record and the store must be what the chain has.
  if (hashBytes(Buffer.from(work.metadata)) !== work.claim.metadataHash) {
    throw notADatabase(batch.path, `the metadata of line ${work.line} are not those of its claim`);
  }
  return work;
}

/** @throws ColophonError, exit code 2, where a batch file is none that is anchored */
export function requireAnchorMode({ path, head }: BatchFile): void {
  if (head.mode === "anchor") return;
  throw new ColophonError(`${path} is a batch in direct mode: it has no anchor to claim from`, {
    code: "BatchHasNoAnchor",
    advice: "Its works have titles of their own. See them with: npx hardhat work show",
    exitCode: 2,
  });
}
