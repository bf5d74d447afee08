import { encodeRlp, id, keccak256, SigningKey, Wallet, zeroPadBytes } from "ethers";

import type { Certificate, CertifiedBlock } from "../../../../lib/certificates/format";
import { encodeHeader, withExtraData } from "../../../../lib/proofs/header";
import { inOrderOfSigners, sealDigest } from "../../../../lib/proofs/signatures/seals";

const VALIDATORS = 4;
const SEALS = 3;

/** Keys that everybody can work out: they stand for validators of a chain that never was. */
const keys = Array.from({ length: VALIDATORS }, (_, index) => new SigningKey(id(`validator ${index}`)));
const wallets = keys.map((key) => new Wallet(key));
export const validators = wallets.map(({ address }) => address);

/** A round as QBFT writes it. */
export type Round = "0x" | "0x01";

/** What QBFT's validators put into a header: as it is hashed, the round is 0 and there are no seals. */
function extraData(round: Round = "0x", seals: readonly string[] = []): string {
  return encodeRlp([zeroPadBytes("0x", 32), validators, [], round, [...seals]]);
}

/** The seals of three of four validators on a header as it is hashed. */
function sealsOf(header: string, round: Round): string[] {
  const digest = sealDigest("qbft", header, round) ?? "";
  return keys.slice(0, SEALS).map((key) => key.sign(digest).serialized);
}

/**
 * A certificate with headers in QBFT's form, sealed by three of four validators, every other block in its second round. The
 * states and receipts are those of the chain that the certificate is from.
 */
export function asQbft(certificate: Certificate): { certificate: Certificate; validators: string[] } {
  const blocks = certificate.blocks.map((block, index): CertifiedBlock => {
    const header = withExtraData("ethereum", block.header, () => extraData());
    const round = index % 2 === 0 ? "0x" : "0x01";
    const signatures = sealsOf(header, round).map((signature, signer) => ({ by: validators[signer] ?? "", signature }));
    return { header, seals: { round, signatures: inOrderOfSigners(signatures) } };
  });
  return { certificate: { ...certificate, headers: "qbft", blocks }, validators };
}

/** A block as a node of QBFT answers it: with round and seals in its extraData, and the hash that it has without them. */
export function answeredByQbft(block: Readonly<Record<string, unknown>>, round: Round): Record<string, unknown> {
  const header = encodeHeader("qbft", { ...block, extraData: extraData() });
  // As Besu writes them, the last byte is 0 or 1.
  const seals = sealsOf(header, round).map((seal) => seal.replace(/..$/, (v) => (v === "1b" ? "00" : "01")));
  return { ...block, extraData: extraData(round, seals), hash: keccak256(header) };
}
