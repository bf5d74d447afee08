import { join } from "node:path";

import type { BaseWallet } from "ethers";

import { AnchoredWorks } from "../../catalogue/anchored";
import type { Colophon } from "../../chain/contracts/colophon";
import { explain } from "../../chain/contracts/failures";
import { ColophonError, notWritten } from "../../errors";
import type { Shelf } from "../../store/records";
import { BatchFile } from "../file/batch-file";
import { isUnwritable } from "../file/database";
import type { BatchMode } from "../file/format";
import { Ledger } from "../file/ledger";
import { lockFolder } from "../file/lock";
import { batchFolder, listBatchFiles } from "../file/shelf";
import { type Preparation, prepareBatch, type Prepared } from "../prepare/prepare";
import type { BadRow } from "../prepare/row";
import type { LeftOut } from "../source/selection";
import type { OpenedSource } from "../source/source";
import { worksPerCall } from "./direct-calls";
import { type BatchState, registerBatch, type Sending, stateOf } from "./register";
import { type RejectedWork, rejectedWorks } from "./rejected";
import { type BatchSummary, summaryOf } from "./summary";

/** What is to be registered in bulk, and how. */
export interface BulkOrder extends Sending {
  readonly source: OpenedSource;
  /** What the source is called, for people's eyes. */
  readonly from: string;
  readonly mode: BatchMode;
  readonly shelf: Shelf;
  /** Whether rows with something wrong are left out; else they stop everything. */
  readonly skipBad: boolean;
  /** Whether what the files say of themselves fills in what the rows do not. */
  readonly fromFiles?: boolean;
  /** Whether works that have a date already are anchored once more. */
  readonly again?: boolean;
  /** The most works that one transaction registers, in direct mode; default: as many as the chain takes. */
  readonly worksPerCall?: number;
}

/** What became of it. */
export interface BulkResult extends BatchSummary {
  /** The rows that were left out. */
  readonly skipped: readonly BadRow[];
  /** How many entries of a folder were passed over. */
  readonly leftOut: Readonly<LeftOut>;
  /** What files say of themselves and could not be used; their works are registered without it. */
  readonly unused: readonly BadRow[];
  /** How many works were passed over, as an anchor of this home dates them already. */
  readonly known: number;
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
  const { source, from, mode, shelf, skipBad, fromFiles, signal, onProgress } = order;
  const folder = batchFolder(shelf);
  const target = {
    mode,
    chainId: Number(colophon.chainId),
    registry: shelf.registry,
    owner: wallet.address,
    source: from,
    worksPerCall: order.worksPerCall ?? (await worksPerCall(colophon.provider)),
  };
  const unlock = await lockFolder(folder);
  try {
    if (mode === "anchor") await finishBegun(colophon, wallet, order);
    const preparation = { source, target, folder, skipBad, fromFiles, signal, onProgress };
    const { path, bad, unused, known } =
      mode === "anchor" && order.again !== true
        ? await prepareNew(preparation, shelf)
        : await prepareBatch(preparation);
    const batch = BatchFile.open(path, "write");
    try {
      const state = await registerBatch(colophon, wallet, batch, order);
      if (state.open > 0) throw stopped(batch, state);
      return {
        ...summaryOf(batch),
        skipped: bad,
        leftOut: source.leftOut,
        unused,
        known,
        notTaken: await rejectedWorks(colophon, batch),
      };
    } finally {
      batch.close();
    }
  } finally {
    unlock();
  }
}

/** Prepares what has no date yet. */
async function prepareNew(preparation: Preparation, shelf: Shelf): Promise<Prepared> {
  const anchored = await AnchoredWorks.open(shelf, preparation.target.owner);
  const knownAmong = (hashes: readonly string[]): Map<string, string> =>
    new Map([...anchored.among(hashes)].map(([hash, path]) => [hash, join(shelf.home, path)]));
  try {
    return await prepareBatch({ ...preparation, knownAmong });
  } finally {
    anchored.close();
  }
}

/**
 * Anchors what a run of the same source has signed and not seen in a block: its works may have a date already, and the source
 * may have changed since.
 */
async function finishBegun(colophon: Colophon, wallet: BaseWallet, order: BulkOrder): Promise<void> {
  for (const path of await listBatchFiles(order.shelf)) {
    const isBegun = isBegunIn(path, wallet.address, order.from);
    if (!isBegun) continue;
    const batch = BatchFile.open(path, "write");
    try {
      const state = await registerBatch(colophon, wallet, batch, order);
      if (state.open > 0) throw stopped(batch, state);
    } finally {
      batch.close();
    }
  }
}

/** A file that cannot be read is left: `batch list` names it. */
function isBegunIn(path: string, owner: string, source: string): boolean {
  try {
    const batch = BatchFile.open(path, "read");
    try {
      const isOfSource = batch.head.mode === "anchor" && batch.head.owner === owner && batch.head.source === source;
      return isOfSource && stateOf(batch).open > 0 && new Ledger(batch).entries().length > 0;
    } finally {
      batch.close();
    }
  } catch (error) {
    if (error instanceof ColophonError) return false;
    throw error;
  }
}

function stopped({ path, head }: BatchFile, { registered }: BatchState): ColophonError {
  return new ColophonError(`Stopped: ${registered} of ${head.works} works are registered`, {
    code: "BatchStopped",
    advice: `Run the same command again: it goes on where it stopped. The batch file is ${path}`,
  });
}
