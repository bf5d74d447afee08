import { isDeepStrictEqual } from "node:util";

import { contentOf } from "../../chain/sending/legacy-transaction";
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
  const isOwn = (entry: JournalEntry): boolean => {
    const call = callOf(entry.key);
    const { to, data, value, gasPrice, chainId } = contentOf(entry) ?? {};
    const meant = call && [call.to, call.data, 0n, entry.gasPrice, BigInt(batch.head.chainId)];
    return isDeepStrictEqual([to, data, value, gasPrice, chainId], meant);
  };
  return {
    entries: () => {
      try {
        const kept = ledger.entries();
        const foreign = kept.find((entry) => entry.from === account && !isOwn(entry));
        if (foreign === undefined) return kept;
        throw new Error(`its transaction ${foreign.hash} is not one of this batch`);
      } catch (error) {
        throw notADatabase(batch.path, error);
      }
    },
    add: ledger.add.bind(ledger),
  };
}
