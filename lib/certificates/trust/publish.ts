import { ColophonError } from "../../errors";
import type { OnProgress } from "../../progress";
import { ProofError } from "../../proofs/proof-error";
import { checkpointDigest } from "../checkpoint";
import { allSigned, type Checkpoints, type Signed, vouchedIn } from "../checkpoints";
import { addressesOf, type Term, type Trust } from "../trust";
import { requireListedKeys, signersOf } from "./signers";
import { type Standing, standingAt } from "./standing";
import { termsOf } from "./terms";

/** What members vouch for, and whether they are enough. */
export interface Counted {
  readonly signed: Signed;
  /** Of those whom the trust file lists for the block. */
  readonly signatures: number;
  readonly standing: Standing;
}

/** How well each thing is vouched for that members have signed. @throws ColophonError, exit code 3, where a second signature is another's */
export async function countSigned(trust: Trust, checkpoints: Checkpoints, onProgress?: OnProgress): Promise<Counted[]> {
  return countIn(trust, await termsOf(trust), checkpoints, onProgress);
}

async function countIn(
  trust: Trust,
  terms: readonly Term[],
  checkpoints: Checkpoints,
  onProgress?: OnProgress,
): Promise<Counted[]> {
  const all = allSigned(checkpoints);
  const found: Counted[] = [];
  for (const signed of all) {
    found.push(await counted(trust, terms, signed));
    onProgress?.({ stage: "Counting", done: found.length, total: all.length, unit: "checkpoints" });
  }
  return found;
}

async function counted(trust: Trust, terms: readonly Term[], signed: Signed): Promise<Counted> {
  const { blockNumber, members } = signed;
  const digest = checkpointDigest(trust.registry, vouchedIn(signed));
  try {
    const signers = await signersOf(digest, members, `block ${blockNumber}`, terms);
    requireListedKeys(signers, `block ${blockNumber}`);
    const listed = listedAt(terms, blockNumber);
    return {
      signed,
      signatures: [...signers.all].filter((each) => listed.has(each)).length,
      standing: standingAt(terms, blockNumber, signers, new Set()),
    };
  } catch (error) {
    if (!(error instanceof ProofError)) throw error;
    throw new ColophonError(`The checkpoints do not hold: ${error.message}`, {
      code: "CheckpointNotSigned",
      advice: "Ask that member for the file as it was signed.",
      exitCode: 3,
      cause: error,
    });
  }
}

/**
 * What anybody may host: all that enough members vouch for, with their signatures and no others'.
 * @throws ColophonError, exit code 3, where that is nothing
 */
export async function publishable(
  trust: Trust,
  checkpoints: Checkpoints,
  onProgress?: OnProgress,
): Promise<Checkpoints> {
  const terms = await termsOf(trust);
  const enough = (await countIn(trust, terms, checkpoints, onProgress)).filter(
    ({ standing }) => standing === "vouched",
  );
  if (enough.length === 0) {
    throw new ColophonError("There is nothing to publish: no block is signed by enough members", {
      code: "NothingToPublish",
      advice: "Have more of them sign (checkpoint sign) and collect what they signed (checkpoint collect).",
      exitCode: 3,
    });
  }
  const kept = new Map(enough.map(({ signed }) => [signed, listedAt(terms, signed.blockNumber)]));
  const keep = <S extends Signed>(list: readonly S[]): S[] =>
    list.flatMap((signed) => {
      const listed = kept.get(signed);
      return listed === undefined ? [] : [{ ...signed, members: signed.members.filter(({ by }) => listed.has(by)) }];
    });
  return {
    ...checkpoints,
    checkpoints: keep(checkpoints.checkpoints),
    ...(checkpoints.histories && { histories: keep(checkpoints.histories) }),
  };
}

/** Those who may vouch for a block, in EIP-55 form. */
function listedAt(terms: readonly Term[], block: number): Set<string> {
  return addressesOf(terms.filter(({ end }) => block < end).flatMap(({ members }) => members?.keys ?? []));
}
