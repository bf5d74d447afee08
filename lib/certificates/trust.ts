import { checksummed } from "../hashing/address";
import { type DocumentKind, readDocument } from "../store/document";
import { integer, list, object, type Of, oneOf, optional, text } from "../store/shape";
import { address, memberSignature, mlDsa44Key, whole } from "./format";

export const TRUST_FORMAT = "colophon-trust/1";

const PEM = /-----BEGIN CERTIFICATE-----[ \t\r\nA-Za-z0-9+/=]+-----END CERTIFICATE-----/;

const party = object({
  name: text(),
  address,
  /** Its post-quantum public key (FIPS 204, ML-DSA-44), of members who have one. */
  mlDsa44: optional(mlDsa44Key),
});

const memberSet = object({
  threshold: integer(1),
  /** Whether a member counts only where it has signed with its post-quantum key as well. */
  secondSignature: optional(oneOf("required")),
  keys: list(party, { least: 1 }),
}).where(
  ({ secondSignature, keys }) => secondSignature === undefined || keys.every(({ mlDsa44 }) => mlDsa44 !== undefined),
  "asks for a second signature of a member that has no key mlDsa44 for it",
);

const set = {
  /** Members of the committee whose signatures count, and how many it takes. */
  members: optional(memberSet),
  /** The validators whose seals count; it takes as many as finish a block (`quorumOf`). */
  validators: optional(list(party, { least: 1 })),
  /** The first block of their term; 0 where it is not given. */
  from: optional(whole),
  /** The first block after their term; where it is not given, the next change ends it. */
  until: optional(integer(1)),
};

const change = object({
  ...set,
  from: whole,
  /** Of those before them. */
  signatures: list(memberSignature),
});

const trustSchema = object({
  format: oneOf(TRUST_FORMAT),
  registry: object({ chainId: whole, address }),
  /** What the registry was deployed with, which is in its code and no proof shows: its registry of parties, and in seconds its window. */
  deployment: optional(object({ parties: address, revealWindow: whole })),
  /** The X.509 certificates, in PEM, of those whose timestamps are believed, or who issue theirs. */
  timestampAuthorities: optional(list(object({ name: text(), certificate: text(PEM, "is no certificate in PEM") }))),
  ...set,
  /** Who came after them, the oldest first, each signed by those before. */
  changes: optional(list(change, { least: 1 })),
}).where(
  ({ changes = [], ...first }) => [first, ...changes].every(isConsistent),
  "has validators beside members whose second signature is required: seals have none",
);

function isConsistent({ members, validators }: Pick<TrustSet, "members" | "validators">): boolean {
  return members?.secondSignature === undefined || validators === undefined;
}

/** Whom a verifier believes about a registry. */
export type Trust = Of<typeof trustSchema>;
/** A change of those who are believed, with the signatures of those before them. */
export type TrustChange = Of<typeof change>;
/** Those who are believed in one term. */
export type TrustSet = Omit<TrustChange, "from" | "signatures"> & { readonly from?: number | undefined };

/** Those who are believed in one term, as they follow from those before them. */
export interface Term extends TrustSet {
  readonly from: number;
  /** The first block after it; Infinity where nothing ends it. */
  readonly end: number;
  /** The EIP-712 digest of the set and, through it, of all before. */
  readonly digest: string;
}

export const TRUST: DocumentKind<Trust> = {
  format: TRUST_FORMAT,
  schema: trustSchema,
  name: "a list of whom to trust",
  code: "NotATrustFile",
  advice: "docs/certificates.md shows one.",
};

/** @throws ColophonError, exit code 2, where the file is missing or none */
export async function readTrust(path: string): Promise<Trust> {
  return readDocument(TRUST, path);
}

/** The addresses of those who are named, in EIP-55 form; each counts once. */
export function addressesOf(parties: readonly { readonly address: string }[]): Set<string> {
  return new Set(parties.map((each) => checksummed(each.address)));
}
