import { getAddress } from "ethers";
import { z } from "zod";

import { address, type DocumentKind, readDocument, whole } from "../store/document";

export const TRUST_FORMAT = "colophon-trust/1";

const party = z.strictObject({ name: z.string(), address });

const trustSchema = z.strictObject({
  format: z.literal(TRUST_FORMAT),
  registry: z.strictObject({ chainId: whole, address }),
  /** What the registry was deployed with, which is in its code and no proof shows: its registry of parties, and in seconds its window. */
  deployment: z.strictObject({ parties: address, revealWindow: whole }).optional(),
  /** Members of the committee whose signatures count, and how many it takes. */
  members: z.strictObject({ threshold: z.int().positive(), keys: z.array(party).min(1) }).optional(),
  /** The validators whose seals count; it takes two thirds of them, rounded up, and all where there are fewer than four. */
  validators: z.array(party).min(1).optional(),
});

/** Whom a verifier believes about a registry. */
export type Trust = z.infer<typeof trustSchema>;

const TRUST: DocumentKind<Trust> = {
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
  return new Set(parties.map((each) => getAddress(each.address.toLowerCase())));
}
