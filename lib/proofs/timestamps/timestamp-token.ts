import { X509Certificate } from "node:crypto";

import { ContentInfo, SignedData } from "@peculiar/asn1-cms";
import { AsnConvert, AsnParser } from "@peculiar/asn1-schema";
import { TimeStampResp } from "@peculiar/asn1-tsp";
import { fromBER, Set as AsnSet } from "asn1js";

import { ColophonError } from "../../errors";
import { toHex } from "../../hex";
import { ProofError } from "../proof-error";
import { provenTimestamp } from "./timestamp";
import { OID, type Timestamp, TIMESTAMP_HASHES } from "./timestamp-parts";

/**
 * The timestamp of a file that a time-stamping authority's response holds.
 * @param contentHash the file's SHA-256
 * @param path of the response, for messages
 * @throws ColophonError, exit code 2, where it is none, or not of that file
 */
export async function timestampIn(response: Uint8Array, contentHash: string, path: string): Promise<Timestamp> {
  try {
    const timestamp = timestampParts(response);
    await provenTimestamp(contentHash, timestamp);
    return timestamp;
  } catch (cause) {
    const why = cause instanceof ProofError ? cause.message : "it is no response of an authority";
    throw new ColophonError(`${path} is not a timestamp of ${contentHash}: ${why}`, {
      code: "NotATimestamp",
      advice: "Ask the authority for one of the file, with SHA-256 and with its certificate (openssl ts -query -cert).",
      exitCode: 2,
      cause,
    });
  }
}

export function timestampParts(response: Uint8Array): Timestamp {
  const token = AsnParser.parse(response, TimeStampResp).timeStampToken;
  if (token === undefined) throw new ProofError("absent", "the authority refused it");
  const { content } = AsnConvert.parse(AsnConvert.serialize(token), ContentInfo);
  const { encapContentInfo, certificates = [], signerInfos } = AsnParser.parse(content, SignedData);
  const [signer] = signerInfos;
  const info = encapContentInfo.eContent?.single?.buffer;
  const attributes = signer?.signedAttrs;
  const hash = TIMESTAMP_HASHES.find((each) => OID[each] === signer?.digestAlgorithm.algorithm);
  if (signer === undefined || info === undefined || attributes === undefined || hash === undefined) {
    throw new ProofError("absent", "it has no signature by SHA-256, SHA-384 or SHA-512");
  }
  const serial = signer.sid.issuerAndSerialNumber?.serialNumber ?? new ArrayBuffer(0);
  const number = Buffer.from(serial)
    .toString("hex")
    .replace(/^(00)+/, "");
  const own = [...certificates]
    .flatMap(({ certificate }) => (certificate === undefined ? [] : [Buffer.from(AsnConvert.serialize(certificate))]))
    .find((each) => new X509Certificate(each).serialNumber.toLowerCase() === number);
  if (own === undefined) throw new ProofError("absent", "it does not have its signer's certificate");
  // A set by itself is what is signed: in the token it has another tag (RFC 5652, section 5.4).
  const signed = new AsnSet({ value: attributes.map((each) => fromBER(AsnConvert.serialize(each)).result) }).toBER();
  const parts = {
    info: toHex(Buffer.from(info)),
    attributes: toHex(Buffer.from(signed)),
    signature: toHex(Buffer.from(signer.signature.buffer)),
  };
  return { ...parts, hash, certificate: toHex(own) };
}
