/** The hashes that a timestamp may be signed with. */
export const TIMESTAMP_HASHES = ["sha256", "sha384", "sha512"] as const;

export type TimestampHash = (typeof TIMESTAMP_HASHES)[number];

/**
 * A timestamp of RFC 3161 in the parts of its token that lead to each other, bytes as 0x-hex. Of a whole token some bytes could be
 * changed, and it would still hold.
 */
export interface Timestamp {
  /** TSTInfo: what was stamped, and when. */
  readonly info: string;
  /** The signed attributes in the form that is signed: they name the hash of `info` and that of `certificate`. */
  readonly attributes: string;
  /** By which the attributes name `info`, and which is signed. */
  readonly hash: TimestampHash;
  readonly signature: string;
  /** The signer's, X.509. */
  readonly certificate: string;
}

/** The names of what is in a token. */
export const OID = {
  sha256: "2.16.840.1.101.3.4.2.1",
  sha384: "2.16.840.1.101.3.4.2.2",
  sha512: "2.16.840.1.101.3.4.2.3",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  tstInfo: "1.2.840.113549.1.9.16.1.4",
  timeStamping: "1.3.6.1.5.5.7.3.8",
} as const;
