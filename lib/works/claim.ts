import { basename } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import type { BaseWallet, JsonRpcApiProvider } from "ethers";

import { BatchFile } from "../batch/file/batch-file";
import { notADatabase } from "../batch/file/database";
import { requireSameRegistry } from "../batch/run/same-registry";
import type { Colophon } from "../chain/contracts/colophon";
import { explainRevert } from "../chain/contracts/reverts";
import { toSeconds } from "../chain/rpc/time";
import { ColophonError } from "../errors";
import { hashBytes, hashFile } from "../hashing/hash-file";
import { parseMetadata } from "../metadata/metadata";
import { carryOut, type Registered } from "./carry-out";
import { shelfOf } from "./shelf";

/** After this time it is a later second, whatever the blocks say, in milliseconds. */
const SECOND_PATIENCE_MS = 2_000;
const POLL_MS = 200;

/** A file to claim. */
export interface AnchoredFile {
  readonly file: string;
  /** The batch file. */
  readonly batch: string;
  /** The folder of the store. */
  readonly home: string;
}

/**
 * Turns a work of an anchored batch into a title that has the anchor's time as its priority. It can be killed and run
 * again, as `carryOut` has it.
 * @throws ColophonError where the batch does not have the file, is not anchored or is another registry's, or where the
 * registry refuses
 */
export async function claimWork(
  colophon: Colophon,
  wallet: BaseWallet,
  { file, batch: path, home }: AnchoredFile,
): Promise<Registered> {
  const { contentHash, size } = await hashFile(file);
  const batch = BatchFile.open(path, "read");
  try {
    const { registry } = colophon;
    const shelf = shelfOf(colophon, home);
    requireSameRegistry(batch, colophon);
    if (batch.head.mode !== "anchor") {
      throw new ColophonError(`${path} is a batch in direct mode: it has no anchor to claim from`, {
        code: "BatchHasNoAnchor",
        advice: "Its works have titles of their own. See them with: npx hardhat work show",
        exitCode: 2,
      });
    }
    const work = batch.find(contentHash);
    if (work === undefined) {
      throw new ColophonError(`${path} does not have the file ${file} (${contentHash})`, {
        code: "FileNotInBatch",
        advice: "See which batch file of the store has it with: npx hardhat work verify --file FILE",
        exitCode: 2,
      });
    }
    const { claim, metadata } = work;
    // What goes into the record and the store must be what the chain has.
    if (hashBytes(Buffer.from(metadata)) !== claim.metadataHash) {
      throw notADatabase(path, `the metadata of line ${work.line} are not those of its claim`);
    }
    const { salt, root, proof } = await batch.proofOf(work);
    const anchoredAt = Number(await registry.anchoredAt(root));
    // Not before: without an anchor, whoever reads the claim in a node could be first.
    if (anchoredAt === 0) {
      throw explainRevert(registry.interface.encodeErrorResult("WorkRegistryNotAnchored", [root]));
    }
    const call = () => registry.registerAnchored.populateTransaction(claim, salt, root, [...proof]);
    await waitForLaterSecond(colophon.provider, anchoredAt);
    return await carryOut(colophon, wallet, {
      file: { name: basename(file), size },
      claim,
      metadata: parseMetadata(metadata, path),
      shelf,
      call,
      anchor: { root, salt, proof: [...proof], anchoredAt },
    });
  } finally {
    batch.close();
  }
}

/**
 * A claim needs a later second than its anchor. It is not shown to the node before: whoever read it there within that second
 * could anchor it as early.
 */
async function waitForLaterSecond(provider: JsonRpcApiProvider, anchoredAt: number): Promise<void> {
  const end = performance.now() + SECOND_PATIENCE_MS;
  while (performance.now() < end) {
    // The newest block of an idle chain keeps its time; many nodes give that of the next one as well.
    const blocks = await Promise.all(["latest", "pending"].map((tag) => provider.getBlock(tag).catch(() => null)));
    if (blocks.some((block) => block !== null && toSeconds(block.timestamp) > anchoredAt)) return;
    await delay(POLL_MS);
  }
}
