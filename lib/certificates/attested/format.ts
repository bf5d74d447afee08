import type { DocumentKind } from "../../store/document";
import { list, object, type Of, oneOf } from "../../store/shape";
import { bytes, bytes32, eip55, memberSignature, whole, workSchema } from "../format";

/** The format that this version writes and reads. */
export const ATTESTATION_FORMAT = "colophon-attestation/1";

export const attestationShape = object({
  format: oneOf(ATTESTATION_FORMAT),
  /** As in a certificate. */
  work: workSchema,
  registry: object({ chainId: whole, address: eip55 }),
  /** The block that the history is told at, and its time in Unix seconds. */
  block: object({ number: whole, hash: bytes32, time: whole }),
  /** What the registry keeps of the title in its slot. */
  title: bytes32,
  /** All events of the work, the oldest first: the number of its block, the block's time, and the log. */
  history: list(object({ block: whole, time: whole, topics: list(bytes32, { least: 1, most: 4 }), data: bytes }), {
    least: 1,
  }),
  /** The signatures of members of the committee (EIP-712 `HistoryCheckpoint`), in the order of their addresses. */
  members: list(memberSignature, { least: 1 }),
});

/**
 * The complete chain of title of a work on a chain that gives no proofs: members of the committee say that it is so, and the word of
 * enough of them is all there is.
 */
export type Attestation = Of<typeof attestationShape>;

export const ATTESTATION: DocumentKind<Attestation> = {
  format: ATTESTATION_FORMAT,
  schema: attestationShape,
  name: "an attested history",
  code: "NotACertificate",
  advice: "Ask whoever handed it over for the file as certificate issue wrote it.",
};
