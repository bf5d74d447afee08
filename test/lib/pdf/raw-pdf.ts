/** PDFs written by hand, object for object, so that each of their parts can be wrong. */
import { deflateSync } from "node:zlib";

/** An object: what stands between `obj` and `endobj`. */
export type RawObject = string | Buffer;

/** A stream; its dictionary is given without the brackets and the length. */
export function rawStream(dict: string, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([
    Buffer.from(`<< ${dict} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from("\nendstream"),
  ]);
}

export function deflated(dict: string, content: string | Buffer): Buffer {
  return rawStream(`${dict} /Filter /FlateDecode`, deflateSync(content));
}

/** How a PDF ends. */
interface Ending {
  /** More of the trailer. */
  readonly trailer?: string;
  /** Where the table of objects is said to be. */
  readonly startxref?: number;
}

/** A PDF of these objects, whose numbers count from 1; the first is the catalog. */
export function rawPdf(objects: readonly RawObject[], { trailer = "", startxref }: Ending = {}): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n%\u00ff\u00ff\n")];
  const offsets = objects.map((object, index) => {
    const offset = lengthOf(parts);
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n"));
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  const size = objects.length + 1;
  const table = lengthOf(parts);
  parts.push(
    Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows.join("")}`),
    Buffer.from(`trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${startxref ?? table}\n%%EOF\n`),
  );
  return Buffer.concat(parts);
}

/** Where the stream of objects stands in a packed PDF. */
const PACKED = 2;
const TABLE = 3;
const ROW_BYTES = 6;

/**
 * A PDF whose table is a stream.
 * @param objects by their numbers, but 3, which is the table; 1 is the catalog, 2 a stream of objects
 * @param packed the numbers of objects that are in that stream
 */
export function packedPdf(
  objects: readonly (readonly [number: number, object: RawObject])[],
  packed: readonly number[],
): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const rows = new Map(packed.map((number): [number, readonly [type: number, where: number]] => [number, [2, PACKED]]));
  const put = (number: number, object: RawObject): void => {
    rows.set(number, [1, lengthOf(parts)]);
    parts.push(Buffer.from(`${number} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n"));
  };
  for (const [number, object] of objects) put(number, object);
  const table = lengthOf(parts);
  const index = [...rows.keys()].map((number) => `${number} 1`).join(" ");
  const written = [...rows.values()].map(([type, where]) => {
    const row = Buffer.alloc(ROW_BYTES);
    row.writeUInt8(type);
    row.writeUInt32BE(where, 1);
    return row;
  });
  put(TABLE, deflated(`/Type /XRef /W [1 4 1] /Index [${index}] /Root 1 0 R`, Buffer.concat(written)));
  parts.push(Buffer.from(`startxref\n${table}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** The objects of a PDF with these files attached. */
export function withAttachments(files: readonly (readonly [name: string, stream: Buffer])[]): RawObject[] {
  const leaves = files.map(([name], index) => `(${name}) ${4 + 2 * index} 0 R`);
  const pairs = files.flatMap(([name, stream], index) => [
    `<< /Type /Filespec /F (${name}) /UF (${name}) /EF << /F ${5 + 2 * index} 0 R >> /AFRelationship /Data >>`,
    stream,
  ]);
  return [
    "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 3 0 R >> >>",
    "<< /Type /Pages /Kids [] /Count 0 >>",
    `<< /Names [${leaves.join(" ")}] >>`,
    ...pairs,
  ];
}

function lengthOf(parts: readonly Buffer[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
