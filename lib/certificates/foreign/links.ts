import { qbftSignedExtra } from "../../proofs/extra-data";
import { type Header, withExtraData } from "../../proofs/header";
import type { Certificate, CertifiedBlock } from "../format";
import { headersOf } from "../judge/vouched";

/** A block that a certificate's title is vouched for by: its own, or one that leads back to it. */
export interface Link {
  /** The headers from the title's block up to this one, in RLP, as they are hashed. */
  readonly headers: readonly string[];
  readonly block: CertifiedBlock;
  readonly number: number;
}

/**
 * The blocks whose word is one for a certificate's title, its own first: each of the others has the hash of the one before.
 * @throws ProofError where the certificate has a header that is none
 */
export function linksOf(certificate: Certificate): Link[] {
  const { blocks, state } = certificate;
  const headers = [...headersOf(certificate).values()];
  const first = headers.findIndex(({ number }) => number === state.block);
  const links: Link[] = [];
  let before: Header | undefined;
  for (const [index, header] of headers.entries()) {
    const block = blocks[index];
    if (block === undefined || first === -1 || index < first) continue;
    if (before !== undefined && header.parentHash !== before.hash) break;
    const sofar = links.at(-1)?.headers ?? [];
    links.push({ headers: [...sofar, block.header], block, number: header.number });
    before = header;
  }
  return links;
}

/** The headers of a link as the seals of its last block sign them: QBFT's with the round in which it was made. */
export function sealedHeaders({ headers: kind }: Certificate, { headers, block }: Link): string[] {
  const { seals, header } = block;
  const round = seals?.round;
  const last =
    kind === "qbft" && round !== undefined
      ? withExtraData(kind, header, (extraData) => qbftSignedExtra(extraData, round))
      : header;
  return [...headers.slice(0, -1), last];
}
