import { type PdfDict, type PdfObject, PdfRef, PdfText } from "./objects";
import { broken } from "./pdf-error";
import { PdfFile } from "./pdf-file";

/** The most parts of the tree that names attachments, and the most attachments. */
const MOST_PARTS = 1_000;

/** A file in a PDF. */
export interface Attachment {
  /** Its name, as whoever saves it is shown it. */
  readonly name: string;
  /** @param most the most bytes that it may have @throws PdfError where it has more, or cannot be read */
  readonly read: (most: number) => Promise<Uint8Array>;
}

/**
 * The files that are attached to a PDF (ISO 32000-2, 7.11.4): those that the tree of names has, which viewers list.
 * @throws PdfError where it is broken or encrypted
 */
export async function attachmentsOf(bytes: Uint8Array): Promise<Attachment[]> {
  const file = await PdfFile.open(bytes);
  const names = await file.dict((await file.catalog()).get("Names"));
  const specifications = await leavesOf(file, names?.get("EmbeddedFiles"));
  const found = await Promise.all(specifications.map((each) => attachmentOf(file, each)));
  return found.filter((each) => each !== undefined);
}

/** The values in a tree of names. */
async function leavesOf(file: PdfFile, root: PdfObject | undefined): Promise<PdfObject[]> {
  const leaves: PdfObject[] = [];
  const waiting = root === undefined ? [] : [root];
  for (let parts = 0; waiting.length > 0; parts += 1) {
    if (parts > MOST_PARTS || leaves.length > MOST_PARTS) throw broken("its attachments have no end");
    const node = await file.dict(waiting.shift());
    leaves.push(...((await file.list(node?.get("Names"))) ?? []).filter((_, index) => index % 2 === 1));
    waiting.push(...((await file.list(node?.get("Kids"))) ?? []));
  }
  return leaves;
}

async function attachmentOf(file: PdfFile, specification: PdfObject): Promise<Attachment | undefined> {
  const dict = await file.dict(specification);
  const embedded = await file.dict(dict?.get("EF"));
  const name = dict && nameIn(dict);
  const stream = embedded?.get("UF") ?? embedded?.get("F");
  if (name === undefined || !(stream instanceof PdfRef)) return undefined;
  return { name, read: (most) => file.stream(stream, most) };
}

function nameIn(dict: PdfDict): string | undefined {
  const name = dict.get("UF") ?? dict.get("F");
  if (!(name instanceof PdfText)) return undefined;
  const { bytes } = name;
  const units = bytes.startsWith("þÿ") ? (bytes.slice(2).match(/[^]{2}/g) ?? []) : undefined;
  if (units === undefined) return bytes;
  return units.map((pair) => String.fromCharCode(pair.charCodeAt(0) * 256 + pair.charCodeAt(1))).join("");
}
