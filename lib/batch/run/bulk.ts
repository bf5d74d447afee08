import type { BaseWallet } from "ethers";

import type { Colophon } from "../../chain/contracts/colophon";
import { explain } from "../../chain/contracts/failures";
import { ColophonError, notWritten } from "../../errors";
import type { Shelf } from "../../store/records";
import { BatchFile } from "../file/batch-file";
import { isUnwritable } from "../file/database";
import type { BatchMode } from "../file/format";
import { lockFolder } from "../file/lock";
import { batchFolder } from "../file/shelf";
import { prepareBatch } from "../prepare/prepare";
import type { BadRow } from "../prepare/row";
import type { LeftOut } from "../source/selection";
import type { OpenedSource } from "../source/source";
import { worksPerCall } from "./direct-calls";
import { type BatchState, registerBatch, type Sending } from "./register";
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
    const preparation = { source, target, folder, skipBad, fromFiles, signal, onProgress };
    const { path, bad, unused } = await prepareBatch(preparation);
    const batch = BatchFile.open(path, "write");
    try {
      const state = await registerBatch(colophon, wallet, batch, order);
      if (state.open > 0) throw stopped(batch, state);
      return {
        ...summaryOf(batch),
        skipped: bad,
        leftOut: source.leftOut,
        unused,
        notTaken: await rejectedWorks(colophon, batch),
      };
    } finally {
      batch.close();
    }
  } finally {
    unlock();
  }
}

function stopped({ path, head }: BatchFile, { registered }: BatchState): ColophonError {
  return new ColophonError(`Stopped: ${registered} of ${head.works} works are registered`, {
    code: "BatchStopped",
    advice: `Run the same command again: it goes on where it stopped. The batch file is ${path}`,
  });
}
