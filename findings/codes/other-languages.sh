#!/usr/bin/env bash
# A language tag (BCP 47) in its usual form. Intl.getCanonicalLocales of Node goes by Unicode's aliases, and not by IANA's registry, where these
# tags stand by themselves: Tagalog (tl) becomes Filipino, Montenegrin (cnr) the Serbian of Montenegro, Dari (prs) the Persian of Afghanistan. So
# does langcodes 3.5.1 for Python, whose name for cnr is Serbian. golang.org/x/text 0.29.0 does it to one of the three, Java to none. A language
# that is written as one of a group, zh-yue or zh-cmn-Hans as in RFC 5646's own examples, Node refuses, and the others take.
# Guess: a form of another case, fr for fre; a valid tag is taken, and no language becomes another.
# For Colophon: lib/metadata/files/parts/values.ts takes from Intl a shorter name of the same language and the case of letters, no other language,
# and knows what stands before yue.
source "$(dirname "$0")/../shared/begin.sh"
python_packages langcodes==3.5.1 language-data==1.4.0
for tool in go java; do
  command -v "$tool" >/dev/null || { echo "this finding needs Go and Java"; exit 1; }
done

tags=(fre zh-cn tl cnr prs iw zh-yue zh-cmn-Hans)
cat >node.mjs <<'JS'
for (const tag of process.argv.slice(2)) {
  try {
    console.log(Intl.getCanonicalLocales(tag)[0]);
  } catch (error) {
    console.log(error.name);
  }
}
JS
cat >probe.py <<'PY'
import sys

import langcodes

for tag in sys.argv[1:]:
    print(langcodes.standardize_tag(tag), f"({langcodes.Language.get(tag).display_name()})")
PY
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"golang.org/x/text/language"
)

func main() {
	for _, text := range os.Args[1:] {
		tag, err := language.Parse(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(tag)
	}
}
GO
cat >Tags.java <<'JAVA'
import java.util.Locale;

public class Tags {
    public static void main(String[] tags) {
        for (String tag : tags) System.out.println(Locale.forLanguageTag(tag).toLanguageTag());
    }
}
JAVA
(go mod init finding && go get golang.org/x/text@v0.29.0) >/dev/null 2>&1
paste -d '|' <(printf '%s\n' "${tags[@]}") <(node node.mjs "${tags[@]}") <(python/bin/python probe.py "${tags[@]}") \
  <(go run . "${tags[@]}") <(java Tags.java "${tags[@]}") |
  awk -F'|' '{ print $1 ": Node " $2 ", Python " $3 ", Go " $4 ", Java " $5 }' >seen

compare seen <<'SEEN'
fre: Node fr, Python fr (French), Go fr, Java fre
zh-cn: Node zh-CN, Python zh-CN (Chinese (China)), Go zh-CN, Java zh-CN
tl: Node fil, Python fil (Filipino), Go fil, Java tl
cnr: Node sr-ME, Python sr-ME (Serbian (Montenegro)), Go cnr, Java cnr
prs: Node fa-AF, Python fa-AF (Persian (Afghanistan)), Go prs, Java prs
iw: Node he, Python he (Hebrew), Go he, Java he
zh-yue: Node RangeError, Python yue (Cantonese), Go yue, Java yue
zh-cmn-Hans: Node RangeError, Python zh-Hans (Chinese (Simplified)), Go cmn-Hans, Java cmn-Hans
SEEN
