import type { BaseWallet } from "ethers";

import type { Colophon } from "../../chain/contracts/colophon";
import { explain } from "../../chain/contracts/failures";
import { type Landed, runPipeline } from "../../chain/sending/pipeline";
import { ColophonError } from "../../errors";
import { useFastKeccak } from "../../hashing/fast-keccak";
import type { OnProgress } from "../../progress";
import type { BatchFile } from "../file/batch-file";
import { type Anchored, Ledger, type SettledCall } from "../file/ledger";
import { anchorCall, readAnchor } from "./anchor-call";
import { callsInFlight, directCalls, directCallsByKey, settledCall } from "./direct-calls";
import { toFastSigner } from "./fast-signing";
import { forgetLostReceipts } from "./lost-receipts";
import { ownJournal } from "./own-journal";

/** How a batch is sent. */
export interface Sending {
  /** Aborted: what is under way is waited for, and nothing new is sent. */
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  /** How long to go on without any progress, in milliseconds. */
  readonly patience?: number;
  /** Transactions between signing and block, in direct mode; default: some blocks' worth. */
  readonly inFlight?: number;
}

/** What became of a batch. */
export interface BatchState {
  /** Works that are on chain: under the anchor, or with a title of their own. */
  readonly registered: number;
  /** Works that the registry did not take. */
  readonly rejected: number;
  /** Works that are not on chain yet. */
  readonly open: number;
  /** The anchor; undefined in direct mode and before it is on chain. */
  readonly anchored: Anchored | undefined;
}

/**
 * Registers a batch and notes in its file what became of it. It may be killed at any moment and run again: what is on
 * chain stays, what was signed is sent again as it is, what is missing is sent.
 * @throws ColophonError where the registry refuses, or the node does not answer for too long
 */
export async function registerBatch(
  colophon: Colophon,
  wallet: BaseWallet,
  batch: BatchFile,
  sending: Sending,
): Promise<BatchState> {
  try {
    await useFastKeccak();
    const signer = await toFastSigner(wallet);
    await (batch.head.mode === "anchor" ? sendAnchor : sendDirectly)(colophon, signer, batch, sending);
  } catch (error) {
    throw explain(error) ?? error;
  }
  return stateOf(batch);
}

/** What the file of a batch says of it. */
export function stateOf(batch: BatchFile): BatchState {
  const { works, mode } = batch.head;
  const ledger = new Ledger(batch);
  const anchored = ledger.anchored();
  if (mode === "anchor") {
    const registered = anchored === undefined ? 0 : works;
    return { registered, rejected: 0, open: works - registered, anchored };
  }
  const { rejected } = ledger;
  const settled = ledger.receipts().reduce((sum, { call }) => sum + worksIn(batch, call), 0);
  return { registered: settled - rejected, rejected, open: works - settled, anchored: undefined };
}

/** How many works a call of a batch registers in direct mode. */
function worksIn({ head: { works, worksPerCall } }: BatchFile, call: number): number {
  return Math.min(worksPerCall, works - call * worksPerCall);
}

async function sendAnchor(colophon: Colophon, wallet: BaseWallet, batch: BatchFile, sending: Sending): Promise<void> {
  const ledger = new Ledger(batch);
  const { root, works } = batch.head;
  if (root === undefined) throw new Error(`${batch.path} has no root`);
  const progress = (done: number): void =>
    sending.onProgress({ stage: "Anchoring", done, total: works, unit: "works" });

  progress(0);
  let anchored = await readAnchor(colophon, root);
  // What the file says does not count: the chain may have given up the block.
  ledger.setAnchored(anchored);
  if (anchored === undefined) {
    await callAnchor(colophon, wallet, batch, root, sending);
    anchored = await readAnchor(colophon, root);
    ledger.setAnchored(anchored);
  }
  if (anchored === undefined && !sending.signal.aborted) {
    throw new ColophonError(`The root ${root} is not on chain, though its transaction was sent`, {
      code: "AnchorMissing",
      advice: "Run the command again: it goes on where it stopped.",
    });
  }
  if (anchored !== undefined) progress(works);
}

