import { type Header, readHeader } from "../../proofs/header";
import { ProofError } from "../../proofs/proof-error";
import { sealDigest, sealsNeeded, signerOf } from "../../proofs/seals";
import { checkpointDigest } from "../checkpoint";
import type { Certificate, CertifiedBlock, NamedSignature } from "../format";
import { addressesOf, type Trust } from "../trust";

/** A block of a certificate: its header, read, and how well it is vouched for. */
export interface JudgedBlock {
  readonly header: Header;
  readonly standing: Standing;
}

/** Whether enough of those who are trusted vouch for a block, some but too few of them, or nobody. */
export type Standing = "vouched" | "too few" | "nobody";

/**
 * The blocks of a certificate by their numbers, each judged by itself or by the block that follows it and has its hash.
 * @throws ProofError where a header or a signature is not what it says
 */
export function judgeBlocks(certificate: Certificate, trust: Trust | undefined): Map<number, JudgedBlock> {
  const judged = new Map<number, JudgedBlock>();
  let next: JudgedBlock | undefined;
  for (const [index, block] of [...certificate.blocks.entries()].reverse()) {
    const what = `blocks.${index}.header`;
    const header = readHeader(certificate.headers, block.header, what);
    if (next !== undefined && next.header.number <= header.number) {
      throw new ProofError("malformed", `${what} is not before the one that follows it`);
    }
    const isLinked = next?.header.parentHash === header.hash && next.standing === "vouched";
    const own = standingOf(certificate, block, header, trust, index);
    next = { header, standing: isLinked ? "vouched" : own };
    judged.set(header.number, next);
  }
  return judged;
}

function standingOf(
  { headers, registry }: Certificate,
  { header: bytes, seals, members = [] }: CertifiedBlock,
  header: Header,
  trust: Trust | undefined,
  index: number,
): Standing {
  const { number: blockNumber, hash: blockHash, stateRoot } = header;
  const digest = checkpointDigest(registry, { blockNumber, blockHash, stateRoot });
  const signed = signers(digest, members, `blocks.${index}.members`);
  const seal = seals === undefined ? undefined : sealDigest(headers, bytes, seals.round);
  const sealed = signers(seal, seals?.signatures ?? [], `blocks.${index}.seals.signatures`);

  const signatures = count(signed, trust?.members?.keys ?? []);
  const validators = count(sealed, trust?.validators ?? []);
  const isSigned = trust?.members !== undefined && signatures >= trust.members.threshold;
  const isSealed = trust?.validators !== undefined && validators >= sealsNeeded(addressesOf(trust.validators).size);
  if (isSigned || isSealed) return "vouched";
  return signatures + validators === 0 ? "nobody" : "too few";
}

/** @throws ProofError where a signature is another one's than it says, or they are not in the order of their signers, each once */
function signers(digest: string | undefined, signatures: readonly NamedSignature[], what: string): Set<string> {
  const found = new Set<string>();
  let before = "";
  for (const [index, { by, signature }] of signatures.entries()) {
    const signer = digest === undefined ? undefined : signerOf(digest, signature);
    if (signer !== by) throw new ProofError("malformed", `${what}.${index} is not a signature by ${by}`);
    if (by.toLowerCase() <= before) throw new ProofError("left-over", `${what}.${index} is not in its place`);
    before = by.toLowerCase();
    found.add(by);
  }
  return found;
}

function count(signed: ReadonlySet<string>, trusted: readonly { readonly address: string }[]): number {
  return [...addressesOf(trusted)].filter((address) => signed.has(address)).length;
}
