import { type Block, blocksOf } from "../lists/blocks";
import { type CsvPart, csvParts, csvRowsIn } from "../lists/csv";
import { listRowsIn } from "../lists/list";
import { ndjsonRowsIn } from "../lists/ndjson";
import type { SourceRow } from "../lists/source-row";

/** What a file or stdin can be. */
export const TEXT_FORMATS = ["csv", "ndjson", "list"] as const;

export type TextFormat = (typeof TEXT_FORMATS)[number];

/** Some whole lines of a text whose rows do not depend on each other. */
interface LinesPart extends Block {
  readonly format: "ndjson" | "list";
}

/** Some files of a folder, one behind the other. */
export interface FilesPart {
  readonly format: "files";
  /** The number of the first. */
  readonly line: number;
  /** Their paths from the folder. */
  readonly files: readonly string[];
  /** Those of them, and perhaps others, that have metadata beside them; none where it is not given. */
  readonly described?: ReadonlySet<string>;
}

/** What is found in a folder and is no work. */
interface FaultPart {
  readonly format: "fault";
  readonly line: number;
  readonly problem: string;
}

/** What a folder is made of. */
export type FolderPart = FilesPart | FaultPart;

/** Some of a source, in the form that it has there, so that it can be read in a thread. */
export type Part = CsvPart | LinesPart | FolderPart;

/** The rows of a part. @throws ColophonError, exit code 2, where a CSV file is no CSV */
export function rowsIn(part: Part): readonly SourceRow[] {
  if (part.format === "files") return part.files.map((file, index) => ({ line: part.line + index, fields: { file } }));
  if (part.format === "fault") return [{ line: part.line, fields: {}, problem: part.problem }];
  // Whatever was sent to a thread arrives without the methods of Buffer.
  const { buffer, byteOffset, length } = part.bytes;
  const bytes = Buffer.from(buffer, byteOffset, length);
  if (part.format === "csv") return csvRowsIn({ ...part, bytes });
  return part.format === "ndjson" ? ndjsonRowsIn({ ...part, bytes }) : listRowsIn({ ...part, bytes });
}

/** Divides a text without reading it. @throws ColophonError, exit code 2, where a CSV file has no good header */
export function partsOf(
  format: TextFormat,
  bytes: AsyncIterable<Uint8Array | string>,
  name: string,
): AsyncIterable<Part> {
  return format === "csv" ? csvParts(bytes, name) : linesParts(format, bytes);
}

async function* linesParts(
  format: LinesPart["format"],
  bytes: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<LinesPart> {
  for await (const block of blocksOf(bytes)) yield { format, ...block };
}
