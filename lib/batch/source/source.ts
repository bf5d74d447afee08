import type { Stats } from "node:fs";
import { open, stat } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import type { Readable } from "node:stream";

import { ColophonError, fileError, notARegularFile } from "../../errors";
import type { Separator } from "../lists/separator";
import { folderParts } from "./directory";
import { type Part, partsOf, TEXT_FORMATS, type TextFormat } from "./part";
import type { LeftOut, Selection } from "./selection";
import { guessOfStream } from "./stdin";

export { type FilesPart, type Part, rowsIn } from "./part";
export type { SourceRow } from "../lists/source-row";

export const SOURCE_FORMATS = ["directory", "csv", "ndjson", "list"] as const;

export type SourceFormat = (typeof SOURCE_FORMATS)[number];

const FORMAT_OF_EXTENSION: Partial<Record<string, TextFormat>> = {
  ".csv": "csv",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".txt": "list",
};

/** Read from a file at once. */
const READ_BYTES = 256 * 1024;

const GIVE_FORMAT = `Give its format with --format: ${TEXT_FORMATS.join(", ")}.`;
/** A whole document would have to be in memory before its first row. */
const ONE_ON_A_LINE =
  "JSON is read as NDJSON: write one object on each line, without brackets around them, into a file that ends in .ndjson.";
const CHOOSE_OTHERS =
  "Patterns are of paths below the folder, as works/**; quote them, or the shell puts names in their place.";

/** Where the works of a batch are named. */
export interface Source {
  /** Path of a folder or a file, or "-" for stdin. */
  readonly from: string;
  /** Otherwise guessed: of a file by its extension, of stdin by its first character. */
  readonly format?: SourceFormat;
  /** Which files of a folder are meant; all where it is not given. */
  readonly selection?: Selection;
  /** What to do where the format does not show. */
  readonly unknownAdvice?: string;
  /** Required when from is "-". */
  readonly stdin?: Readable;
  /** Absolute path of the folder that `from`, and the paths on stdin, are relative to. */
  readonly cwd: string;
}

export interface OpenedSource {
  readonly format: SourceFormat;
  /** Absolute path of the folder or the file; undefined for stdin. */
  readonly path: string | undefined;
  /** Absolute path of the folder that relative paths in the rows are relative to. */
  readonly base: string;
  /**
   * The source in parts, in its order, divided as they are asked for, however many there are; `rowsIn` reads one. May be
   * called once.
   * @throws ColophonError, exit code 2: the source cannot be read, a CSV file has no good header; 1: the disk failed
   */
  parts(): AsyncIterable<Part>;
  /** How many entries of a folder were passed over so far. */
  readonly leftOut: Readonly<LeftOut>;
  /** What divides the cells of CSV, as soon as its header is read; of anything else undefined. */
  readonly separator: Separator | undefined;
  /** What there is to say where no part has a row: it holds none. */
  noRow(): ColophonError;
}

/**
 * Finds out what a source is. What its rows say is left for checkRow.
 * @throws ColophonError, exit code 2: it does not exist, is a device, is not of the format, its format is not plain
 */
export async function openSource(source: Source): Promise<OpenedSource> {
  return source.from === "-" ? openStdin(source) : openPath(source);
}

async function openPath({
  from,
  format,
  cwd,
  selection = {},
  unknownAdvice = GIVE_FORMAT,
}: Source): Promise<OpenedSource> {
  const leftOut = nothing();
  const path = resolve(cwd, from);
  const found = await stat(path).catch((cause: unknown) => {
    throw fileError(from, cause);
  });
  if (found.isDirectory()) {
    oneOf(["directory"], format ?? "directory", `${from} is a folder`);
    const noRow = (): ColophonError =>
      leftOut.excluded > 0
        ? empty(`${from} holds no file that --include and --exclude leave`, CHOOSE_OTHERS)
        : empty(`${from} holds no file`);
    const parts = (): AsyncIterable<Part> => folderParts(path, selection, leftOut);
    return { format: "directory", path, base: path, parts, leftOut, separator: undefined, noRow };
  }

  refuseSelection(selection, `${from} is a file`);
  const known = formatOfFile(from, found, format, unknownAdvice);
  return textSource(known, () => bytesOf(bytesOfFile(path), from), from, { path, base: dirname(path) });
}

