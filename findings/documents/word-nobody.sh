#!/usr/bin/env bash
# Who wrote a Word document that a library makes, and of which nobody was named. godocx 0.1.5 for Go says gomutex, who wrote the library, on 23
# December 2013, which is the template of python-docx; Apache POI 5.4.1 for Java, officegen 0.6.5, html-to-docx 1.8.0 and @turbodocx/html-to-docx
# 1.23.1 for Node say themselves, the last with an advertisement ("Powered by …"), also for keywords. docx4j 11.5.4 leaves it out.
# Guess: what is not given is not there; the program is in the field for that (Application).
# For Colophon: lib/metadata/files/formats/docx.ts names these texts and does not take them. A catalogue that does has manuscripts of hundreds of
# people by one author.
source "$(dirname "$0")/../shared/begin.sh"
command -v go >/dev/null || { echo "this finding needs Go, for godocx"; exit 1; }
packages officegen@0.6.5 html-to-docx@1.8.0 @turbodocx/html-to-docx@1.23.1
java_packages org.apache.poi:poi-ooxml:5.4.1 org.docx4j:docx4j-JAXB-ReferenceImpl:11.5.4 org.slf4j:slf4j-nop:2.0.16

cat >write.cjs <<'JS'
const { createWriteStream, writeFileSync } = require("node:fs");
const { once } = require("node:events");

const turbo = require("@turbodocx/html-to-docx");
const htmlToDocx = require("html-to-docx");
const officegen = require("officegen");

(async () => {
  writeFileSync("html-to-docx.docx", Buffer.from(await htmlToDocx("<p>Ferry</p>")));
  writeFileSync("turbodocx.docx", Buffer.from(await turbo("<p>Ferry</p>")));
  const file = createWriteStream("officegen.docx");
  const document = officegen("docx");
  document.createP().addText("Ferry");
  document.generate(file);
  await once(file, "close");
})();
JS
cat >Write.java <<'JAVA'
import java.io.File;
import java.io.FileOutputStream;

import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.docx4j.openpackaging.packages.WordprocessingMLPackage;

public class Write {
    public static void main(String[] arguments) throws Exception {
        XWPFDocument document = new XWPFDocument();
        document.createParagraph().createRun().setText("Ferry");
        document.write(new FileOutputStream("poi.docx"));
        WordprocessingMLPackage word = WordprocessingMLPackage.createPackage();
        word.getMainDocumentPart().addParagraphOfText("Ferry");
        word.save(new File("docx4j.docx"));
    }
}
JAVA
cat >go.mod <<'MOD'
module nobody

go 1.25

require github.com/gomutex/godocx v0.1.5
MOD
cat >main.go <<'GO'
package main

import "github.com/gomutex/godocx"

func main() {
	document, err := godocx.NewDocument()
	if err != nil {
		panic(err)
	}
	document.AddParagraph("Ferry")
	if err := document.SaveTo("godocx.docx"); err != nil {
		panic(err)
	}
}
GO
cat >read.py <<'PY'
import re
import time
from zipfile import ZipFile

now = time.strftime("%Y")
for name in ("godocx", "poi", "docx4j", "officegen", "html-to-docx", "turbodocx"):
    core = ZipFile(f"{name}.docx").read("docProps/core.xml").decode()
    found = dict(re.findall(r"<\w+:(creator|keywords|created)\b[^>]*(?<!/)>([^<]+)<", core))
    day = found.get("created", "unknown")
    print(f"{name}: creator {found.get('creator')}, keywords {found.get('keywords')}, made {'now' if day.startswith(now) else day[:10]}")
PY
node write.cjs
java -cp "lib/*" Write.java >/dev/null 2>&1
GOFLAGS=-mod=mod go run . 2>/dev/null
python3 read.py >seen

compare seen <<'SEEN'
godocx: creator gomutex, keywords None, made 2013-12-23
poi: creator Apache POI, keywords None, made now
docx4j: creator None, keywords None, made unknown
officegen: creator officegen, keywords None, made now
html-to-docx: creator html-to-docx, keywords html-to-docx, made now
turbodocx: creator Powered by TurboDocx html-to-docx, keywords Powered by TurboDocx html-to-docx, made now
SEEN
