#!/usr/bin/env bash
# A page about a book of 2020, or of February 2020: newspaper4k 0.9.6 says that it was published in 2020 on the day and month on which it is asked, and
# another day tomorrow. It has python-dateutil read the text, which fills what is not said from today. Where the page names a day it is right.
# Guess: nothing, or the first day, as other libraries have it.
# For Colophon: a year stays a year (lib/metadata/files/parts/values.ts). Who fills `published` by this library describes the same work otherwise each
# day, with another metadata hash.
source "$(dirname "$0")/../shared/begin.sh"
python_packages newspaper4k==0.9.6 python-dateutil==2.9.0.post0

cat >probe.py <<'PY'
import datetime
import logging

from newspaper import Article

logging.disable()
TEXT = "<p>A long text about a ferry, with commas, that goes on, and on, until there are words enough for an article.</p>" * 40
for date in ("2020", "2020-02", "2020-02-03"):
    html = f"""<!doctype html><html lang=en><head><title>Ferry</title><script type="application/ld+json">{{"@context":
        "https://schema.org", "@type": "Book", "name": "Ferry", "datePublished": "{date}"}}</script></head><body>{TEXT}</body></html>"""
    article = Article("https://example.org/ferry")
    article.download(input_html=html)
    before = datetime.date.today()
    article.parse()
    said = article.publish_date.date()
    # Of a month that is shorter than today's day is late, its last day.
    todays = {day.replace(year=2020) if date == "2020" else datetime.date(2020, 2, min(day.day, 29)) for day in (before, datetime.date.today())}
    told = "today's" if date != "2020-02-03" and said in todays else f"{said:%m-%d}"
    print(f"{date}: {said:%Y}, {told}")
PY
python/bin/python -W ignore probe.py >seen

compare seen <<'SEEN'
2020: 2020, today's
2020-02: 2020, today's
2020-02-03: 2020, 02-03
SEEN
