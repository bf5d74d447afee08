#!/usr/bin/env bash
# A group of robots.txt that only says how the pages may be used ("User-agent: *", "Content-Usage: train-ai=n"), and behind it one that
# shuts a single robot out. grobotstxt 1.0.3, Google's own parser in Go, and temoto/robotstxt 1.1.2 pass over the line that
# they do not know, and over blank lines, as RFC 9309 (2.2.4) has it: so both groups are one, and everybody is shut out of everything. For
# robots-parser 3.0.1, Protego 0.7.0 and Python's own urllib.robotparser the same file shuts out nobody but the one. License, the line
# of RSL, does the same. With "Allow: /" in the first group all five agree.
# Guess: a line that a robot does not know changes nothing; a blank line ends a group; the file says the same to all.
# For Colophon: it writes no robots.txt. A publisher who states terms for AI puts "Allow: /" under them, or is gone from the search engines.
source "$(dirname "$0")/../shared/begin.sh"
command -v go >/dev/null || { echo "this finding needs Go, since Google's parser is a module of it"; exit 1; }
packages robots-parser@3.0.1
python_packages Protego==0.7.0

printf 'User-agent: *\nContent-Usage: train-ai=n\n\nUser-agent: OneBot\nDisallow: /\n' >usage.txt
printf 'User-agent: *\nLicense: https://press.example/license.xml\n\nUser-agent: OneBot\nDisallow: /\n' >license.txt
printf 'User-agent: *\nContent-Usage: train-ai=n\nAllow: /\n\nUser-agent: OneBot\nDisallow: /\n' >allowed.txt

cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";
import robotsParser from "robots-parser";

for (const name of ["usage.txt", "license.txt", "allowed.txt"]) {
  const rules = robotsParser("https://press.example/robots.txt", readFileSync(name, "utf8"));
  const [one, other] = ["OneBot", "OtherBot"].map((agent) => rules.isAllowed("https://press.example/book", agent));
  console.log(`${name}, robots-parser: OneBot ${one}, OtherBot ${other}`);
}
JS

cat >probe.py <<'PY'
from urllib.robotparser import RobotFileParser

from protego import Protego

PAGE = "https://press.example/book"
for name in ("usage.txt", "license.txt", "allowed.txt"):
    text = open(name).read()
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    one, other = (str(rules.can_fetch(agent, PAGE)).lower() for agent in ("OneBot", "OtherBot"))
    print(f"{name}, urllib.robotparser: OneBot {one}, OtherBot {other}")
    rules = Protego.parse(text)
    one, other = (str(rules.can_fetch(PAGE, agent)).lower() for agent in ("OneBot", "OtherBot"))
    print(f"{name}, Protego: OneBot {one}, OtherBot {other}")
PY

mkdir google
cat >google/main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"github.com/jimsmart/grobotstxt"
	"github.com/temoto/robotstxt"
)

func main() {
	for _, name := range []string{"usage.txt", "license.txt", "allowed.txt"} {
		text, err := os.ReadFile("../" + name)
		if err != nil {
			panic(err)
		}
		page := "https://press.example/book"
		fmt.Printf("%s, Google's: OneBot %t, OtherBot %t\n", name,
			grobotstxt.AgentAllowed(string(text), "OneBot", page), grobotstxt.AgentAllowed(string(text), "OtherBot", page))
		rules, err := robotstxt.FromBytes(text)
		if err != nil {
			panic(err)
		}
		fmt.Printf("%s, temoto: OneBot %t, OtherBot %t\n", name, rules.TestAgent("/book", "OneBot"), rules.TestAgent("/book", "OtherBot"))
	}
}
GO
(cd google && go mod init finding && go get github.com/jimsmart/grobotstxt@v1.0.3 github.com/temoto/robotstxt@v1.1.2) >/dev/null 2>&1

{
  node probe.mjs
  python/bin/python probe.py
  (cd google && go run .)
} >seen

compare seen <<'SEEN'
usage.txt, robots-parser: OneBot false, OtherBot true
license.txt, robots-parser: OneBot false, OtherBot true
allowed.txt, robots-parser: OneBot false, OtherBot true
usage.txt, urllib.robotparser: OneBot false, OtherBot true
usage.txt, Protego: OneBot false, OtherBot true
license.txt, urllib.robotparser: OneBot false, OtherBot true
license.txt, Protego: OneBot false, OtherBot true
allowed.txt, urllib.robotparser: OneBot false, OtherBot true
allowed.txt, Protego: OneBot false, OtherBot true
usage.txt, Google's: OneBot false, OtherBot false
usage.txt, temoto: OneBot false, OtherBot false
license.txt, Google's: OneBot false, OtherBot false
license.txt, temoto: OneBot false, OtherBot false
allowed.txt, Google's: OneBot false, OtherBot true
allowed.txt, temoto: OneBot false, OtherBot true
SEEN
