import { hexlify } from "ethers";

import type { Colophon } from "../../chain/contracts/colophon";
import type { Claim } from "../../chain/contracts/registration";
import { readTitle } from "../../chain/contracts/title";
import { countOf } from "../../count-of";
import { hashBytes } from "../../hashing/hash-bytes";
import { workHistory } from "../../history/history";
import { currentRegistration } from "../../history/work-events";
import { mapInOrder } from "../../in-order";
import type { OnProgress } from "../../progress";
import type { BatchFile, BatchWork } from "../file/batch-file";
import type { Anchored } from "../file/ledger";
import { HASH_BYTES, MerkleTrees } from "../tree/merkle-tree";
import { isByOwner, readAnchor } from "./anchor-call";

/** Questions to the node at a time. */
const PARALLEL = 8;
/** Works between two reports of the progress. */
const REPORT_EVERY = 1_000;
/** More problems than these help nobody. */
const MOST_PROBLEMS = 100;

/** Whether a batch file and the chain agree. */
export interface BatchCheck {
  /** Whether all of its works are on chain as the file has them. */
  readonly verified: boolean;
  readonly works: number;
  /** What the chain says of the root; undefined in direct mode, and where it is not anchored. */
  readonly anchored: Anchored | undefined;
  /** What is not so, in words; at most a hundred. */
  readonly problems: readonly string[];
}

/**
 * Proves every work of a batch against the chain. Of an anchored batch every leaf and the whole tree are computed anew from
 * the claims and the metadata: they must lead to a root that the chain has. Of a direct batch every title is asked for, and
 * the registration that it comes from.
 * @throws ColophonError, exit code 2, where the file is damaged
 */
export async function checkBatch(colophon: Colophon, batch: BatchFile, onProgress: OnProgress): Promise<BatchCheck> {
  const problems: string[] = [];
  const note = (problem: string): void => {
    if (problems.length < MOST_PROBLEMS) problems.push(problem);
  };
  const progress = (done: number): void => {
    if (done % REPORT_EVERY === 0 || done === batch.head.works) {
      onProgress({ stage: "Checking", done, total: batch.head.works, unit: "works" });
    }
  };
  const { root, works } = batch.head;
  if (batch.size !== works) note(`the file has ${countOf(batch.size, "work")} and says ${works}`);
  else if (root === undefined) await checkTitles(colophon, batch, note, progress);
  else await checkTree(batch, root, note, progress);
  const anchored = root === undefined ? undefined : await checkAnchor(colophon, batch, root, note);
  return { verified: problems.length === 0, works, anchored, problems };
}

type Note = (problem: string) => void;

async function checkAnchor(
  colophon: Colophon,
  { head: { owner } }: BatchFile,
  root: string,
  note: Note,
): Promise<Anchored | undefined> {
  const anchored = await readAnchor(colophon, root);
  if (anchored === undefined) note(`the root ${root} is not anchored`);
  else if (!(await isByOwner(colophon, owner, anchored.account))) {
    note(`the root was anchored by ${anchored.account}, who does not act for the owner ${owner}`);
  }
  return anchored;
}

async function checkTree(batch: BatchFile, root: string, note: Note, progress: (done: number) => void): Promise<void> {
  const trees = await MerkleTrees.load();
  const leaves = Buffer.alloc(batch.head.works * HASH_BYTES);
  let done = 0;
  for (const work of batch.works()) {
    checkMetadata(work, note);
    const { claim, salt } = work;
    if (salt === undefined) note(`${nameOf(work)}: has no salt`);
    else leaves.set(trees.leafOfClaim({ claim, salt }), done * HASH_BYTES);
    done += 1;
    progress(done);
  }

  const nodes = trees.build(leaves);
  if (hexlify(nodes.subarray(0, HASH_BYTES)) !== root) {
    noteForeignLeaves(batch, leaves, note);
    note("the claims do not lead to the root");
  }
  for (let index = 0; index * HASH_BYTES < nodes.length; index++) {
    if (!batch.node(index).equals(nodes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES))) {
      note(`node ${index} of the tree is not what the claims lead to`);
    }
  }
}

/** Names the works whose leaf the file's own tree does not have: what was changed is in them. */
function noteForeignLeaves(batch: BatchFile, leaves: Buffer, note: Note): void {
  const { works } = batch.head;
  // The leaves are the last nodes of the tree.
  const kept = new Set(Array.from({ length: works }, (_, index) => batch.node(works - 1 + index).toString("hex")));
  let index = 0;
  for (const work of batch.works()) {
    const leaf = leaves.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES).toString("hex");
    if (!kept.has(leaf)) note(`${nameOf(work)}: its claim or its salt is not what the tree was made from`);
    index += 1;
  }
}

async function checkTitles(
  colophon: Colophon,
  batch: BatchFile,
  note: Note,
  progress: (done: number) => void,
): Promise<void> {
  const checked = mapInOrder(batch.works(), PARALLEL, async (work) => ({
    work,
    problem: await problemOfTitle(colophon, work.claim),
  }));
  let done = 0;
  for await (const { work, problem } of checked) {
    checkMetadata(work, note);
    if (problem !== undefined) note(`${nameOf(work)}: ${problem}`);
    done += 1;
    progress(done);
  }
}

/** Why the work has no title from this very claim; undefined where it has. Whoever holds it now does not matter. */
async function problemOfTitle(colophon: Colophon, claim: Claim): Promise<string | undefined> {
  const { provider, registry } = colophon;
  const workId = BigInt(claim.contentHash);
  const title = await readTitle(colophon, workId);
  if (title === undefined) return "is not registered";

  const said = currentRegistration(await workHistory(provider, registry, workId, title.changedAtBlock))?.event.args;
  if (said?.["owner"] !== claim.owner) return `is registered by another: ${said?.["owner"] ?? "nobody"}`;
  return said["metadataHash"] === claim.metadataHash ? undefined : "is registered with other metadata";
}

function checkMetadata(work: BatchWork, note: Note): void {
  if (hashBytes(work.metadata) !== work.claim.metadataHash) {
    note(`${nameOf(work)}: the metadata are not those of the claim`);
  }
}

function nameOf({ line, name }: BatchWork): string {
  return `line ${line}, ${name}`;
}
