import PDFDocument from "pdfkit";

import { formatTime } from "../../chain/rpc/time";
import type { EitherCertificate } from "../attested/either";
import { textOf } from "../file";
import { certificateId } from "../id";
import { ATTACHED_NAME } from "../pdf";
import { drawCheck, drawFeet } from "./check";
import { Fonts } from "./fonts";
import { drawHeading } from "./heading";
import { drawFrame } from "./ornament";
import type { Paper } from "./paper";
import { drawFields, drawHistory } from "./sections";
import { type Placed, Sheet } from "./sheet";
import { Typesetter } from "./typeset";
import { type Language, sayIn } from "./words/all";

const MILLISECONDS = 1000;
const PROGRAM = "Colophon";

/** How a paper is printed. */
export interface Printing {
  /** The address of the page that the code opens; undefined where there is none, and so no code. */
  readonly portal: string | undefined;
  /** The language that comes first. */
  readonly language: Language;
  /** The time at which it is printed, Unix seconds. */
  readonly time: number;
}

/** A printed certificate. */
export interface Printed {
  readonly pdf: Buffer;
  readonly pages: number;
  readonly id: string;
  /** What its code opens; undefined where it has none. */
  readonly url: string | undefined;
  /** The characters that no font has, each as U+ and its code: the paper has the codes. */
  readonly undrawn: readonly string[];
  /** All letters that were drawn. */
  readonly placed: readonly Placed[];
}

/**
 * Prints a certificate: a PDF/A-3b (ISO 19005-3) with the certificate in it. The same certificate at the same time gives the same bytes.
 * @param paper what there is to print of the certificate
 */
export async function printCertificate(
  certificate: EitherCertificate,
  paper: Paper,
  { portal, language, time }: Printing,
): Promise<Printed> {
  const id = certificateId(certificate);
  const url = portal === undefined ? undefined : `${portal}#certificate=${id}`;
  const date = new Date(time * MILLISECONDS);
  const say = sayIn(language);
  const [heading] = say((words) => words.heading[paper.kind]);
  const fonts = new Fonts();
  const doc = new PDFDocument({
    ...{ size: "A4", margin: 0, bufferPages: true, pdfVersion: "1.7", subset: "PDF/A-3b", lang: language },
    // None to begin with: pdfkit's own is not embedded.
    font: "",
    // Only words of our own: pdfkit writes them into XML as they are.
    info: { Title: `${heading} ${id}`, Creator: PROGRAM, Producer: PROGRAM, CreationDate: date },
  });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => doc.on("end", resolve).on("error", reject));

  const sheet = new Sheet(doc, new Typesetter(fonts));
  doc.on("pageAdded", () => drawFrame(sheet));
  drawFrame(sheet);
  drawHeading(sheet, say, paper);
  drawFields(sheet, say, paper.fields);
  drawHistory(sheet, say, paper.events);
  drawCheck(sheet, say, url);
  const { count: pages } = doc.bufferedPageRange();
  drawFeet(sheet, say, { id, time: formatTime(time), pages });
  doc.file(Buffer.from(textOf(certificate)), {
    ...{ name: ATTACHED_NAME, type: "application/json", relationship: "Source" },
    ...{ creationDate: date, modifiedDate: date },
  });
  doc.end();
  await ended;
  return { pdf: Buffer.concat(chunks), pages, id, url, undrawn: [...sheet.setter.undrawn], placed: sheet.placed };
}
