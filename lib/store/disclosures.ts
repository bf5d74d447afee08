import { join } from "node:path";

import { z } from "zod";

import { type DocumentKind, readDocument } from "./document";
import { namesIn } from "./folder";
import { keep } from "./records";

const FORMAT = "colophon-disclosures/1";
const FILE = "disclosures.json";
const INDENT = 2;

const schema = z.strictObject({ format: z.literal(FORMAT), disclosures: z.array(z.string()) });

const DISCLOSURES: DocumentKind<z.infer<typeof schema>> = {
  format: FORMAT,
  schema,
  name: "a file of disclosures",
  code: "NotDisclosures",
  advice: "Restore it from a backup: without it nobody can show the fields that were registered as digests.",
};

/**
 * What discloses the fields of a work's metadata that were registered as digests; nothing where none were.
 * @param folder the work's
 * @throws ColophonError, exit code 2, where the file is something else
 */
export async function keptDisclosures(folder: string): Promise<string[]> {
  if (!(await namesIn(folder)).includes(FILE)) return [];
  return (await readDocument(DISCLOSURES, join(folder, FILE))).disclosures;
}

/** Keeps more of them. To be called before the transaction is sent: the chain has nothing of what they say. */
export async function keepDisclosures(folder: string, more: readonly string[]): Promise<void> {
  if (more.length === 0) return;
  const disclosures = [...new Set([...(await keptDisclosures(folder)), ...more])];
  await keep(join(folder, FILE), `${JSON.stringify({ format: FORMAT, disclosures }, null, INDENT)}\n`);
}
