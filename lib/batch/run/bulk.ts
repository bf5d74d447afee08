import type { BaseWallet } from "ethers";

import type { Colophon } from "../../chain/contracts/colophon";
import { explain } from "../../chain/contracts/failures";
import { registrationRefusal } from "../../chain/contracts/may-register";
import { countOf } from "../../count-of";
import { ColophonError, notWritten } from "../../errors";
import { BatchFile } from "../file/batch-file";
import { isUnwritable } from "../file/database";
import { Ledger } from "../file/ledger";
import { lockFolder } from "../file/lock";
import { batchFolder, listBatchFiles } from "../file/shelf";
import type { Separator } from "../lists/separator";
import { prepareBatch } from "../prepare/prepare";
import type { BadRow } from "../prepare/row";
import type { LeftOut } from "../source/selection";
import { noteAnchors } from "./note-anchors";
import { type BulkOrder, originOf, preparationOf, withKnown } from "./order";
import { type BatchState, registerBatch, stateOf } from "./register";
import { type RejectedWork, rejectedWorks } from "./rejected";
import { type BatchSummary, summaryOf } from "./summary";

export type { BulkOrder } from "./order";

/** What became of an order. */
export interface BulkResult extends BatchSummary {
  /** Whether the batch had anything left to send; false where it is an earlier run's, and on chain. */
  readonly isNew: boolean;
  /** The rows that were left out. */
  readonly skipped: readonly BadRow[];
  /** How many entries of a folder were passed over. */
  readonly leftOut: Readonly<LeftOut>;
  /** What divides the cells of CSV; of anything else undefined. */
  readonly separator: Separator | undefined;
  /** What files say of themselves and could not be used; their works are registered without it. */
  readonly unused: readonly BadRow[];
  /** How many works were passed over, as a batch of this home dates them already. */
  readonly known: number;
  /** In direct mode, the contents of those of them that are anchored: a claim gives them a title of that date. */
  readonly untitled: readonly string[];
  /** How many are new versions: another content had their name in the same source before. */
  readonly versions: number;
  /** The works that the registry did not take. */
  readonly notTaken: readonly RejectedWork[];
}

/**
 * Registers all that a source names: checks it, hashes it, writes the batch file, sends it. Whatever stops it, the same call
 * goes on where it was: nothing is registered twice, no salt changes.
 * @throws ColophonError where a row is bad, another process is at it, the registry refuses, the signal stops it or the node
 * does not answer for too long
 */
export async function registerBulk(colophon: Colophon, wallet: BaseWallet, order: BulkOrder): Promise<BulkResult> {
  try {
    return await prepareAndRegister(colophon, wallet, order);
  } catch (error) {
    if (isUnwritable(error)) throw notWritten(batchFolder(order.shelf), error);
    throw explain(error) ?? error;
  }
}

async function prepareAndRegister(colophon: Colophon, wallet: BaseWallet, order: BulkOrder): Promise<BulkResult> {
  const { source, mode, shelf } = order;
  const folder = batchFolder(shelf);
  const preparation = await preparationOf(colophon, wallet.address, order);
  await requireRegistrant(colophon, wallet.address, order);
  const unlock = await lockFolder(folder);
  try {
    if (mode === "anchor") await finishBegun(colophon, wallet, order);
    await noteAnchors(colophon, await listBatchFiles(shelf));
    const { path, bad, unused, known, untitled, versions } = await withKnown(order, wallet.address, async (before) =>
      prepareBatch({ ...preparation, folder, known: before }),
    );
    const batch = BatchFile.open(path, "write");
    try {
      const isNew = stateOf(batch).open > 0;
      const state = await registerBatch(colophon, wallet, batch, order);
      if (state.open > 0) throw stopped(batch, state);
      return {
        ...summaryOf(batch),
        isNew,
        skipped: bad,
        leftOut: source.leftOut,
        separator: source.separator,
        unused,
        known,
        untitled: mode === "direct" ? untitled.map((hash) => `0x${hash}`) : [],
        versions,
        notTaken: await rejectedWorks(colophon, batch),
      };
    } finally {
      batch.close();
    }
  } finally {
    unlock();
  }
}

/**
 * Sees that the registry takes works of the account, before a file is read. Where a run of the same source has made a batch,
 * nothing may be left to send, and what is there is told all the same.
 */
async function requireRegistrant(colophon: Colophon, owner: string, { mode, shelf, source }: BulkOrder): Promise<void> {
  const refusal = await registrationRefusal(colophon, owner, mode);
  if (refusal === undefined) return;
  const isOfSource = ({ head }: BatchFile): boolean => head.owner === owner && head.source === originOf(source);
  if (!(await listBatchFiles(shelf)).some((path) => isBatchThat(path, isOfSource))) throw refusal;
}

/**
 * Anchors what a run of the same source has signed and not seen in a block: its works may have a date already, and the source
 * may have changed since.
 */
async function finishBegun(colophon: Colophon, wallet: BaseWallet, order: BulkOrder): Promise<void> {
  for (const path of await listBatchFiles(order.shelf)) {
    if (!isBatchThat(path, (batch) => isBegun(batch, wallet.address, originOf(order.source)))) continue;
    const batch = BatchFile.open(path, "write");
    try {
      const state = await registerBatch(colophon, wallet, batch, order);
      if (state.open > 0) throw stopped(batch, state);
    } finally {
      batch.close();
    }
  }
}

function isBegun(batch: BatchFile, owner: string, source: string): boolean {
  const isOfSource = batch.head.mode === "anchor" && batch.head.owner === owner && batch.head.source === source;
  return isOfSource && stateOf(batch).open > 0 && new Ledger(batch).entries().length > 0;
}

/** Whether a file is a batch of which something holds. One that cannot be read is none: `batch list` names it. */
function isBatchThat(path: string, holds: (batch: BatchFile) => boolean): boolean {
  try {
    const batch = BatchFile.open(path, "read");
    try {
      return holds(batch);
    } finally {
      batch.close();
    }
  } catch (error) {
    if (error instanceof ColophonError) return false;
    throw error;
  }
}

function stopped({ path, head }: BatchFile, { registered }: BatchState): ColophonError {
  return new ColophonError(`Stopped: ${registered} of ${countOf(head.works, "work")} are registered`, {
    code: "BatchStopped",
    advice: `Run the same command again: it goes on where it stopped. The batch file is ${path}`,
  });
}
