import { Attribute } from "@peculiar/asn1-cms";
import { AsnParser, OctetString } from "@peculiar/asn1-schema";
import { TSTInfo } from "@peculiar/asn1-tsp";
import type { ObjectIdentifier } from "asn1js";
import { type AsnType, fromBER, OctetString as Octets, type Sequence } from "asn1js";

import { compareBytes } from "../../bytes";
import { ColophonError } from "../../errors";
import { fromHex } from "../../hex";
import { ProofError } from "../proof-error";
import { OID, type Timestamp, TIMESTAMP_HASHES } from "./timestamp-parts";
import {
  digestBy,
  hasKnownKey,
  isForTimestamps,
  isInTerm,
  isOrIsIssuedBy,
  isSignedBy,
  readX509,
  type X509,
} from "./x509";

/** What a timestamp proves: that there was a file of this hash then, by the word of whose certificate it is. */
export interface ProvenTimestamp {
  /** Unix seconds, with the fractions that the authority tells. */
  readonly time: number;
  readonly signer: X509;
}

const MILLISECONDS_PER_SECOND = 1000;

/**
 * What a timestamp proves of a file, once its authority is believed (RFC 3161, RFC 5816).
 * @param contentHash the file's SHA-256
 * @throws ProofError where its parts do not lead to each other
 */
export async function provenTimestamp(contentHash: string, timestamp: Timestamp): Promise<ProvenTimestamp> {
  try {
    return await proven(contentHash, timestamp);
  } catch (error) {
    throw error instanceof ProofError || error instanceof ColophonError
      ? error
      : new ProofError("malformed", "timestamp is none", error);
  }
}

/** Whether a timestamp is by an authority: by its own certificate or one that it issued, made for timestamps, and in its term. */
export async function isBy({ time, signer }: ProvenTimestamp, authority: X509): Promise<boolean> {
  // Terms are of whole seconds, the last one included.
  const at = Math.floor(time) * MILLISECONDS_PER_SECOND;
  const isInTerms = [signer, authority].every((each) => isInTerm(each, at));
  return isInTerms && isForTimestamps(signer) && (await isOrIsIssuedBy(signer, authority));
}

async function proven(contentHash: string, timestamp: Timestamp): Promise<ProvenTimestamp> {
  const { info, attributes, hash, signature, certificate } = timestamp;
  const { messageImprint, genTime } = AsnParser.parse(fromHex(info), TSTInfo);
  const stamped = new Uint8Array(messageImprint.hashedMessage.buffer);
  if (messageImprint.hashAlgorithm.algorithm !== OID.sha256 || !isSame(stamped, fromHex(contentHash))) {
    throw new ProofError("root", "timestamp.info is about another file");
  }
  const said = attributesIn(fromHex(attributes));
  if (!isSame(said.messageDigest, digestBy(hash, fromHex(info))) || said.contentType !== OID.tstInfo) {
    throw new ProofError("root", "timestamp.attributes do not name timestamp.info");
  }
  if (!TIMESTAMP_HASHES.some((each) => isSame(digestBy(each, fromHex(certificate)), said.certificate))) {
    throw new ProofError("root", "timestamp.attributes do not name timestamp.certificate");
  }
  const signer = readX509(fromHex(certificate));
  if (!hasKnownKey(signer)) {
    throw new ProofError(
      "malformed",
      "timestamp.certificate has another key than RSA or one of P-256, P-384 and P-521",
    );
  }
  if (!(await isSignedBy(signer, hash, fromHex(attributes), fromHex(signature)))) {
    throw new ProofError("root", "timestamp.signature is not by timestamp.certificate");
  }
  return { time: genTime.getTime() / MILLISECONDS_PER_SECOND, signer };
}

interface Said {
  readonly contentType: string;
  /** Of what was signed, and the hash of the signer's certificate. */
  readonly messageDigest: Uint8Array;
  readonly certificate: Uint8Array;
}

/** What the signed attributes say. */
function attributesIn(bytes: Uint8Array): Said {
  const set = fromBER(bytes).result as Sequence; // whatever has parts; of others there are none to go through
  const values = new Map(
    set.valueBlock.value.map((each) => {
      const { attrType, attrValues } = AsnParser.parse(each.toBER(), Attribute);
      return [attrType, attrValues[0] ?? new ArrayBuffer(0)] as const;
    }),
  );
  const of = (name: string): ArrayBuffer => values.get(name) ?? new ArrayBuffer(0);
  return {
    contentType: (fromBER(of(OID.contentType)).result as ObjectIdentifier).getValue(),
    messageDigest: new Uint8Array(AsnParser.parse(of(OID.messageDigest), OctetString).buffer),
    certificate: certificateHashIn(of(OID.signingCertificateV2)),
  };
}

/**
 * SigningCertificateV2 (RFC 5035) is a list of lists of ESSCertIDv2; the first of these is the signer's, and has one hash. What came before
 * it (RFC 2634), and is all that some authorities write, has SHA-1.
 */
function certificateHashIn(bytes: ArrayBuffer): Uint8Array {
  if (bytes.byteLength === 0) {
    throw new ProofError("absent", "timestamp.attributes name no certificate by SHA-256 or longer, at most by SHA-1");
  }
  let at: AsnType | undefined = fromBER(bytes).result;
  for (let level = 0; level < 2; level += 1) at = (at as Sequence | undefined)?.valueBlock.value[0];
  const hash = (at as Sequence | undefined)?.valueBlock.value.find((each) => each instanceof Octets);
  return new Uint8Array(hash?.getValue() ?? new ArrayBuffer(0));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return compareBytes(a, b) === 0;
}
