#!/usr/bin/env bash
# A record of a catalogue (XML) with a line separator in a description, as texts out of InDesign and Word have it (U+2028), signed by signxml 5.2.0
# with an enveloped signature: xml-crypto 6.3.2 says that the digest is another. Its parser, @xmldom/xmldom, takes U+2028 and U+0085 for
# line breaks, which is XML 1.1, in documents of XML 1.0. It verifies
# what it signed itself so, and nobody else does.
# Guess: canonical XML is one set of bytes, and libraries that are years old agree on it for documents without a DTD.
# For Colophon: nothing here signs XML; lists in ONIX are hashed as files, and lib/metadata/files keeps such characters as blanks.
source "$(dirname "$0")/../shared/begin.sh"
command -v openssl >/dev/null || { echo "this finding needs OpenSSL, for a certificate"; exit 1; }
packages xml-crypto@6.3.2
python_packages signxml==5.2.0
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -days 9 -subj "/CN=publisher" 2>/dev/null

cat >sign.py <<'PY'
from lxml import etree
from signxml import XMLSigner, XMLVerifier

NOTES = {"plain": "A ferry.", "accent": "Caf\u00e9 \U0001f4d6", "separator": "A ferry.\u2028At dusk.", "next-line": "A ferry.\u0085At dusk."}
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
key, certificate = open("key.pem").read(), open("certificate.pem").read()
for name, note in NOTES.items():
    record = etree.fromstring(f"<record><title>Ferry</title><note>{note}</note></record>")
    signed = etree.tostring(XMLSigner(c14n_algorithm=EXCLUSIVE).sign(record, key=key, cert=certificate), encoding="utf-8")
    with open(f"{name}.xml", "wb") as file:
        file.write(signed)
    XMLVerifier().verify(signed, x509_cert=certificate)
    print(f"{name}: signxml finds it good")
PY
cat >verify.cjs <<'JS'
const { readFileSync } = require("node:fs");
const { DOMParser } = require("@xmldom/xmldom");
const { SignedXml } = require("xml-crypto");

for (const name of process.argv.slice(2)) {
  const text = readFileSync(`${name}.xml`, "utf8");
  const [signature] = Array.from(new DOMParser().parseFromString(text, "text/xml").getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature"));
  const signed = new SignedXml({ publicCert: readFileSync("certificate.pem") });
  signed.loadSignature(signature);
  let said;
  try {
    said = signed.checkSignature(text) ? "good" : "not good";
  } catch (error) {
    said = `not good (${error.message.split(":")[0]})`;
  }
  console.log(`${name}: xml-crypto finds it ${said}`);
}
JS
python/bin/python sign.py >seen
node verify.cjs plain accent separator next-line >>seen

compare seen <<'SEEN'
plain: signxml finds it good
accent: signxml finds it good
separator: signxml finds it good
next-line: signxml finds it good
plain: xml-crypto finds it good
accent: xml-crypto finds it good
separator: xml-crypto finds it not good
next-line: xml-crypto finds it not good
SEEN
