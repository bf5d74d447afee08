import { MOST_BYTES } from "../../../lib/most-bytes";

/** What a file is, by what is in it. */
export type Dropped =
  | { readonly kind: "certificate"; readonly name: string; readonly text: string }
  | { readonly kind: "trust"; readonly name: string; readonly text: string }
  | { readonly kind: "work"; readonly name: string; readonly file: Blob };

/** Reads the certificate in a PDF; undefined where there is none in it. */
export type ReadPdf = (bytes: Uint8Array) => Promise<string | undefined>;

const PDF = "%PDF-";
/** A PDF with a certificate in it is a page or two; a longer one is a work. */
const MOST_PDF_BYTES = 16 * 1024 * 1024;
const FORMAT = /"format"\s*:\s*"colophon-(certificate|attestation|trust)\//;

/**
 * What a file is: a certificate, as it was issued or in a PDF; whom somebody trusts; or else a work, whatever it is called.
 * @throws whatever the browser says where it cannot be read
 */
export async function whatIs(file: Blob, name: string, readPdf: ReadPdf): Promise<Dropped> {
  const head = await file.slice(0, PDF.length).text();
  if (head === PDF && file.size <= MOST_PDF_BYTES) {
    const text = await readPdf(new Uint8Array(await file.arrayBuffer()));
    return text === undefined ? { kind: "work", name, file } : { kind: "certificate", name, text };
  }
  if (!head.trimStart().startsWith("{") || file.size > MOST_BYTES) return { kind: "work", name, file };
  const text = await file.text();
  const kind = FORMAT.exec(text)?.[1];
  if (kind === undefined) return { kind: "work", name, file };
  return { kind: kind === "trust" ? "trust" : "certificate", name, text };
}
