#!/usr/bin/env bash
# wacz 0.6.0, which packs web archives (WARC) as WACZ, asked to find the pages in them (--detect-pages). A page is to it what another request
# names as its referrer, where the request follows its response and says so (WARC-Concurrent-To): of three pages one is found if it has a
# style sheet, and a plain text, which asks for nothing else, never is. An archive of responses alone has "0 pages", no list of pages, which the
# standard asks for, and is valid to `wacz validate`. With --hash-type md5 it makes a package that is invalid to that same program: the hashes
# are MD5, but the one over the list of hashes is SHA-256 whatever was asked for.
# Guess: a page is a response of 200 in HTML; what it packs it finds valid; a package without pages it does not.
# For Colophon: evidence is the file, whatever it lists (docs/evidence.md). A viewer shows no page of such a package, which then needs --pages
# or --url to be packed for a court.
source "$(dirname "$0")/../shared/begin.sh"
python_packages setuptools==75.8.0 wacz==0.6.0 warcio==1.8.1

cat >make.py <<'PY'
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FILES = (("", "text/html", None), ("style.css", "text/css", "https://example.org/"), ("chapter", "text/html", None))


def pair(writer, name, media_type, referrer):
    url = f"https://example.org/{name}"
    body = f"<html><title>{name}</title><p>The ferry leaves at noon.</html>".encode()
    head = StatusAndHeaders("200 OK", [("Content-Type", media_type), ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
    asked = [("Host", "example.org")] + ([("Referer", referrer)] if referrer else [])
    question = StatusAndHeaders(f"GET /{name} HTTP/1.1", asked, is_http_request=True)
    return (
        writer.create_warc_record(url, "request", http_headers=question, payload=BytesIO()),
        writer.create_warc_record(url, "response", http_headers=head, payload=BytesIO(body)),
    )


for archive in ("responses", "both", "linked"):
    with open(f"{archive}.warc.gz", "wb") as file:
        writer = WARCWriter(file, gzip=True)
        for entry in FILES:
            request, response = pair(writer, *entry)
            if archive == "linked":
                writer.write_request_response_pair(request, response)
                continue
            if archive == "both":
                writer.write_record(request)
            writer.write_record(response)
PY
python/bin/python make.py

pack() {
  local archive=$1 name=$2
  shift 2
  python/bin/wacz create "$@" -o "$name.wacz" "$archive.warc.gz" >said 2>&1
  local valid=valid pages
  python/bin/wacz validate -f "$name.wacz" >/dev/null 2>&1 || valid=INVALID
  pages=$(python3 - "$name.wacz" <<'PY'
import json
import sys
import zipfile

package = zipfile.ZipFile(sys.argv[1])
lists = [name for name in package.namelist() if name.startswith("pages/")]
lines = [json.loads(line) for name in lists for line in package.read(name).splitlines()[1:]]
print([line["url"] for line in lines] if lists else "no list of pages")
PY
  )
  echo "$name: $pages, $valid" >>seen
}
pack responses "responses alone" --detect-pages
pack both "requests and responses" --detect-pages
pack linked "each request says whose it is" --detect-pages
pack linked "with MD5" --detect-pages --hash-type md5
pack responses "told a page" --url https://example.org/chapter

compare seen <<'SEEN'
responses alone: no list of pages, valid
requests and responses: no list of pages, valid
each request says whose it is: ['https://example.org/'], valid
with MD5: ['https://example.org/'], INVALID
told a page: ['https://example.org/chapter'], valid
SEEN
