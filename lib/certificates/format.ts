import { getAddress, isAddress } from "ethers";
import { z } from "zod";

import { HEADER_KINDS } from "../proofs/header";
import { TIMESTAMP_HASHES } from "../proofs/timestamp-parts";
import { bytes, bytes32, type DocumentKind, signature, whole } from "../store/document";

/** The format that this version writes and reads. */
export const CERTIFICATE_FORMAT = "colophon-certificate/1";

/** In the one form of EIP-55: nothing here may be written in two ways. */
export const eip55 = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, "is not an address")
  .refine((text) => isAddress(text) && getAddress(text) === text, "is not an address in EIP-55 form");
/** Who signed, and 65 bytes. */
export const namedSignature = z.strictObject({
  by: eip55,
  signature,
});
/** A public key and a signature of ML-DSA-44 (FIPS 204): 1,312 and 2,420 bytes. */
export const mlDsa44Key = z.string().regex(/^0x[0-9a-f]{2624}$/, "is not a key of 1312 bytes");
const mlDsa44Signature = z.string().regex(/^0x[0-9a-f]{4840}$/, "is not a signature of 2420 bytes");
/** Of a member, which may have signed the same with a post-quantum key as well. */
export const memberSignature = namedSignature.extend({ mlDsa44: mlDsa44Signature.optional() });
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/, "is not base64url");
const nodes = z.array(bytes).min(1);

export const workSchema = z.strictObject({
  id: bytes32,
  metadata: z.string().optional(),
  /** What discloses fields of `metadata` that are digests there (RFC 9901, section 4.2), in the order of their characters. */
  disclosures: z.array(base64url).min(1).optional(),
});

const certificateSchema = z.strictObject({
  format: z.literal(CERTIFICATE_FORMAT),
  /** The work; its id is the SHA-256 of the file's bytes, `metadata` the document that the chain has the hash of, byte for byte. */
  work: workSchema,
  /** Whose word it is. */
  registry: z.strictObject({ chainId: whole, address: eip55 }),
  /** The form of all headers here. */
  headers: z.enum(HEADER_KINDS),
  /** The blocks, the oldest first: of each event, of the state, and those that lead from one of them to a vouched one. */
  blocks: z
    .array(
      z.strictObject({
        /** RLP, as it is hashed. */
        header: bytes,
        /** The committed seals of its validators, in the order of their addresses; of QBFT with the round, which they sign. */
        seals: z.strictObject({ round: bytes.optional(), signatures: z.array(namedSignature).min(1) }).optional(),
        /** The signatures of members of the committee (EIP-712 `Checkpoint`), in the order of their addresses. */
        members: z.array(memberSignature).min(1).optional(),
      }),
    )
    .min(1),
  /** All events of the work, the oldest first; none of a work that has no title. */
  history: z.array(
    z.strictObject({
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
  state: z.strictObject({
    block: whole,
    /** The nodes from the block's state root to the registry's account, and from its storage root to the slot. */
    account: nodes,
    storage: nodes,
  }),
  /** The claim under the anchor that the title has its priority from, or that there is in place of a title. */
  anchor: z
    .strictObject({
      owner: eip55,
      metadataHash: bytes32,
      salt: bytes32,
      /** From the claim's leaf up to the root. */
      siblings: z.array(bytes32),
      /** The nodes from the registry's storage root at `state.block` to the slot of the root. */
      storage: nodes,
    })
    .optional(),
  /** A timestamp of the work's file by an authority (RFC 3161), in parts that lead to each other. */
  timestamp: z
    .strictObject({
      /** TSTInfo, and the signed attributes in the form that is signed, which name its hash and that of the certificate. */
      info: bytes,
      attributes: bytes,
      hash: z.enum(TIMESTAMP_HASHES),
      signature: bytes,
      certificate: bytes,
    })
    .optional(),
  /** Who vouched for the owner when the title was registered, as the registry of parties had it at that block. */
  accreditation: z
    .strictObject({
      parties: eip55,
      /** The nodes from the block's state root to its account, and from its storage root to two slots. */
      account: nodes,
      party: nodes,
      appointment: nodes,
    })
    .optional(),
});

/** The complete chain of title of a work, or that there is none, with all that proves it. */
export type Certificate = z.infer<typeof certificateSchema>;
export type CertifiedBlock = Certificate["blocks"][number];
/** A signature, and whose it says that it is. */
export type NamedSignature = z.infer<typeof namedSignature>;
export type MemberSignature = z.infer<typeof memberSignature>;

/** The kind of document that a certificate is. */
export const CERTIFICATE: DocumentKind<Certificate> = {
  format: CERTIFICATE_FORMAT,
  schema: certificateSchema,
  name: "a certificate",
  code: "NotACertificate",
  advice: "Ask whoever handed it over for the file as certificate issue wrote it.",
};
