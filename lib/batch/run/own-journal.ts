import { keccak256, Transaction } from "ethers";

import type { Journal, JournalEntry, PipelineCall } from "../../chain/sending/pipeline";
import type { BatchFile } from "../file/batch-file";
import { notADatabase } from "../file/database";
import type { Ledger } from "../file/ledger";

/**
 * The journal of a batch, whose entries are the batch's own calls and nothing else: what is in the file is sent again, and
 * signed anew where need be, so without this check a file that somebody else has written could have the owner do anything.
 * @param callOf the call that the batch makes under a key; undefined where it makes none
 * @throws ColophonError, exit code 2, where an entry is another transaction
 */
export function ownJournal(
  batch: BatchFile,
  ledger: Ledger,
  account: string,
  callOf: (key: number) => Pick<PipelineCall, "to" | "data"> | undefined,
): Journal {
  const isOwn = ({ key, raw, hash, from, nonce, gasPrice }: JournalEntry): boolean => {
    const signed = Transaction.from(raw);
    const call = callOf(key);
    return (
      call !== undefined &&
      signed.to === call.to &&
      signed.data === call.data &&
      signed.value === 0n &&
      signed.from === from &&
      signed.nonce === nonce &&
      signed.gasPrice === gasPrice &&
      signed.chainId === BigInt(batch.head.chainId) &&
      keccak256(raw) === hash
    );
  };
  const entries = (): readonly JournalEntry[] => {
    try {
      const kept = ledger.entries();
      const foreign = kept.find((entry) => entry.from === account && !isOwn(entry));
      if (foreign === undefined) return kept;
      throw notADatabase(batch.path, `its transaction ${foreign.hash} is not one of this batch`);
    } catch (error) {
      throw notADatabase(batch.path, error);
    }
  };
  return {
    entries,
    add: (added) => {
      ledger.add(added);
    },
  };
}
