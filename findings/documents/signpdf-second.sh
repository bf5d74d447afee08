#!/usr/bin/env bash
# A contract in PDF that the publisher has signed with pyHanko 0.38.0 and the author signs next with @signpdf 3.3.0 for Node (placeholder-plain, which
# appends). The author's field is the only one of the document then: the form is looked for by the words "/Type /AcroForm", which the standard
# does not have in a form, and where they are not found a form with the one new field takes its place. The publisher's signature is still in
# the file, and readers, which go by the form, do not list it; fields that were filled in are gone as well. Of two signatures by @signpdf
# itself, which writes those words, both are there. Reason, place and name in other than English letters are signed as "Ã¾Ã¿": UTF-16 put into UTF-8, the é of Orléans too.
# Guess: a second signature is added to the first, as the appending is for; a text is read as it was given.
# For Colophon: a deed is hashed as it came, with all signatures that are on it: look at their list in a reader before the hash is
# agreed upon. Its own PDFs are not signed.
source "$(dirname "$0")/../shared/begin.sh"
command -v openssl >/dev/null || { echo "this finding needs OpenSSL, for the certificates"; exit 1; }
packages @signpdf/signpdf@3.3.0 @signpdf/placeholder-plain@3.3.0 @signpdf/signer-p12@3.3.0
python_packages pikepdf==10.18.0 pyHanko==0.38.0

openssl req -x509 -newkey rsa:2048 -nodes -keyout signer.key -out signer.pem -days 9 -subj /CN=signer -addext keyUsage=critical,digitalSignature,nonRepudiation 2>/dev/null
openssl pkcs12 -export -in signer.pem -inkey signer.key -out signer.p12 -passout pass:open

cat >first.py <<'PY'
import io
import logging
import sys

import pikepdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

logging.disable(logging.CRITICAL)
signer = signers.SimpleSigner.load("signer.key", "signer.pem")
for place in ("catalog", "object", "none"):
    contract = pikepdf.new()
    contract.add_blank_page(page_size=(200, 200))
    field = contract.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="Work", V="Ferry"))
    form = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
    if place != "none":
        contract.Root.AcroForm = contract.make_indirect(form) if place == "object" else form
    file = io.BytesIO()
    contract.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable, force_version="1.4")
    if place == "none":
        open("none.pdf", "wb").write(file.getvalue())
        continue
    meta = signers.PdfSignatureMetadata(field_name="Publisher")
    signed = signers.sign_pdf(IncrementalPdfFileWriter(file), meta, signer=signer)
    open(f"{place}.pdf", "wb").write(signed.getvalue())
PY
cat >second.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";

import { plainAddPlaceholder } from "@signpdf/placeholder-plain";
import { P12Signer } from "@signpdf/signer-p12";
import { SignPdf } from "@signpdf/signpdf";

const sign = (pdf) => {
  const options = { reason: "作者同意", location: "Orléans", name: "Zoë", contactInfo: "a@example.org", widgetRect: [0, 0, 0, 0] };
  const prepared = plainAddPlaceholder({ pdfBuffer: pdf, ...options });
  return new SignPdf().sign(prepared, new P12Signer(readFileSync("signer.p12"), { passphrase: "open" }));
};
writeFileSync("own.pdf", await sign(readFileSync("none.pdf")));
for (const name of ["catalog", "object", "own"]) {
  writeFileSync(`${name}-second.pdf`, await sign(readFileSync(`${name}.pdf`)));
}
JS
cat >list.py <<'PY'
import pikepdf

for place in ("catalog", "object", "own"):
    for file in (f"{place}.pdf", f"{place}-second.pdf"):
        document = pikepdf.open(file)
        fields = document.Root.AcroForm.Fields
        print(f"{file}: {', '.join(str(field.T) for field in fields)}")
        if file == "own-second.pdf":
            value = fields[-1].V
            print(f"  {str(value.Reason)!r}, {str(value.Location)!r}, {str(value.Name)!r}")
PY
python/bin/python first.py
node second.mjs
python/bin/python list.py >seen

compare seen <<'SEEN'
catalog.pdf: Work, Publisher
catalog-second.pdf: Signature1
object.pdf: Work, Publisher
object-second.pdf: Signature1
own.pdf: Signature1
own-second.pdf: Signature1, Signature2
  'Ã¾Ã¿O\\Â•\x05T\x0ca\x0f', 'Ã¾Ã¿\x00O\x00r\x00l\x00Ã©\x00a\x00n\x00s', 'Ã¾Ã¿\x00Z\x00o\x00Ã«'
SEEN
