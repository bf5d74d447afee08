import { toBeHex } from "ethers";

import type { Colophon } from "../../chain/contracts/colophon";
import { hasNoAnswer } from "../../chain/contracts/failures";
import { EVENTS_MODULUS } from "../../chain/contracts/title";
import { toSeconds } from "../../chain/rpc/time";
import { ColophonError } from "../../errors";
import { formatWorkId } from "../../hashing/work-id";
import { workHistory } from "../../history/history";
import { readBlock } from "../../proofs/read-block";
import { readSlot, titleSlot } from "../../proofs/slots/title-slot";
import type { HistoryCheckpoint } from "../checkpoint";
import { historyDigest, type VouchedEvent } from "../history-digest";
import { noTitle, otherBlock } from "../issue-errors";

const WORD_BYTES = 32;

/** A work's whole history at a block, and what a member says of it. */
export interface HistoryAt {
  readonly events: readonly VouchedEvent[];
  readonly vouched: HistoryCheckpoint;
}

/**
 * Reads a work's whole history from a node, by walking back from the title: any member's own node has it, without an index and
 * without old states.
 * @param block the block for which it is asked; undefined is the newest
 * @throws ColophonError where the work has no title, or has changed since that block
 */
export async function historyAt(colophon: Colophon, workId: bigint, block?: number): Promise<HistoryAt> {
  const { provider, registry, deployment } = colophon;
  const work = formatWorkId(workId);
  // Before the title, which of an older block is read as it is now: what has not changed by now had not changed then.
  const at = await provider.getBlock(block ?? "latest");
  const blockHash = at?.hash ?? undefined;
  if (at === null || blockHash === undefined) {
    throw new ColophonError(`The node does not know block ${block}`, {
      code: "BlockUnknown",
      advice: "Ask another node of the network.",
    });
  }
  // Of the newest block by its number: behind one URL there may be a node that is not as far, and its word is older.
  const asOf = block === undefined ? at.number : "latest";
  const word = BigInt(await provider.getStorage(deployment.WorkRegistry.address, titleSlot(workId), asOf));
  const slot = readSlot(word);
  if (slot === undefined) throw noTitle(work);
  if (slot.changedAtBlock > at.number) {
    throw new ColophonError(
      `The title of ${work} has changed in block ${slot.changedAtBlock}, after block ${at.number}`,
      {
        code: "HistoryMovedOn",
        advice: "Have the members sign it as it is now: npx hardhat checkpoint sign --work WORK --out FILE",
        exitCode: 3,
      },
    );
  }
  const history = await workHistory(provider, registry, workId, slot.changedAtBlock);
  if (history.length % EVENTS_MODULUS !== slot.events) {
    throw new ColophonError(
      `The history of ${work} has ${history.length} events, and its title counts ${slot.events}`,
      {
        code: "HistoryIncomplete",
        advice: "Ask another node of the network.",
      },
    );
  }
  const events = history.map(({ event, blockNumber, time }) => ({
    ...{ block: blockNumber, time },
    ...registry.interface.encodeEventLog(event.fragment, [...event.args]),
  }));
  return {
    events,
    vouched: {
      ...{ blockNumber: at.number, blockHash, time: toSeconds(at.timestamp) },
      ...{ work, title: toBeHex(word, WORD_BYTES), history: historyDigest(events) },
    },
  };
}

/** @throws ColophonError, exit code 3, where others have signed something else than the node has */
export function requireSameHistory(own: HistoryCheckpoint, theirs: HistoryCheckpoint): void {
  const { blockNumber, blockHash, time, title, history, work } = own;
  if (blockHash !== theirs.blockHash) throw otherBlock(blockNumber, blockHash, theirs.blockHash);
  if (time === theirs.time && title === theirs.title && history === theirs.history) return;
  throw new ColophonError(
    `The history of ${work} at block ${blockNumber} is another on your node than the others signed`,
    {
      code: "CheckpointOfOtherHistory",
      advice: "Sign nothing: find out which of the nodes follows the network (npx hardhat chain doctor).",
      exitCode: 3,
    },
  );
}

/** Whether a node proves what its blocks say: it hashes them in a form that is known, and gives proofs of their states. */
export async function hasProofs({ provider, deployment }: Colophon): Promise<boolean> {
  const block = await provider.getBlockNumber();
  try {
    await readBlock(provider, block);
  } catch (error) {
    if (error instanceof ColophonError && error.code === "HeaderFormUnknown") return false;
    throw error;
  }
  try {
    // Of the answering node's own newest block: one that is not as far as another behind the same URL proves that as well.
    return (await provider.send("eth_getProof", [deployment.WorkRegistry.address, [], "latest"])) !== null;
  } catch (error) {
    // A member is not to sign what is weaker because its node was silent or busy for a moment.
    if (hasNoAnswer(error)) throw error;
    return false;
  }
}
