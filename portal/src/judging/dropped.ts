import { MOST_BYTES } from "../../../lib/most-bytes";
import { isPdf, MOST_PDF_BYTES } from "../../../lib/pdf/is-pdf";

/** What a file is, by what is in it. */
export type Dropped =
  | { readonly kind: "certificate"; readonly name: string; readonly text: string }
  | { readonly kind: "trust"; readonly name: string; readonly text: string }
  | { readonly kind: "work"; readonly name: string; readonly file: Blob };

/** Reads the certificate in a PDF; undefined where there is none in it. */
export type ReadPdf = (bytes: Uint8Array) => Promise<string | undefined>;

/** By so many bytes a PDF and a JSON object are known. */
const HEAD_BYTES = 5;
const FORMAT = /"format"\s*:\s*"colophon-(certificate|attestation|trust)\//;

/**
 * What a file is: a certificate, as it was issued or in a PDF; whom somebody trusts; or else a work, whatever it is called.
 * @throws whatever the browser says where it cannot be read
 */
export async function whatIs(file: Blob, name: string, readPdf: ReadPdf): Promise<Dropped> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  // One with a certificate in it is a page or two; a longer one is a work.
  if (isPdf(head) && file.size <= MOST_PDF_BYTES) {
    const text = await readPdf(new Uint8Array(await file.arrayBuffer()));
    return text === undefined ? { kind: "work", name, file } : { kind: "certificate", name, text };
  }
  if (!new TextDecoder().decode(head).trimStart().startsWith("{") || file.size > MOST_BYTES)
    return { kind: "work", name, file };
  const text = await file.text();
  const kind = FORMAT.exec(text)?.[1];
  if (kind === undefined) return { kind: "work", name, file };
  return { kind: kind === "trust" ? "trust" : "certificate", name, text };
}
