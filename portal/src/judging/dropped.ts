import { MOST_BYTES } from "../../../lib/most-bytes";
import { isPdf, MOST_PDF_BYTES } from "../../../lib/pdf/is-pdf";

/** What a file is, by what is in it. */
export type Dropped =
  | { readonly kind: "certificate"; readonly name: string; readonly text: string }
  | { readonly kind: "trust"; readonly name: string; readonly text: string }
  | DroppedWork;

export interface DroppedWork {
  readonly kind: "work";
  readonly name: string;
  readonly file: Blob;
  /** What else it could be; undefined where it looks like nothing but a work. */
  readonly likeness: Likeness | undefined;
}

/** An archive with a certificate in it, a picture of one, or another of Colophon's documents. */
export type Likeness = "archive" | "picture" | "document";

/** Reads the certificate in a PDF; undefined where there is none in it. */
export type ReadPdf = (bytes: Uint8Array) => Promise<string | undefined>;

/** By so many bytes a PDF and a JSON object are known. */
const HEAD_BYTES = 5;
const FORMAT = /"format"\s*:\s*"colophon-([a-z-]+)\//;
const CERTIFICATES = ["certificate", "attestation"];
const ARCHIVE = /\.(zip|7z|rar|tar|gz|tgz|xz)$/i;
const PICTURE = /\.(pdf|jpe?g|png|heic|tiff?|webp)$/i;

/**
 * What a file is: a certificate, as it was issued or in a PDF; whom somebody trusts; or else a work, whatever it is called.
 * @throws whatever the browser says where it cannot be read
 */
export async function whatIs(file: Blob, name: string, readPdf: ReadPdf): Promise<Dropped> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  // One with a certificate in it is a page or two; a longer one is a work.
  if (isPdf(head) && file.size <= MOST_PDF_BYTES) {
    const text = await readPdf(new Uint8Array(await file.arrayBuffer()));
    return text === undefined ? workIn(file, name) : { kind: "certificate", name, text };
  }
  if (!new TextDecoder().decode(head).trimStart().startsWith("{") || file.size > MOST_BYTES) return workIn(file, name);
  const text = await file.text();
  const format = FORMAT.exec(text)?.[1];
  if (format === "trust") return { kind: "trust", name, text };
  if (format !== undefined && CERTIFICATES.includes(format)) return { kind: "certificate", name, text };
  return { ...workIn(file, name), likeness: format === undefined ? undefined : "document" };
}

function workIn(file: Blob, name: string): DroppedWork {
  const likeness = ARCHIVE.test(name) ? "archive" : PICTURE.test(name) ? "picture" : undefined;
  return { kind: "work", name, file, likeness };
}
