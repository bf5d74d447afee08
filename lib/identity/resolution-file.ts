import { z } from "zod";

import { ColophonError } from "../errors";
import { parseJson } from "../hashing/canonical-json";
import { readText } from "../text-file";
import type { DidDocument } from "./document";
import type { Resolution } from "./resolve";

/** What the W3C's DID Resolution calls a resolution result; versions are numbers of blocks. */
export interface ResolutionResult {
  readonly didDocument: DidDocument;
  readonly didDocumentMetadata: {
    readonly deactivated?: true;
    readonly versionId?: string;
    readonly nextVersionId?: string;
  };
  readonly didResolutionMetadata: {
    readonly contentType: "application/did+ld+json";
    /** The block that was asked about. */
    readonly block: number;
    /** Its time, Unix seconds: what is known is of then. */
    readonly time: number;
  };
}

export function resolutionResult(resolution: Resolution): ResolutionResult {
  const { document, controller, block, time, changedAtBlock, nextChangeAtBlock } = resolution;
  return {
    didDocument: document,
    didDocumentMetadata: {
      ...(controller === undefined ? { deactivated: true } : {}),
      ...(changedAtBlock === undefined ? {} : { versionId: String(changedAtBlock) }),
      ...(nextChangeAtBlock === undefined ? {} : { nextVersionId: String(nextChangeAtBlock) }),
    },
    didResolutionMetadata: { contentType: "application/did+ld+json", block, time },
  };
}

const method = z.object({
  id: z.string(),
  type: z.string(),
  controller: z.string(),
  blockchainAccountId: z.string().optional(),
  publicKeyHex: z.string().optional(),
  publicKeyPem: z.string().optional(),
});

const result = z.object({
  didDocument: z.looseObject({
    "@context": z.array(z.string()),
    id: z.string(),
    verificationMethod: z.array(method),
    authentication: z.array(z.string()),
    assertionMethod: z.array(z.string()),
  }),
  didDocumentMetadata: z.object({
    deactivated: z.literal(true).optional(),
    versionId: z.string().optional(),
    nextVersionId: z.string().optional(),
  }),
  didResolutionMetadata: z.object({
    contentType: z.literal("application/did+ld+json"),
    block: z.int().nonnegative(),
    time: z.int().nonnegative(),
  }),
});

/** A result that was saved. @throws ColophonError, exit code 2, where the file is none */
export async function readResolution(path: string): Promise<ResolutionResult> {
  const read = result.safeParse(parseJson(await readText(path), path));
  // zod's optional fields may be undefined, as JSON's are never.
  if (read.success) return read.data as ResolutionResult;
  const [issue] = read.error.issues;
  throw new ColophonError(`${path} is not a saved DID document: ${issue?.path.join(".")} ${issue?.message}`, {
    code: "NotASavedDid",
    advice: "Save one with: npx hardhat identity resolve --out FILE",
    exitCode: 2,
  });
}
