#!/usr/bin/env bash
# trafilatura 2.3.1 says who wrote a page, and htmldate 1.11.0, which it asks, when. Of two authors in the page's JSON-LD of whom the name of one
# is in that of the other (a mother and her daughter, "Bo" and "Anna Bo") only the longer is left; bell hooks is Bell Hooks, and a person
# whose degree is written behind a comma is two. A page of which all rights are reserved has the licence of a picture in its footer. A
# month, "2026-01" in article:published_time, gets the day of today, so that the same page has another date tomorrow; in JSON-LD it
# gets the first. What is older than 1995 has no date.
# Guess: the names stand in a list of JSON-LD and are taken from there; a month is a month or its first day, whenever one asks.
# For Colophon: lib/metadata/files reads pages by itself, names as they are, and a month stays a month. Whoever fills a list by these functions
# on two days has two documents, and so two hashes.
source "$(dirname "$0")/../shared/begin.sh"
python_packages htmldate==1.11.0 lxml-html-clean==0.4.6 trafilatura==2.3.1

cat >probe.py <<'PY'
import json
import logging
from datetime import date

from htmldate import find_date
from trafilatura import extract_metadata

logging.disable(logging.CRITICAL)
TEXT = "A ferry leaves the harbour at dusk, and nobody is on board. " * 5


def page(head, foot=""):
    return f"<html lang='en'><head><title>Ferry</title>{head}</head><body><article><p>{TEXT}</p></article>{foot}</body></html>"


def data(**terms):
    article = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry", **terms}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


for names in (["Anna Le Goff", "Bo Li"], ["Anna Le Goff", "Anna Le Goff Kerbrat"], ["Bo", "Anna Bo"], ["bell hooks"], ["Anna Li, MD"]):
    people = [{"@type": "Person", "name": name} for name in names]
    print(f"{names}: {extract_metadata(page(data(author=people))).author}")
picture = '<footer>All rights reserved. Picture: <a href="https://creativecommons.org/licenses/by/4.0/">CC BY</a></footer>'
print("all rights reserved:", extract_metadata(page("", picture)).license)
today = f"2026-01-{date.today().day:02}"
for text in ("2026-01-02", "2026-01", "1994-12-31"):
    meta = f'<meta property="article:published_time" content="{text}">'
    said = [find_date(page(head), original_date=True) for head in (meta, data(datePublished=text))]
    print(f"{text}: meta {'2026-01 and the day of today' if text == '2026-01' and said[0] == today else said[0]}, JSON-LD {said[1]}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
['Anna Le Goff', 'Bo Li']: Anna Le Goff; Bo Li
['Anna Le Goff', 'Anna Le Goff Kerbrat']: Anna Le Goff Kerbrat
['Bo', 'Anna Bo']: Anna Bo
['bell hooks']: Bell Hooks
['Anna Li, MD']: Anna Li; MD
all rights reserved: CC BY 4.0
2026-01-02: meta 2026-01-02, JSON-LD 2026-01-02
2026-01: meta 2026-01 and the day of today, JSON-LD 2026-01-01
1994-12-31: meta None, JSON-LD None
SEEN
