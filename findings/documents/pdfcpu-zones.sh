#!/usr/bin/env bash
# Times of a PDF as pdfcpu 0.15.0 for Go reads them. The minus before a zone is taken for that of its hours alone, and its minutes are added:
# Newfoundland, -03'30', is -02:30, and the Marquesas, -09'30', are -08:30, an hour off. What it writes itself of such a time (types.DateString)
# is right, and it reads another instant of it. PDFInfo says the wrong zone, too. Zones to the east and whole hours are right.
# Guess: a time that it writes it reads, whichever the zone.
# For Colophon: lib/metadata/files/parts/values.ts takes the zone as it is written. Of two deeds that were made within an hour this library may say
# the wrong one was first.
source "$(dirname "$0")/../shared/begin.sh"
command -v go >/dev/null || { echo "this finding needs Go, whose library it is about"; exit 1; }

cat >main.go <<'GO'
package main

import (
	"fmt"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

func main() {
	for _, minutes := range []int{8 * 60, 5*60 + 30, -5 * 60, -(3*60 + 30), -(9*60 + 30)} {
		made := time.Date(2026, 1, 2, 3, 4, 5, 0, time.FixedZone("", minutes*60))
		written := types.DateString(made)
		read, isRead := types.DateTime(written, false)
		fmt.Printf("%s: read %v, %s, %s late\n", written, isRead, read.Format("15:04:05 -07:00"), read.Sub(made))
	}
}
GO
(go mod init finding && go get github.com/pdfcpu/pdfcpu@v0.15.0 && go mod tidy) >/dev/null 2>&1
go run . >seen

compare seen <<'SEEN'
D:20260102030405+08'00': read true, 03:04:05 +08:00, 0s late
D:20260102030405+05'30': read true, 03:04:05 +05:30, 0s late
D:20260102030405-05'00': read true, 03:04:05 -05:00, 0s late
D:20260102030405-03'30': read true, 03:04:05 -02:30, -1h0m0s late
D:20260102030405-09'30': read true, 03:04:05 -08:30, -1h0m0s late
SEEN
