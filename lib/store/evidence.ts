import { z } from "zod";

import { parseJson } from "../hashing/canonical-json";
import { readText } from "../text-file";
import { type DocumentKind, formatOf, isVersionOf, readAs } from "./document";
import { address, bytes32, whole } from "./parts";
import { RECORD, type WorkRecord } from "./records";
import { saveNew } from "./save-new";

/** The format that this version writes and reads. */
export const EVIDENCE_FORMAT = "colophon-evidence/1";

function isJson(text: string): boolean {
  try {
    parseJson(text, "metadata");
    return true;
  } catch {
    return false;
  }
}

const evidenceSchema = z.strictObject({
  format: z.literal(EVIDENCE_FORMAT),
  /** The claim under the root; a content hash is the SHA-256 of the file's bytes. */
  claim: z.strictObject({ owner: address, contentHash: bytes32, metadataHash: bytes32 }),
  /** The metadata in canonical form (RFC 8785), byte for byte as they were hashed. */
  metadata: z.string().refine(isJson, "is not JSON"),
  /** What leads from the claim to the root. */
  proof: z.strictObject({ salt: bytes32, siblings: z.array(bytes32) }),
  /** Where the root is, and what the chain says of it; the time is Unix seconds. */
  anchor: z.strictObject({
    chainId: whole,
    registry: address,
    root: bytes32,
    account: address,
    anchoredAt: whole,
    blockNumber: whole,
  }),
});

/** What proves a claim to an anchored work, without the batch file: all of it is checked, against the file and the chain. */
export type Evidence = z.infer<typeof evidenceSchema>;

const EVIDENCE: DocumentKind<Evidence> = {
  format: EVIDENCE_FORMAT,
  schema: evidenceSchema,
  name: "evidence",
  code: "NotEvidence",
  advice: "Ask whoever handed it over for the file as work evidence wrote it.",
};

/** Whether what was kept of a work is evidence of an anchor; else it is the record of a registration. */
export function isEvidence(kept: WorkRecord | Evidence): kept is Evidence {
  return kept.format === EVIDENCE_FORMAT;
}

/**
 * Reads evidence, or a record.
 * @throws ColophonError, exit code 2, where the file is missing or neither
 */
export async function readRecordOrEvidence(path: string): Promise<WorkRecord | Evidence> {
  const document = parseJson(await readText(path), path);
  return isVersionOf(formatOf(document), EVIDENCE) ? readAs(EVIDENCE, document, path) : readAs(RECORD, document, path);
}

/**
 * Writes evidence to a file that is not there yet. It has the salt of a work that may be unpublished, so its owner alone may read it.
 * @throws ColophonError, exit code 2, where there is one
 */
export async function saveEvidence(path: string, evidence: Evidence): Promise<void> {
  await saveNew(path, evidence);
}
