import { type FileHandle, open } from "node:fs/promises";

import { pdf } from "../packages.cjs";
import type { Findings } from "../parts/findings";
import { told } from "../parts/told";
import { addXmp } from "../parts/xmp";

/** Of a file that is as long as this a list of what was read would take as much memory. */
const MAX_FILE_BYTES = 1024 * 1024 * 1024;
/** Read of one file: a sound one needs its ends; where the table of objects is damaged all is searched for them. */
const MAX_READ_BYTES = 8 * 1024 * 1024;
/** Read at once: with each piece that such a search asks for it begins anew. */
const RANGE_BYTES = 256 * 1024;
/** What programs write into Info and XMP where nobody has given them a title or an author. */
const UNTOLD: readonly (readonly [producer: RegExp, texts: readonly string[]])[] = [
  [/^ReportLab/, ["anonymous", "(anonymous)", "untitled"]],
  [/Ghostscript/, ["Untitled"]],
];

/** Reads the description of a PDF: its XMP, then its Info dictionary, which ISO 32000-2 keeps for older readers. */
export async function readPdf(path: string, findings: Findings): Promise<void> {
  findings.add("@type", "DigitalDocument", "PDF");
  const file = await open(path);
  try {
    await readDescription(file, findings);
  } finally {
    await file.close();
  }
}

async function readDescription(file: FileHandle, findings: Findings): Promise<void> {
  const { size } = await file.stat();
  if (size > MAX_FILE_BYTES) throw new Error(`it is larger than ${MAX_FILE_BYTES} bytes`);
  const { getDocument, PDFDataRangeTransport, VerbosityLevel } = await pdf();

  let fail: (reason: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  // It is raced with what waits; afterwards nobody does.
  failed.catch(() => undefined);
  /** Gives pdf.js the pieces of the file that it asks for. */
  class Pieces extends PDFDataRangeTransport {
    #read = 0;

    override requestDataRange(begin: number, end: number): void {
      this.#give(begin, end).catch(fail);
    }

    async #give(begin: number, end: number): Promise<void> {
      this.#read += end - begin;
      if (this.#read > MAX_READ_BYTES) throw new Error(`its description does not show in ${MAX_READ_BYTES} bytes`);
      const piece = new Uint8Array(end - begin);
      const { bytesRead } = await file.read(piece, 0, piece.length, begin);
      if (bytesRead < piece.length) throw new Error("it became shorter while it was read");
      this.onDataRange(begin, piece);
    }
  }

  const task = getDocument({
    range: new Pieces(size, new Uint8Array(0)),
    rangeChunkSize: RANGE_BYTES,
    disableAutoFetch: true,
    disableStream: true,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await Promise.race([task.promise, failed]);
    const { info, metadata } = await Promise.race([document.getMetadata(), failed]);
    const entries = info as Readonly<Record<string, unknown>>; // pdf.js says no more of it than that it is an object
    const producer = typeof entries["Producer"] === "string" ? entries["Producer"] : "";
    const untold = UNTOLD.flatMap(([program, texts]) => (program.test(producer) ? texts : []));
    const packet: unknown = metadata?.getRaw();
    if (typeof packet === "string") {
      await addXmp(findings, packet, untold).catch((error: Error) => {
        findings.addProblem(`its XMP cannot be read: ${error.message}`);
      });
    }
    addInfo(findings, entries, untold);
  } catch (error) {
    throw error instanceof Error && error.name === "PasswordException" ? new Error("a password locks it") : error;
  } finally {
    await task.destroy();
  }
}

function addInfo(findings: Findings, info: Readonly<Record<string, unknown>>, untold: readonly string[]): void {
  const text = (key: string): string | undefined => (typeof info[key] === "string" ? info[key] : undefined);
  findings.add("name", told(findings, text("Title"), untold, "Info Title"), "Info Title");
  findings.add("author", told(findings, text("Author"), untold, "Info Author"), "Info Author");
  findings.add("inLanguage", text("Language"), "the document's Lang");
  findings.add("dateCreated", text("CreationDate"), "Info CreationDate");
}
