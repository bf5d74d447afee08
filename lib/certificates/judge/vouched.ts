import { quorumOf } from "../../chain/rpc/validators";
import { type Header, readHeader } from "../../proofs/header";
import { ProofError } from "../../proofs/proof-error";
import { sealDigest, signerOf } from "../../proofs/seals";
import { checkpointDigest } from "../checkpoint";
import type { Certificate, CertifiedBlock, NamedSignature } from "../format";
import { addressesOf, type Trust } from "../trust";

/** Whether enough of those who are trusted vouch for a block, some but too few of them, or nobody. */
export type Standing = "vouched" | "too few" | "nobody";

/** The headers of a certificate by their numbers, the oldest first. @throws ProofError where one is none, or not in its place */
export function headersOf({ headers: kind, blocks }: Certificate): Map<number, Header> {
  const headers = new Map<number, Header>();
  let before = -1;
  for (const [index, block] of blocks.entries()) {
    const what = `blocks.${index}.header`;
    const header = readHeader(kind, block.header, what);
    if (header.number <= before) throw new ProofError("malformed", `${what} is not after the one before it`);
    before = header.number;
    headers.set(header.number, header);
  }
  return headers;
}

/**
 * How well each block is vouched for, by its number: by itself, or by the block that follows it and has its hash.
 * @param headers those of the certificate
 * @throws ProofError where a signature is not what it says
 */
export function standingsOf(
  certificate: Certificate,
  headers: ReadonlyMap<number, Header>,
  trust: Trust | undefined,
): Map<number, Standing> {
  const standings = new Map<number, Standing>();
  let next: Header | undefined;
  for (const [index, header] of [...[...headers.values()].entries()].reverse()) {
    const block = certificate.blocks[index];
    if (block === undefined) throw new Error("there are more headers than blocks");
    const own = standingOf(certificate, block, header, trust, index);
    const isLinked = next?.parentHash === header.hash && standings.get(next.number) === "vouched";
    standings.set(header.number, isLinked ? "vouched" : own);
    next = header;
  }
  return standings;
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
  const isSealed =
    trust?.validators !== undefined &&
    headers !== "ethereum" &&
    validators >= quorumOf(headers, addressesOf(trust.validators).size);
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
