import { open } from "node:fs/promises";

import type { Findings } from "../parts/findings";
import { addIptc, iptcOfTiff, type IptcRecord } from "../parts/iptc";
import { pngTexts } from "../parts/png";
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
  await addSegments(path, findings, (segments) => Promise.resolve(segments.iptc), true);
}

/** The same of a TIFF, whose IPTC exifr does not read. */
export async function readTiff(path: string, findings: Findings): Promise<void> {
  await addSegments(path, findings, () => iptcOfTiff(path), false);
}

async function addSegments(
  path: string,
  findings: Findings,
  iptcOf: (segments: Segments) => Promise<IptcRecord | undefined>,
  hasIptc: boolean,
): Promise<void> {
  findings.add("@type", "ImageObject", "the file's format");
  const segments = await segmentsOf(path, hasIptc);
  for (const { message } of segments.errors ?? []) findings.addProblem(`part of it cannot be read: ${message}`);

  if (segments.xmp !== undefined) {
    await addXmp(findings, segments.xmp).catch((error: Error) => {
      findings.addProblem(`its XMP cannot be read: ${error.message}`);
    });
  }
  const iptc = await iptcOf(segments);
  if (iptc !== undefined) addIptc(findings, iptc);
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
  findings.add("author", textOf(tags, "Artist"), "EXIF Artist");
  const zone = textOf(tags, "OffsetTimeOriginal") ?? "";
  const time = textOf(tags, "DateTimeOriginal");
  findings.add("dateCreated", time === undefined ? undefined : `${time}${zone}`, "EXIF DateTimeOriginal");
  findings.addRights(textOf(tags, "Copyright"), "EXIF Copyright");
}

function addPngTexts(findings: Findings, texts: ReadonlyMap<string, string | undefined>): void {
  for (const keyword of ["Title", "Author", "Copyright"]) {
    if (texts.has(keyword) && texts.get(keyword) === undefined) findings.addProblem(`PNG ${keyword} cannot be read`);
  }
  findings.add("name", texts.get("Title"), "PNG Title");
  findings.add("author", texts.get("Author"), "PNG Author");
  findings.addRights(texts.get("Copyright"), "PNG Copyright");
}

/** A text in which every byte had a meaning. */
function textOf(tags: Tags, name: string): string | undefined {
  const value = tags[name];
  return typeof value === "string" && !value.includes("\uFFFD") ? value : undefined;
}
