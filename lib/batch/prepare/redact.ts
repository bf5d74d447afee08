import { ColophonError } from "../../errors";
import { canonicalText, type JsonValue } from "../../hashing/canonical-json";
import { withDigests } from "../../metadata/redactable";
import type { Metadata } from "../../metadata/schema";
import { keepDisclosures, keptDisclosures } from "../../store/disclosures";
import { type Shelf, workFolder } from "../../store/records";
import type { Content, Staging } from "../file/staging";
import type { BadRow } from "./row";

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
 * Puts digests in the place of fields. What a run that was stopped has kept is used again: the same source gives the same batch.
 * @returns what is to be kept before the batch file has its name; and the rows that lack a field, which are taken out
 */
export async function redact(
  staging: Staging,
  { fields, shelf }: Redaction,
): Promise<{ readonly disclosures: Disclosures; readonly bad: readonly BadRow[] }> {
  const disclosures = new Map<number, readonly string[]>();
  const bad: BadRow[] = [];
  for (const works of staging.contents(TOGETHER)) {
    const kept = await Promise.all(works.map((work) => keptDisclosures(folderOf(shelf, work))));
    for (const [index, { id, line }] of works.entries()) {
      const own = kept[index] ?? [];
      const problem = problemOf(() => {
        staging.changeMetadata(id, (text) => {
          const said = withDigests(JSON.parse(text) as Metadata, fields, own); // as checkRow made it
          disclosures.set(
            id,
            said.disclosures.filter((each) => !own.includes(each)),
          );
          return canonicalText(said.metadata as unknown as JsonValue);
        });
      });
      if (problem === undefined) continue;
      bad.push({ line, problems: [problem] });
      staging.remove(id);
    }
  }
  return { disclosures, bad };
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

/** What is wrong with a row; undefined where nothing is. */
function problemOf(change: () => void): string | undefined {
  try {
    change();
    return undefined;
  } catch (error) {
    if (error instanceof ColophonError && error.code === "FieldNotRedactable") return error.message;
    throw error;
  }
}
