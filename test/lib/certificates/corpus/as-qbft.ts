import { encodeRlp, id, SigningKey, Wallet, zeroPadBytes } from "ethers";

import type { Certificate, CertifiedBlock } from "../../../../lib/certificates/format";
import { withExtraData } from "../../../../lib/proofs/header";
import { inOrderOfSigners, sealDigest } from "../../../../lib/proofs/signatures/seals";

const VALIDATORS = 4;
const SEALS = 3;

/** Keys that everybody can work out: they stand for validators of a chain that never was. */
const keys = Array.from({ length: VALIDATORS }, (_, index) => new SigningKey(id(`validator ${index}`)));
const wallets = keys.map((key) => new Wallet(key));

/**
 * A certificate with headers in QBFT's form, sealed by three of four validators, every other block in its second round. The
 * states and receipts are those of the chain that the certificate is from.
 */
export function asQbft(certificate: Certificate): { certificate: Certificate; validators: string[] } {
  const validators = wallets.map(({ address }) => address);
  const extraData = encodeRlp([zeroPadBytes("0x", 32), validators, [], "0x", []]);
  const blocks = certificate.blocks.map((block, index): CertifiedBlock => {
    const header = withExtraData("ethereum", block.header, () => extraData);
    const round = index % 2 === 0 ? "0x" : "0x01";
    const digest = sealDigest("qbft", header, round) ?? "";
    const signatures = keys
      .slice(0, SEALS)
      .map((key, signer) => ({ by: validators[signer] ?? "", signature: key.sign(digest).serialized }));
    return { header, seals: { round, signatures: inOrderOfSigners(signatures) } };
  });
  return { certificate: { ...certificate, headers: "qbft", blocks }, validators };
}