async function openStdin({ format, stdin, cwd, selection = {} }: Source): Promise<OpenedSource> {
  if (stdin === undefined)
    throw new ColophonError("- is stdin, and there is none", {
      code: "NoStdin",
      advice: "Name a file, or pipe something into the command.",
      exitCode: 2,
    });
  refuseSelection(selection, "stdin is text");
  const name = "stdin";
  const given = format === undefined ? undefined : oneOf(TEXT_FORMATS, format, "stdin is text");

  const whole = bytesOf(stdin, name);
  const { format: known, bytes } = given === undefined ? await guessOfStream(whole) : { format: given, bytes: whole };
  return textSource(known, () => bytes, name, { path: undefined, base: cwd });
}

/** @param name the text, for messages */
function textSource(
  format: TextFormat,
  bytes: () => AsyncIterable<Uint8Array | string>,
  name: string,
  place: Pick<OpenedSource, "path" | "base">,
): OpenedSource {
  let separator: Separator | undefined;
  async function* parts(): AsyncGenerator<Part> {
    for await (const part of partsOf(format, bytes(), name)) {
      if (part.format === "csv") ({ separator } = part);
      yield part;
    }
  }
  return {
    ...place,
    format,
    parts,
    leftOut: nothing(),
    get separator() {
      return separator;
    },
    noRow: () => empty(`${name} holds no row`),
  };
}

function formatOfFile(from: string, found: Stats, format: SourceFormat | undefined, advice: string): TextFormat {
  if (!found.isFile()) throw notARegularFile(from, false);
  const known = format ?? FORMAT_OF_EXTENSION[extname(from).toLowerCase()];
  if (known !== undefined) return oneOf(TEXT_FORMATS, known, `${from} is a file`);

  const extensions = Object.keys(FORMAT_OF_EXTENSION).join(", ");
  throw new ColophonError(`${from}: its format does not show, as its name ends in none of ${extensions}`, {
    code: "SourceFormatUnknown",
    advice: advice === GIVE_FORMAT && extname(from).toLowerCase() === ".json" ? ONE_ON_A_LINE : advice,
    exitCode: 2,
  });
}

function oneOf<Format extends SourceFormat>(possible: readonly Format[], format: SourceFormat, what: string): Format {
  const found = possible.find((one) => one === format);
  if (found !== undefined) return found;
  throw new ColophonError(`${what}, which cannot be read as ${format}`, {
    code: "SourceFormatWrong",
    advice: `Leave out --format, or give one that fits: ${possible.join(", ")}.`,
    exitCode: 2,
  });
}

/** All of a file, piece by piece in the same memory: a stream would take new memory for each. */
async function* bytesOfFile(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, READ_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** What a stream gives, its errors in words. */
async function* bytesOf(stream: AsyncIterable<unknown>, name: string): AsyncGenerator<Uint8Array | string> {
  try {
    for await (const chunk of stream) yield chunk as Uint8Array | string; // a stream of bytes or text, as the caller says
  } catch (cause) {
    throw fileError(name, cause);
  }
}

function nothing(): LeftOut {
  return { system: 0, links: 0, excluded: 0 };
}

/** What a file or stdin names is meant. */
function refuseSelection({ include, exclude }: Selection, what: string): void {
  if (include === undefined && exclude === undefined) return;
  throw new ColophonError(`${what}, and --include and --exclude choose among the files of a folder`, {
    code: "NotAFolder",
    advice: "Leave them out.",
    exitCode: 2,
  });
}

function empty(complaint: string, advice = "Name at least one work."): ColophonError {
  return new ColophonError(complaint, { code: "SourceEmpty", advice, exitCode: 2 });
}
