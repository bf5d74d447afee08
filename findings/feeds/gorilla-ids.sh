#!/usr/bin/env bash
# By what a reader knows an entry of a feed again: its id. gorilla/feeds 1.2.0, with which servers in Go write feeds, makes one where none is
# given, of host, day and path of the link, for Atom alone. The day is that of the last change: an entry that was corrected has another id, and
# is another work to every reader. What stands behind "?" and "#" is left out: of works at /work?id=1 and /work?id=2 of one day the second is the
# first again. In JSON Feed every id is the empty text, so that all works are one, and RSS has none. An entry without a date has
# <updated></updated> in Atom, which is no date, and an id by chance, another one each time that the feed is asked for.
# Guess: the id is the link, as other libraries have it, or an error asks for one.
# For Colophon: lib/metadata/files/lists/feed.ts finds the item of a work by its file, or by the last part of the link, not by ids. A feed of works
# in Go gives each item an Id, its content hash as a URN for one.
source "$(dirname "$0")/../shared/begin.sh"
command -v go >/dev/null || { echo "this finding needs Go, for gorilla/feeds"; exit 1; }

cat >go.mod <<'MOD'
module ids

go 1.25

require github.com/gorilla/feeds v1.2.0
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/gorilla/feeds"
)

var chance = regexp.MustCompile("uuid:[0-9a-f-]{36}")

func main() {
	january := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	item := func(link string, made, changed time.Time) *feeds.Item {
		return &feeds.Item{Title: link, Link: &feeds.Link{Href: "https://press.example/" + link}, Created: made, Updated: changed}
	}
	feed := &feeds.Feed{Title: "Works", Link: &feeds.Link{Href: "https://press.example/"}, Created: january}
	for _, items := range [][]*feeds.Item{
		{item("ferry", january, january)},
		{item("ferry", january, january.AddDate(0, 1, 0))},
		{item("work?id=1", january, january), item("work?id=2", january, january)},
		{item("#ferry", january, january), item("#sea", january, january)},
		{item("undated", time.Time{}, time.Time{})},
	} {
		feed.Items = items
		atom, _ := feed.ToAtom()
		rss, _ := feed.ToRss()
		json, _ := feed.ToJSON()
		for _, line := range append(strings.Split(atom, "\n")[6:], strings.Split(rss, "\n")[5:]...) {
			line = chance.ReplaceAllString(strings.TrimSpace(line), "uuid:of chance")
			for _, start := range []string{"<title>", "<id>", "<updated><", "<guid"} {
				if strings.HasPrefix(line, start) {
					fmt.Println(line)
				}
			}
		}
		fmt.Printf("in JSON: %d times \"id\": \"\"\n", strings.Count(json, `"id": ""`))
	}
}
GO
export GOFLAGS=-mod=mod
go mod tidy >/dev/null 2>&1
go run . >seen

compare seen <<'SEEN'
<title>ferry</title>
<id>tag:press.example,2026-01-02:/ferry</id>
<title>ferry</title>
in JSON: 1 times "id": ""
<title>ferry</title>
<id>tag:press.example,2026-02-02:/ferry</id>
<title>ferry</title>
in JSON: 1 times "id": ""
<title>work?id=1</title>
<id>tag:press.example,2026-01-02:/work</id>
<title>work?id=2</title>
<id>tag:press.example,2026-01-02:/work</id>
<title>work?id=1</title>
<title>work?id=2</title>
in JSON: 2 times "id": ""
<title>#ferry</title>
<id>tag:press.example,2026-01-02:/</id>
<title>#sea</title>
<id>tag:press.example,2026-01-02:/</id>
<title>#ferry</title>
<title>#sea</title>
in JSON: 2 times "id": ""
<title>undated</title>
<updated></updated>
<id>urn:uuid:of chance</id>
<title>undated</title>
in JSON: 1 times "id": ""
SEEN
