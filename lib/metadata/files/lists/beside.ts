import { readdir } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";

import type { JsonValue } from "../../../hashing/canonical-json";
import type { FileMetadata } from "../parts/findings";
import { identifierOf, isbnOf } from "../parts/values";
import { lastPart, type ListEntry } from "./entry";
import { entriesOf, isListName } from "./list";

/** Kept at a time. */
const MAX_FOLDERS = 16;
/** Of one folder. */
const MAX_ENTRIES = 200_000;

/** A picture that has a book's number for its name is the picture on its cover. */
const COVERS: ReadonlySet<string> = new Set([
  ".avif",
  ".heic",
  ".heif",
  ".jpg",
  ".jpeg",
  ".png",
  ".tif",
  ".tiff",
  ".webp",
]);

/** The lists of a folder. */
interface Index {
  /** By name or number; of one that several entries have, nothing is known. */
  readonly entries: Map<string, ListEntry | "several">;
  /** Of lists that could not be read; told once. */
  readonly problems: string[];
}

/** What the lists in the folder of a file say of it. Each folder is read once. */
export class ListsBeside {
  readonly #folders = new Map<string, Promise<Index>>();

  /**
   * What the entry for a file says: one that names it, or has as a number what it is called, or the identifier that it has.
   * @param identifiers those in the file itself
   */
  async find(path: string, identifiers: JsonValue | undefined): Promise<FileMetadata | undefined> {
    const { entries, problems: untold } = await this.#indexOf(dirname(path));
    const problems = untold.splice(0);
    const name = basename(path);
    const extension = extname(name);
    const numbers = COVERS.has(extension.toLowerCase()) ? [] : [numberKey(basename(name, extension))];
    const keys = [fileKey(name), ...numbers, ...[identifiers ?? []].flat().map(identifierKey)];
    const found = keys.map((key) => entries.get(key)).find((entry) => entry !== undefined);
    if (found === "several") return empty([...problems, "several entries of the lists beside it are about it"]);
    if (found === undefined) return problems.length === 0 ? undefined : empty(problems);
    return { ...found.metadata, problems: [...problems, ...found.metadata.problems] };
  }

  async #indexOf(folder: string): Promise<Index> {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const [oldest] = this.#folders.keys();
    if (this.#folders.size >= MAX_FOLDERS && oldest !== undefined) this.#folders.delete(oldest);
    const index = indexOf(folder);
    this.#folders.set(folder, index);
    return index;
  }
}

async function indexOf(folder: string): Promise<Index> {
  const index: Index = { entries: new Map(), problems: [] };
  const names = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of names
    .filter((one) => one.isFile() && isListName(one.name))
    .map(({ name }) => name)
    .sort()) {
    try {
      for await (const one of entriesOf(join(folder, entry))) add(index, one);
    } catch (error) {
      index.problems.push(
        `the list ${entry} beside it cannot be read: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  return index;
}

function add({ entries }: Index, entry: ListEntry): void {
  if (entries.size > MAX_ENTRIES) throw new Error(`there are more than ${MAX_ENTRIES} entries`);
  const identifiers = [entry.metadata.terms["identifier"] ?? []].flat();
  const keys = [
    ...entry.files.map((file) => fileKey(lastPart(file))),
    ...entry.keys.map(numberKey),
    ...identifiers.map(identifierKey),
  ];
  for (const key of new Set(keys)) entries.set(key, entries.has(key) ? "several" : entry);
}

/** A file is named as its folder has it, whether an accent is a character of its own or not. */
function fileKey(name: string): string {
  return `file ${name.normalize()}`;
}

function numberKey(text: string): string {
  return `number ${isbnOf(text) ?? text.normalize()}`;
}

function identifierKey(value: JsonValue): string {
  return typeof value === "string" ? `identifier ${identifierOf(value)}` : "";
}

function empty(problems: readonly string[]): FileMetadata {
  return { terms: {}, sources: {}, problems };
}
