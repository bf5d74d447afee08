import { type FileHandle, open } from "node:fs/promises";

import type { Findings } from "./findings";
import { textOfLatin } from "./values";

/** Records of IPTC-IIM: the numbers of the application record, each with its values, one character a byte. */
export type IptcRecord = Readonly<Record<number, string | readonly string[]>>;

const MARKER = 0x1c;
const APPLICATION = 2;
/** The tag of a TIFF file that holds IPTC (IPTC-NAA). */
const TIFF_TAG = 33_723;
const MAX_BYTES = 1024 * 1024;
/** Bytes of a value of each type of TIFF that this tag may have: BYTE, ASCII, LONG, UNDEFINED. */
const SIZE_OF_TYPE: Readonly<Record<number, number>> = { 1: 1, 2: 1, 4: 4, 7: 1 };

/** Adds what the application record of IPTC-IIM says. */
export function addIptc(findings: Findings, record: IptcRecord): void {
  const texts = (dataset: number): string[] => [record[dataset] ?? []].flat().map(String);
  const add = (term: string, dataset: number, name: string, values = texts(dataset)): void => {
    const where = `IPTC ${name}`;
    const decodedValues = values.map(textOfLatin);
    if (decodedValues.includes(undefined)) findings.addProblem(`${where} is not UTF-8, and no other encoding is named`);
    else if (term === "rights") findings.addRights(decodedValues, where);
    else findings.add(term, decodedValues, where);
  };
  add("name", 5, "Object Name");
  add("name", 105, "Headline");
  add("author", 80, "By-line");
  add("inLanguage", 135, "Language Identifier");
  add("dateCreated", 55, "Date Created", texts(55).slice(0, 1));
  add("rights", 116, "Copyright Notice");
}

/** The application record in the IPTC of a TIFF file; undefined where it has none. */
export async function iptcOfTiff(path: string): Promise<IptcRecord | undefined> {
  const file = await open(path);
  try {
    const bytes = await blockOfTiff(file);
    return bytes === undefined ? undefined : recordOf(bytes);
  } finally {
    await file.close();
  }
}

/** The first directory of a TIFF file has the tag (TIFF 6.0, section 2). */
async function blockOfTiff(file: FileHandle): Promise<Buffer | undefined> {
  const head = await bytesAt(file, 0, 8);
  const isLittle = head.toString("latin1", 0, 2) === "II";
  const short = (bytes: Buffer, at: number): number => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (bytes: Buffer, at: number): number => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));

  const directory = long(head, 4);
  const entries = await bytesAt(file, directory + 2, short(await bytesAt(file, directory, 2), 0) * 12);
  for (let at = 0; at < entries.length; at += 12) {
    if (short(entries, at) !== TIFF_TAG) continue;
    const length = long(entries, at + 4) * (SIZE_OF_TYPE[short(entries, at + 2)] ?? Infinity);
    if (length <= 4 || length > MAX_BYTES) return undefined;
    return bytesAt(file, long(entries, at + 8), length);
  }
  return undefined;
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new Error("its first directory is cut off");
  return buffer;
}

/** Marker, record, dataset, a length of two bytes, the value: one after the other (IPTC-IIM 4.2, section 1.6). */
function recordOf(bytes: Buffer): IptcRecord {
  const values: Record<number, string[]> = {};
  let at = 0;
  while (at + 5 <= bytes.length && bytes[at] === MARKER) {
    const length = bytes.readUInt16BE(at + 3);
    const value = bytes.toString("latin1", at + 5, at + 5 + length);
    const dataset = bytes.readUInt8(at + 2);
    if (bytes[at + 1] === APPLICATION) (values[dataset] ??= []).push(value);
    at += 5 + length;
  }
  return values;
}
