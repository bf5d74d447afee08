import { stat } from "node:fs/promises";
import { extname } from "node:path";

import { ListsBeside } from "./lists/beside";
import { type FileMetadata, Findings } from "./parts/findings";
import { withinTime } from "./parts/within-time";

export type { FileMetadata } from "./parts/findings";

/** For one file, in milliseconds. What is sound takes some of them. */
const PATIENCE = 30_000;

/** Adds what a file says of itself. @throws Error, in words, where it is damaged */
type Reader = (path: string, findings: Findings) => Promise<void>;

/** A reader, with the packages that it needs, is loaded when the first file of its kind comes. */
const html = async (): Promise<Reader> => (await import("./formats/html")).readHtml;
const image = async (): Promise<Reader> => (await import("./formats/image")).readImage;
const heif = async (): Promise<Reader> => (await import("./formats/image")).readHeif;
const tiff = async (): Promise<Reader> => (await import("./formats/image")).readTiff;
const audio = async (): Promise<Reader> => (await import("./formats/audio")).readAudio;
const text = async (): Promise<Reader> => (await import("./formats/text")).readText;
const xml = async (): Promise<Reader> => (await import("./formats/xml")).readXmlFile;

/** What reads the files of a format, by their extension. Files of other formats say nothing of themselves. */
const READERS: Readonly<Record<string, () => Promise<Reader>>> = {
  ".aif": audio,
  ".aiff": audio,
  ".avif": heif,
  ".docx": async () => (await import("./formats/docx")).readDocx,
  ".epub": async () => (await import("./formats/epub")).readEpub,
  ".flac": audio,
  ".heic": heif,
  ".heif": heif,
  ".htm": html,
  ".html": html,
  ".jpeg": image,
  ".jpg": image,
  ".m4a": audio,
  ".m4b": audio,
  ".md": text,
  ".mka": audio,
  ".mkv": audio,
  ".mp3": audio,
  ".mp4": audio,
  ".nxml": xml,
  ".odt": async () => (await import("./formats/odt")).readOdt,
  ".oga": audio,
  ".ogg": audio,
  ".opus": audio,
  ".pdf": async () => (await import("./formats/pdf")).readPdf,
  ".png": image,
  ".svg": async () => (await import("./formats/svg")).readSvg,
  ".tif": tiff,
  ".tiff": tiff,
  ".txt": text,
  ".wav": audio,
  ".webm": audio,
  ".webp": async () => (await import("./formats/image")).readWebp,
  ".xhtml": html,
  ".xml": xml,
};

/** Reads the metadata of files out of the files, and out of the lists beside them, whose word counts more. */
export class FileMetadataReader {
  readonly #lists = new ListsBeside();

  /** What there is to know of a file. It never throws: what is damaged is a problem. */
  async read(path: string): Promise<FileMetadata> {
    const own = new Findings();
    await readOwn(path, own);
    const listed = await this.#lists.find(path, own.found.terms["identifier"]);
    if (listed === undefined) return own.found;
    const both = new Findings();
    both.addAll(listed);
    both.addAll(own.found);
    return both.found;
  }
}

async function readOwn(path: string, findings: Findings): Promise<void> {
  const load = READERS[extname(path).toLowerCase()];
  if (load === undefined) return;
  try {
    // To open a pipe would wait for somebody to write into it.
    if ((await stat(path)).isFile()) await withinTime((await load())(path, findings), PATIENCE);
  } catch (error) {
    findings.addProblem(`its metadata cannot be read: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  // What a library did not foresee.
  const reason = error instanceof TypeError || error instanceof RangeError ? `it is damaged (${said})` : said;
  return reason.replace(/\s+/g, " ").slice(0, 200);
}
