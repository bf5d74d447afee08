import { isDict, isList, type PdfDict, type PdfObject, PdfRef, PdfText } from "./objects";
import { PdfFile } from "./pdf-file";

/** How a name begins that is not written in bytes of one character each, and how it is then. */
const MARKS = [
  ["\u00fe\u00ff", "utf-16be"],
  ["\u00ff\u00fe", "utf-16le"],
  ["\u00ef\u00bb\u00bf", "utf-8"],
] as const;

/** A file in a PDF. */
export interface Attachment {
  /** Its name, as whoever saves it is shown it. */
  readonly name: string;
  /** @param most the most bytes that it may have @throws PdfError where it has more, or cannot be read */
  readonly read: (most: number) => Promise<Uint8Array>;
}

/**
 * The files in a PDF (ISO 32000-2, 7.11), wherever they hang: in the tree of names, at a page, at a note on one. Viewers differ in
 * which of them they list, and by which of its names; so a file that has two names is there by each, and a name with two files twice.
 * @throws PdfError where it is broken or encrypted
 */
export async function attachmentsOf(bytes: Uint8Array): Promise<Attachment[]> {
  const file = await PdfFile.open(bytes);
  const found = new Map<string, Attachment>();
  for (const specification of await specificationsIn(file)) {
    const names = await Promise.all(["UF", "F"].map((key) => file.resolve(specification.get(key))));
    const streams = [...((await file.dict(specification.get("EF")))?.values() ?? [])];
    for (const name of names.flatMap((each) => (each instanceof PdfText ? textOf(each) : []))) {
      for (const stream of streams.filter((each) => each instanceof PdfRef)) {
        found.set(`${stream.number} ${name}`, { name, read: (most) => file.stream(stream, most) });
      }
    }
  }
  return [...found.values()];
}

/** Every dictionary that the catalog leads to and that has a file embedded. */
async function specificationsIn(file: PdfFile): Promise<PdfDict[]> {
  const waiting: PdfObject[] = [await file.catalog()];
  const seen = new Set<number>();
  const found: PdfDict[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const isNew = !(next instanceof PdfRef) || !seen.has(next.number);
    if (next instanceof PdfRef) seen.add(next.number);
    const value = isNew ? await file.resolve(next) : undefined;
    if (isDict(value) && value.has("EF")) found.push(value);
    for (const part of isDict(value) ? value.values() : isList(value) ? value : []) {
      if (part instanceof PdfRef || isDict(part) || isList(part)) waiting.push(part);
    }
  }
  return found;
}

function textOf({ bytes }: PdfText): string {
  const [mark = "", encoding] = MARKS.find(([begin]) => bytes.startsWith(begin)) ?? [];
  if (encoding === undefined) return bytes;
  const rest = Uint8Array.from(bytes.slice(mark.length), (character) => character.charCodeAt(0));
  return new TextDecoder(encoding).decode(rest);
}
