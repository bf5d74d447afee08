import { isAddress, isChecksummed } from "../hashing/address";
import { HEADER_KINDS } from "../proofs/header";
import { TIMESTAMP_HASHES } from "../proofs/timestamps/timestamp-parts";
import type { DocumentKind } from "../store/document";
import { integer, list, object, type Of, oneOf, optional, text } from "../store/shape";

/** The format that this version writes and reads. */
export const CERTIFICATE_FORMAT = "colophon-certificate/1";

/** A hash, a salt or a node of a tree. */
export const bytes32 = text(/^0x[0-9a-f]{64}$/, "is not 0x and 64 lower-case hex digits");
export const bytes = text(/^0x(?:[0-9a-f]{2})*$/, "is not 0x and lower-case hex digits");
export const whole = integer(0);
/** In the one form of EIP-55: nothing here may be written in two ways. */
export const eip55 = text(/^0x[0-9a-fA-F]{40}$/, "is not an address").where(
  isChecksummed,
  "is not an address in EIP-55 form",
);
/** In EIP-55 or in one case: whatever else goes by that pattern no contract is asked about. */
export const address = text().where(isAddress, "is not an address");
/** Of an account: r, s and v. */
const signature = text(/^0x[0-9a-f]{130}$/, "is not a signature of 65 bytes");
/** Who signed, and 65 bytes. */
const namedSignature = object({ by: eip55, signature });
/** A public key and a signature of ML-DSA-44 (FIPS 204): 1,312 and 2,420 bytes. */
export const mlDsa44Key = text(/^0x[0-9a-f]{2624}$/, "is not a key of 1312 bytes");
const mlDsa44Signature = text(/^0x[0-9a-f]{4840}$/, "is not a signature of 2420 bytes");
/** Of a member, which may have signed the same with a post-quantum key as well. */
export const memberSignature = object({ by: eip55, signature, mlDsa44: optional(mlDsa44Signature) });
const base64url = text(/^[A-Za-z0-9_-]+$/, "is not base64url");
const nodes = list(bytes, { least: 1 });

export const workSchema = object({
  id: bytes32,
  metadata: optional(text()),
  /** What discloses fields of `metadata` that are digests there (RFC 9901, section 4.2), in the order of their characters. */
  disclosures: optional(list(base64url, { least: 1 })),
});

export const certificateShape = object({
  format: oneOf(CERTIFICATE_FORMAT),
  /** The work; its id is the SHA-256 of the file's bytes, `metadata` the document that the chain has the hash of, byte for byte. */
  work: workSchema,
  /** Whose word it is. */
  registry: object({ chainId: whole, address: eip55 }),
  /** The form of all headers here. */
  headers: oneOf(...HEADER_KINDS),
  /** The blocks, the oldest first: of each event, of the state, and those that lead from one of them to a vouched one. */
  blocks: list(
    object({
      /** RLP, as it is hashed. */
      header: bytes,
      /** The committed seals of its validators, in the order of their addresses; of QBFT with the round, which they sign. */
      seals: optional(object({ round: optional(bytes), signatures: list(namedSignature, { least: 1 }) })),
      /** The signatures of members of the committee (EIP-712 `Checkpoint`), in the order of their addresses. */
      members: optional(list(memberSignature, { least: 1 })),
    }),
    { least: 1 },
  ),
  /** All events of the work, the oldest first; none of a work that has no title. */
  history: list(
    object({
      /** Its block's number. */
      block: whole,
      /** Its transaction's number in the block. */
      transaction: whole,
      /** Its number among the logs of the transaction. */
      log: whole,
      /** The nodes from the block's receipts root to the receipt. */
      proof: nodes,
    }),
  ),
  /** The title at the end of that history, or that there is none: what the registry keeps of it in its slot. */
  state: object({
    block: whole,
    /** The nodes from the block's state root to the registry's account, and from its storage root to the slot. */
    account: nodes,
    storage: nodes,
  }),
  /** The claim under the anchor that the title has its priority from, or that there is in place of a title. */
  anchor: optional(
    object({
      owner: eip55,
      metadataHash: bytes32,
      salt: bytes32,
      /** From the claim's leaf up to the root. */
      siblings: list(bytes32),
      /** The nodes from the registry's storage root at `state.block` to the slot of the root. */
      storage: nodes,
    }),
  ),
  /** A timestamp of the work's file by an authority (RFC 3161), in parts that lead to each other. */
  timestamp: optional(
    object({
      /** TSTInfo, and the signed attributes in the form that is signed, which name its hash and that of the certificate. */
      info: bytes,
      attributes: bytes,
      hash: oneOf(...TIMESTAMP_HASHES),
      signature: bytes,
      certificate: bytes,
    }),
  ),
  /** Who vouched for the owner when the title was registered, as the registry of parties had it at that block. */
  accreditation: optional(
    object({
      parties: eip55,
      /** The nodes from the block's state root to its account, and from its storage root to two slots. */
      account: nodes,
      party: nodes,
      appointment: nodes,
    }),
  ),
});

/** The complete chain of title of a work, or that there is none, with all that proves it. */
export type Certificate = Of<typeof certificateShape>;
export type CertifiedBlock = Certificate["blocks"][number];
/** A signature, and whose it says that it is. */
export type NamedSignature = Of<typeof namedSignature>;
export type MemberSignature = Of<typeof memberSignature>;

/** The kind of document that a certificate is. */
export const CERTIFICATE: DocumentKind<Certificate> = {
  format: CERTIFICATE_FORMAT,
  schema: certificateShape,
  name: "a certificate",
  code: "NotACertificate",
  advice: "Ask whoever handed it over for the file as certificate issue wrote it.",
};
