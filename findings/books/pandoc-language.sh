#!/usr/bin/env bash
# A book of which nobody says the language, made by pandoc 3.9 (pypandoc_binary 1.17). It is in the language of the machine on which it was made: a
# Chinese book is German where LANG is de_DE.UTF-8, for its readers, for who reads it aloud and in every catalogue, and "C", which is no language,
# on a build server. fr_FR@euro is written as it is, and with an empty LANG the element is empty. As a page of HTML the same text says no language
# at all. It was published at the second in which it was made, and where no title was given it has none, not even an empty one, which EPUB asks for.
# Guess: English, or "und", as for a page; what makes one book of one text on every machine; no date that nobody gave.
# For Colophon: lib/metadata/files/formats/epub.ts names a language that is no tag, and cannot know "de-DE" for the machine's: look at `work
# describe`, or say --language.
source "$(dirname "$0")/../shared/begin.sh"
python_packages pypandoc_binary==1.17

cat >probe.py <<'PY'
import os
import re
import subprocess
import time
from zipfile import ZipFile

import pypandoc

PANDOC = pypandoc.get_pandoc_path()
print("pandoc", pypandoc.get_pandoc_version())


def made(text, lang):
    env = {**os.environ, "LANG": lang}
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        env.pop(name, None)
    subprocess.run([PANDOC, "-f", "markdown", "-o", "book.epub"], input=text.encode(), env=env, check=True, stderr=subprocess.DEVNULL)
    page = subprocess.run([PANDOC, "-s", "-t", "html", "-M", "pagetitle=x"], input=text.encode(), env=env, check=True, capture_output=True)
    package = ZipFile("book.epub").read("EPUB/content.opf").decode()
    found = {name: re.findall(rf"<dc:{name}[^>]*>([^<]*)<", package) for name in ("title", "language", "date")}
    now = [text.startswith(time.strftime("%Y-", time.gmtime())) for text in found["date"]]
    lang = re.search('<html[^>]* lang="([^"]*)"', page.stdout.decode())
    return f"language {found['language']}, title {found['title']}, published now {now}, page {lang and lang[1]}"


for lang in ("C.UTF-8", "POSIX", "de_DE.UTF-8", "fr_FR@euro", ""):
    print(f"LANG {lang!r}: {made('渡轮停航', lang)}")
print("with a title and a language:", made("---\ntitle: 渡轮\nlang: zh\n---\n停航", "de_DE.UTF-8"))
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
pandoc 3.9
LANG 'C.UTF-8': language ['C'], title [], published now [True], page None
LANG 'POSIX': language ['POSIX'], title [], published now [True], page None
LANG 'de_DE.UTF-8': language ['de-DE'], title [], published now [True], page None
LANG 'fr_FR@euro': language ['fr-FR@euro'], title [], published now [True], page None
LANG '': language [''], title [], published now [True], page None
with a title and a language: language ['zh'], title ['渡轮'], published now [True], page zh
SEEN
