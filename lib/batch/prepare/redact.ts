import { ColophonError } from "../../errors";
import { canonicalText, type JsonValue } from "../../hashing/canonical-json";
import { digestsOf, fieldsHad, noField, requireRedactable, withDigests, withheldIn } from "../../metadata/redactable";
import type { Metadata } from "../../metadata/schema";
import { keepDisclosures, keptDisclosures } from "../../store/disclosures";
import { type Shelf, workFolder } from "../../store/records";
import { BatchFile } from "../file/batch-file";
import type { Content, Staging } from "../file/staging";

/** Works whose files are read or written at a time. */
const TOGETHER = 64;

/** What becomes a salted digest in the metadata of every work, so that a certificate can withhold it. */
export interface Redaction {
  /** The names of fields. */
  readonly fields: readonly string[];
  /** In whose folders what discloses them is kept: beside what discloses the work's other metadata. */
  readonly shelf: Shelf;
}

/** By a row's id, what discloses its digests and is not kept yet. */
export type Disclosures = ReadonlyMap<number, readonly string[]>;

/**
 * Puts digests in the place of fields, in every work that has them. What a run that was stopped has kept is used again: the same source
 * gives the same batch.
 * @returns what is to be kept before the batch file has its name
 * @throws ColophonError, exit code 2, where a field must be seen or no work has it: a misspelled name would go unnoticed
 */
export async function redact(staging: Staging, { fields, shelf }: Redaction): Promise<Disclosures> {
  requireRedactable(fields);
  const disclosures = new Map<number, readonly string[]>();
  const found = new Set<string>();
  for (const works of staging.contents(TOGETHER)) {
    const kept = await Promise.all(works.map((work) => keptDisclosures(folderOf(shelf, work))));
    for (const [index, { id }] of works.entries()) {
      const own = kept[index] ?? [];
      staging.changeMetadata(id, (text) => {
        const metadata = JSON.parse(text) as Metadata; // as checkRow made it
        const had = fieldsHad(metadata, fields, own);
        if (had.length === 0) return text;
        for (const field of had) found.add(field);
        const said = withDigests(metadata, had, own);
        const fresh = said.disclosures.filter((each) => !own.includes(each));
        disclosures.set(id, fresh);
        return canonicalText(said.metadata as unknown as JsonValue);
      });
    }
  }
  const missing = fields.find((field) => !found.has(field));
  if (missing !== undefined && staging.size > 0) throw noField("The works of this batch have", missing);
  return disclosures;
}

/**
 * Sees that works of a source that have a date already have the fields, where no work of it is new: one that none of them has is misspelled.
 * What nobody can say, since a batch file is damaged or what discloses its digests is not here, is taken for the field.
 * @param batches the paths of the batch files that have them
 * @throws ColophonError, exit code 2, where no work has one of the fields
 */
export async function requireHad(batches: Iterable<string>, { fields, shelf }: Redaction): Promise<void> {
  const missing = new Set(fields);
  for (const path of batches) {
    const batch = openIfSound(path);
    if (batch === undefined) return;
    try {
      for (const { claim, metadata } of batch.works()) {
        const document = JSON.parse(metadata) as Metadata; // as the batch's file is made of it
        const kept =
          digestsOf(metadata).length === 0 ? [] : await keptDisclosures(workFolder(shelf, claim.contentHash));
        if (withheldIn(metadata, kept) > 0) return;
        for (const field of fieldsHad(document, [...missing], kept)) missing.delete(field);
        if (missing.size === 0) return;
      }
    } finally {
      batch.close();
    }
  }
  const [first] = missing;
  if (first !== undefined)
    throw noField("No work of this source is new, and those that have a date already have", first);
}

function openIfSound(path: string): BatchFile | undefined {
  try {
    return BatchFile.open(path, "read");
  } catch (error) {
    if (error instanceof ColophonError) return undefined;
    throw error;
  }
}

/** What is told of fields where there is no row that could have them: whether one is misspelled is not known. */
export function notRedacted({ fields }: Redaction): string {
  return `--redactable ${fields.join(",")}: no work is new, so none has digests now that it had not before`;
}

/** Keeps what discloses the digests of the rows that are left: the chain has nothing of what they say. */
export async function keepAll(staging: Staging, { shelf }: Redaction, disclosures: Disclosures): Promise<void> {
  for (const works of staging.contents(TOGETHER)) {
    await Promise.all(works.map((work) => keepDisclosures(folderOf(shelf, work), disclosures.get(work.id) ?? [])));
  }
}

function folderOf(shelf: Shelf, { hash }: Content): string {
  return workFolder(shelf, `0x${hash}`);
}
