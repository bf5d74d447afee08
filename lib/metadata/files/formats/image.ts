import { open } from "node:fs/promises";

import type { Findings } from "../parts/findings";
import { xmpOfHeif } from "../parts/heif";
import { addIptc, iptcOfTiff, type IptcRecord } from "../parts/iptc";
import { pngTexts } from "../parts/png";
import { webpParts } from "../parts/webp";
import { addXmp } from "../parts/xmp";

/** XMP as it stands there, IPTC with one character a byte, dates as texts: exifr would take them for UTF-8, and for local. */
const OPTIONS = {
  mergeOutput: false,
  reviveValues: false,
  ifd0: {},
  exif: true,
  gps: false,
  interop: false,
  ihdr: true,
  xmp: { parse: false },
} as const;

const IPTC_BY_NUMBER = { translateKeys: false, translateValues: false } as const;

type Tags = Readonly<Record<string, unknown>>;

interface Segments {
  readonly xmp?: string;
  readonly iptc?: IptcRecord;
  readonly ifd0?: Tags;
  readonly exif?: Tags;
  /** The head of a PNG. */
  readonly ihdr?: Tags;
  readonly errors?: readonly Error[];
}

/**
 * A file that exifr reads in parts. It is opened and closed here: exifr (7.1.3) asks for its size in a way that Node 26 refuses,
 * and where one part cannot be read opens it again for another after it was closed, for good.
 */
interface ReadFile {
  read(): Promise<void>;
}

interface Reader {
  readonly options: unknown;
  file: ReadFile;
  parse(): Promise<unknown>;
}

/** Reads XMP, then IPTC, then EXIF of a JPEG or PNG: of one term, the first of them counts. */
export async function readImage(path: string, findings: Findings): Promise<void> {
  await addSegments(findings, segmentsOf(path, true), path);
}

/** The same of a TIFF, whose IPTC exifr does not read. */
export async function readTiff(path: string, findings: Findings): Promise<void> {
  await addSegments(findings, withPart(segmentsOf(path, false), "iptc", iptcOfTiff(path)), path);
}

/** The same of a HEIC or AVIF, whose XMP exifr does not read. */
export async function readHeif(path: string, findings: Findings): Promise<void> {
  await addSegments(findings, withPart(segmentsOf(path, false), "xmp", xmpOfHeif(path)), path);
}

/** The same of a WebP, which exifr does not read. */
export async function readWebp(path: string, findings: Findings): Promise<void> {
  const segments = async (): Promise<Segments> => {
    const { xmp, exif } = await webpParts(path);
    const { Exifr } = await import("exifr");
    const reader = new Exifr({ ...OPTIONS });
    if (exif !== undefined) await reader.read(exif);
    const others = exif === undefined ? {} : (((await reader.parse()) ?? {}) as Segments); // as the options say
    return xmp === undefined ? others : { ...others, xmp };
  };
  await addSegments(findings, segments(), path);
}

/** What exifr reads, with a part that it does not; where that is damaged, the others count. */
async function withPart<Key extends "xmp" | "iptc">(
  segments: Promise<Segments>,
  key: Key,
  part: Promise<Segments[Key]>,
): Promise<Segments> {
  const [others, own] = await Promise.allSettled([segments, part]);
  if (others.status === "rejected") throw others.reason;
  if (own.status === "rejected")
    return { ...others.value, errors: [...(others.value.errors ?? []), own.reason as Error] }; // as all are here
  return own.value === undefined ? others.value : { ...others.value, [key]: own.value };
}

async function addSegments(findings: Findings, found: Promise<Segments>, path: string): Promise<void> {
  findings.add("@type", "ImageObject", "the file's format");
  const segments = await found;
  for (const { message } of segments.errors ?? []) findings.addProblem(`part of it cannot be read: ${message}`);

  if (segments.xmp !== undefined) {
    await addXmp(findings, segments.xmp).catch((error: Error) => {
      findings.addProblem(`its XMP cannot be read: ${error.message}`);
    });
  }
  if (segments.iptc !== undefined) addIptc(findings, segments.iptc);
  addExif(findings, { ...segments.exif, ...segments.ifd0 });
  if (segments.ihdr !== undefined) addPngTexts(findings, await pngTexts(path));
}

async function segmentsOf(path: string, hasIptc: boolean): Promise<Segments> {
  const { Exifr, fileReaders } = await import("exifr");
  const reader = new Exifr({ ...OPTIONS, iptc: hasIptc && IPTC_BY_NUMBER }) as unknown as Reader; // as its source says
  const FileReader = fileReaders.get("fs") as new (path: string, options: unknown) => ReadFile;
  const handle = await open(path);
  try {
    const file = new FileReader(path, reader.options);
    Object.assign(file, { fh: handle, size: (await handle.stat()).size, close: () => undefined });
    await file.read();
    reader.file = file;
    return ((await reader.parse()) ?? {}) as Segments; // as the options say
  } finally {
    await handle.close();
  }
}

function addExif(findings: Findings, tags: Tags): void {
  // Not its title: many a camera writes its own name there.
  findings.add("description", textOf(tags, "ImageDescription"), "EXIF ImageDescription");
  addArtist(findings, textOf(tags, "Artist"), wideText(tags, "XPAuthor"));
  findings.add("name", wideText(tags, "XPTitle"), "EXIF XPTitle");
  const zone = textOf(tags, "OffsetTimeOriginal") ?? "";
  const time = textOf(tags, "DateTimeOriginal");
  findings.add("dateCreated", time === undefined ? undefined : `${time}${zone}`, "EXIF DateTimeOriginal");
  // That of the photographer and that of the editor, with a NUL between (EXIF 2.32, 4.6.5); a blank is none.
  const notices = textOf(tags, "Copyright")?.split("\0") ?? [];
  findings.addRights(notices.filter((one) => one.trim() !== "").join("; "), "EXIF Copyright");
}

/** Windows writes the names twice: in Unicode, and for other programs in letters that may lack them. */
function addArtist(findings: Findings, artist: string | undefined, wide: string | undefined): void {
  if (wide !== undefined && artist?.includes("?") === true) return findings.add("author", wide, "EXIF XPAuthor");
  findings.add("author", artist, "EXIF Artist");
  findings.add("author", wide, "EXIF XPAuthor");
}

function addPngTexts(findings: Findings, texts: ReadonlyMap<string, string | undefined>): void {
  for (const keyword of ["Title", "Author", "Copyright"]) {
    if (texts.has(keyword) && texts.get(keyword) === undefined) findings.addProblem(`PNG ${keyword} cannot be read`);
  }
  findings.add("name", texts.get("Title"), "PNG Title");
  findings.add("author", texts.get("Author"), "PNG Author");
  findings.addRights(texts.get("Copyright"), "PNG Copyright");
}

/** What Windows writes: UTF-16. */
function wideText(tags: Tags, name: string): string | undefined {
  const value = tags[name];
  return value instanceof Uint8Array ? Buffer.from(value).toString("utf16le").split("\0", 1)[0] : undefined;
}

/** A text in which every byte had a meaning. */
function textOf(tags: Tags, name: string): string | undefined {
  const value = tags[name];
  return typeof value === "string" && !value.includes("\uFFFD") ? value : undefined;
}