async function callAnchor(
  colophon: Colophon,
  wallet: BaseWallet,
  batch: BatchFile,
  root: string,
  sending: Sending,
): Promise<void> {
  const ledger = new Ledger(batch);
  const isThere = async (): Promise<boolean> => (await readAnchor(colophon, root)) !== undefined;
  const call = await anchorCall(colophon, wallet.address, root).catch(async (error: unknown) => {
    // The transaction of an earlier run may have come into a block this very moment.
    if (await isThere()) return undefined;
    throw error;
  });
  if (call === undefined) return;
  // A node may have forgotten a transaction that it had in a block.
  ledger.unsettle(call.key, []);
  const journal = ownJournal(batch, ledger, wallet.address, (key) => (key === call.key ? call : undefined));
  await runPipeline(wallet, colophon.provider, journal, [call], {
    inFlight: 1,
    signal: sending.signal,
    patience: sending.patience,
    onReceipts: async (landed) => {
      for (const one of landed) {
        // Somebody who anchors the same root just before does no harm.
        if (one.receipt.status === 0 && !(await isThere())) await failed(colophon, wallet, ledger, one);
      }
      ledger.settle(
        landed.map(({ receipt: { hash, block } }) => {
          return { call: call.key, transactionHash: hash, block, rejections: [] };
        }),
      );
    },
  });
}

async function sendDirectly(colophon: Colophon, wallet: BaseWallet, batch: BatchFile, sending: Sending): Promise<void> {
  const ledger = new Ledger(batch);
  const total = batch.head.works;
  let open = total;
  const progress = (): void => sending.onProgress({ stage: "Registering", done: total - open, total, unit: "works" });
  // A node that lost its newest blocks has lost receipts that were noted.
  const look = async (): Promise<void> => {
    await forgetLostReceipts(colophon, batch, ledger);
    ({ open } = stateOf(batch));
  };
  const onReceipts = async (landed: readonly Landed[]): Promise<void> => {
    const good = landed.filter(({ receipt }) => receipt.status !== 0);
    const [failure] = landed.filter(({ receipt }) => receipt.status === 0);
    const settled: SettledCall[] = [];
    try {
      for (const one of good) settled.push(settledCall(colophon, batch, one));
    } finally {
      // Those before one that says nothing of its works.
      ledger.settle(settled);
      for (const { call } of settled) open -= worksIn(batch, call);
      progress();
    }
    if (failure !== undefined) await failed(colophon, wallet, ledger, failure);
  };

  const journal = ownJournal(batch, ledger, wallet.address, directCallsByKey(colophon, batch));
  const inFlight = sending.inFlight ?? (await callsInFlight(colophon.provider, batch.head.worksPerCall));
  await look();
  progress();
  while (open > 0 && !sending.signal.aborted) {
    const calls = await directCalls(colophon, wallet.address, batch, ledger);
    await runPipeline(wallet, colophon.provider, journal, calls, {
      inFlight,
      signal: sending.signal,
      patience: sending.patience,
      onReceipts,
    });
    await look();
  }
}

/** Says why a transaction failed. What was signed is given up, so that the next run makes another. */
async function failed(
  { provider }: Colophon,
  { address }: BaseWallet,
  ledger: Ledger,
  { call: { key, to, data }, receipt: { hash, block } }: Landed,
): Promise<never> {
  ledger.drop(key);
  // Asking once more brings the reason to light as an error with its data.
  await provider.call({ from: address, to, data });
  throw new ColophonError(`The transaction ${hash} failed in block ${block}`, {
    code: "TransactionFailed",
    advice: "The chain changed in the meantime. Run the command again: it goes on where it stopped.",
  });
}
