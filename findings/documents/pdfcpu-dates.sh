#!/usr/bin/env bash
# A document that pdfcpu 0.15.0 for Go has changed in any way, packed smaller (Optimize), with a keyword or with an author added. It says that it was
# made now: CreationDate is replaced, and not only ModDate. A key of one's own stays, and the XMP stays as it was, so that it names the author
# before, and the day before, where it has one. Keywords "a, b" and "c" are three.
# Guess: the day on which a document was made stays; that of its last change is now.
# For Colophon: lib/metadata/files/formats/pdf.ts reads XMP first, and then Info; where XMP says no date a work that was packed is dated by its
# packing. Register the file that goes out, and give `published` in the batch file.
source "$(dirname "$0")/../shared/begin.sh"
command -v go >/dev/null || { echo "this finding needs Go, whose library it is about"; exit 1; }
python_packages pikepdf==10.17.0

cat >make.py <<'PY'
import pikepdf

made = pikepdf.new()
made.add_blank_page()
with made.open_metadata(set_pikepdf_as_editor=False) as xmp:
    xmp["dc:creator"] = ["Anna"]
    xmp["xmp:CreateDate"] = "2020-01-02T03:04:05+08:00"
made.docinfo["/ModDate"] = "D:20200102030405+08'00'"
made.docinfo["/Department"] = "Poems"
made.save("made.pdf")
PY
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"github.com/pdfcpu/pdfcpu/pkg/api"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	api.DisableConfigDir()
	check(api.OptimizeFile("made.pdf", "optimized.pdf", nil))
	check(api.AddPropertiesFile("made.pdf", "with an author.pdf", map[string]string{"Author": "Bo"}, nil))
	check(api.AddKeywordsFile("made.pdf", "with keywords.pdf", []string{"a, b", "c"}, nil))
	file, err := os.Open("with keywords.pdf")
	check(err)
	keywords, err := api.Keywords(file, nil)
	check(err)
	fmt.Printf("keywords: %q\n", keywords)
}
GO
cat >read.py <<'PY'
import pikepdf

for name in ("made", "optimized", "with an author", "with keywords"):
    document = pikepdf.open(f"{name}.pdf")
    info, xmp = document.docinfo, document.open_metadata()
    year = "2020" if "D:2020" in str(info.CreationDate) else "now"
    print(f"{name}: Info made {year}, by {info.Author}, of {info.Department}; XMP {xmp['xmp:CreateDate']}, by {xmp['dc:creator']}")
PY
python/bin/python make.py
(go mod init finding && go get github.com/pdfcpu/pdfcpu@v0.15.0 && go mod tidy) >/dev/null 2>&1
{ go run . && python/bin/python read.py; } >seen

compare seen <<'SEEN'
keywords: ["a" "b" "c"]
made: Info made 2020, by Anna, of Poems; XMP 2020-01-02T03:04:05+08:00, by ['Anna']
optimized: Info made now, by Anna, of Poems; XMP 2020-01-02T03:04:05+08:00, by ['Anna']
with an author: Info made now, by Bo, of Poems; XMP 2020-01-02T03:04:05+08:00, by ['Anna']
with keywords: Info made now, by Anna, of Poems; XMP 2020-01-02T03:04:05+08:00, by ['Anna']
SEEN
