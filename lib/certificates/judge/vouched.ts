import { type Header, readHeader } from "../../proofs/header";
import { ProofError } from "../../proofs/proof-error";
import { sealDigest } from "../../proofs/signatures/seals";
import { checkpointDigest } from "../checkpoint";
import type { Certificate, CertifiedBlock } from "../format";
import type { Term } from "../trust";
import { signersOf } from "../trust/signers";
import { type Standing, standingAt } from "../trust/standing";

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

/** Whose word the blocks of a certificate are. */
interface Vouched {
  /** How well each block is vouched for, by its number: by itself, or by the block that follows it and has its hash. */
  readonly standings: ReadonlyMap<number, Standing>;
  /** Whose second signatures are by no listed key. */
  readonly unlisted: ReadonlySet<string>;
}

/**
 * Sees who vouches for the blocks of a certificate.
 * @param headers those of the certificate
 * @param terms those who are believed
 * @throws ProofError where a signature is not what it says
 */
export async function vouchedFor(
  certificate: Certificate,
  headers: ReadonlyMap<number, Header>,
  terms: readonly Term[],
): Promise<Vouched> {
  const standings = new Map<number, Standing>();
  const unlisted = new Set<string>();
  let next: Header | undefined;
  for (const [index, header] of [...[...headers.values()].entries()].reverse()) {
    const block = certificate.blocks[index];
    if (block === undefined) throw new Error("there are more headers than blocks");
    const own = await standingOf(certificate, block, header, terms, { index, unlisted });
    const isLinked = next?.parentHash === header.hash && standings.get(next.number) === "vouched";
    standings.set(header.number, isLinked ? "vouched" : own);
    next = header;
  }
  return { standings, unlisted };
}

async function standingOf(
  { headers, registry }: Certificate,
  { header: bytes, seals, members = [] }: CertifiedBlock,
  header: Header,
  terms: readonly Term[],
  { index, unlisted }: { readonly index: number; readonly unlisted: Set<string> },
): Promise<Standing> {
  const { number: blockNumber, hash: blockHash, stateRoot } = header;
  const digest = members.length === 0 ? undefined : checkpointDigest(registry, { blockNumber, blockHash, stateRoot });
  const signed = await signersOf(digest, members, `blocks.${index}.members`, terms);
  for (const by of signed.unlisted) unlisted.add(by);
  const seal = seals === undefined ? undefined : sealDigest(headers, bytes, seals.round, blockHash);
  const sealed = await signersOf(seal, seals?.signatures ?? [], `blocks.${index}.seals.signatures`);
  return standingAt(terms, blockNumber, signed, sealed.all, headers === "qbft" ? "qbft" : "kaia");
}
