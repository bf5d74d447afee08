/** Where the objects of a PDF lie (ISO 32000-2, 7.5.4 and 7.5.8): tables at the end of each revision, the newest first. */
import type { Allowance } from "./allowance";
import { isDict, isList, matchAt, parseObject, type PdfDict, type PdfObject, skipSpace } from "./objects";
import { broken } from "./pdf-error";

/** The most revisions of a file, and the most objects that it may speak of. */
const MOST_REVISIONS = 100;
const MOST_OBJECTS = 100_000;
/** The end of the file, in which the place of the newest table is named. */
const TAIL = 2_048;
const START = /startxref[\0\t\n\f\r ]+(\d{1,10})[\0\t\n\f\r ]+%%EOF/g;
const SUBSECTION = /(\d{1,10}) (\d{1,10})[ \r\n]+/y;
const ENTRY = /(\d{10}) \d{5} ([nf])[ \r\n]{1,2}/y;

/** An object by itself, or one of those in a stream; undefined where it was taken away. */
export type Place = { readonly at: number } | { readonly inside: number; readonly index: number } | undefined;

/** The places of all objects by their numbers, and what the newest table says of the whole. */
export interface Places {
  readonly places: ReadonlyMap<number, Place>;
  readonly trailer: PdfDict;
}

/** A table, and what it says of itself. */
interface Table {
  readonly dict: PdfDict;
  readonly entries: readonly (readonly [number: number, place: Place])[];
}

/** Reads a table that is a stream. */
export type ReadStreamAt = (at: number) => Promise<{ readonly dict: PdfDict; readonly bytes: Uint8Array }>;

/** @throws PdfError where a table is not where it should be, or is none */
export async function readPlaces(text: string, allowance: Allowance, readStreamAt: ReadStreamAt): Promise<Places> {
  const [start] = [...text.slice(-TAIL).matchAll(START)].slice(-1);
  if (start === undefined) throw broken("it has no end");
  const places = new Map<number, Place>();
  const waiting = [Number(start[1])];
  const seen = new Set<number>();
  let trailer: PdfDict | undefined;
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (seen.has(at) || seen.size > MOST_REVISIONS) throw broken("its tables of objects run in a circle");
    seen.add(at);
    const { dict, entries } = text.startsWith("xref", at)
      ? plainTable(text, at + "xref".length, allowance)
      : await streamTable(at, readStreamAt);
    for (const [number, place] of entries) if (!places.has(number)) places.set(number, place);
    requireFew(places.size);
    trailer ??= dict;
    for (const key of ["XRefStm", "Prev"]) {
      const next = dict.get(key);
      if (typeof next === "number") waiting.push(next);
    }
  }
  return { places, trailer: trailer ?? new Map<string, PdfObject>() };
}

function plainTable(text: string, from: number, allowance: Allowance): Table {
  const entries: [number, Place][] = [];
  let at = skipSpace(text, from);
  while (!text.startsWith("trailer", at)) {
    const section = matchAt(SUBSECTION, text, at);
    if (section === undefined) throw broken(`there is no table of objects at ${at}`);
    const [whole, first, count] = section;
    at += whole.length;
    requireFew(entries.length + Number(count));
    for (let index = 0; index < Number(count); index += 1) {
      const entry = matchAt(ENTRY, text, at);
      if (entry === undefined) throw broken(`there is no entry of a table of objects at ${at}`);
      entries.push([Number(first) + index, entry[2] === "n" ? { at: Number(entry[1]) } : undefined]);
      at += entry[0].length;
    }
    at = skipSpace(text, at);
  }
  const { value: dict, end } = parseObject(text, at + "trailer".length, allowance);
  allowance.spend(end - from);
  if (!isDict(dict)) throw broken(`there is no dictionary at ${at}`);
  return { dict, entries };
}

async function streamTable(at: number, readStreamAt: ReadStreamAt): Promise<Table> {
  const { dict, bytes } = await readStreamAt(at);
  const widths = numbersOf(dict.get("W"));
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const width = typeWidth + secondWidth + thirdWidth;
  if (widths.length !== 3 || width < 1 || width > 24) throw broken(`there is no table of objects at ${at}`);
  requireFew(Math.floor(bytes.length / width));
  const size = dict.get("Size");
  const index = dict.has("Index") ? numbersOf(dict.get("Index")) : [0, typeof size === "number" ? size : 0];
  const numbers = runsOf(index, bytes.length / width);
  const entries = numbers.map((number, row): [number, Place] => {
    let from = row * width;
    const [type, second, third] = widths.map((each) => {
      const value = bytes.subarray(from, from + each).reduce((sum, byte) => sum * 256 + byte, 0);
      from += each;
      return value;
    });
    const kind = typeWidth === 0 ? 1 : type;
    if (kind === 2) return [number, { inside: second ?? 0, index: third ?? 0 }];
    return [number, kind === 1 ? { at: second ?? 0 } : undefined];
  });
  return { dict, entries };
}

/** @throws PdfError where it speaks of more objects than any document that is looked into */
export function requireFew(objects: number): void {
  if (objects > MOST_OBJECTS) throw broken(`it has more than ${MOST_OBJECTS} objects`);
}

/** The numbers of runs, each its first and its length. @param most how many there can be */
function runsOf(index: readonly number[], most: number): number[] {
  const numbers: number[] = [];
  for (let at = 0; at + 1 < index.length; at += 2) {
    const [first = 0, count = 0] = index.slice(at, at + 2);
    if (numbers.length + count > most) throw broken("a table of its objects is cut off");
    for (let each = 0; each < count; each += 1) numbers.push(first + each);
  }
  return numbers;
}

function numbersOf(value: PdfObject | undefined): number[] {
  const list = isList(value) ? value : [];
  return list.filter((each): each is number => typeof each === "number" && Number.isInteger(each) && each >= 0);
}
