#!/usr/bin/env bash
# FastWARC 2.0.1 is asked for the digests of sound records, which warcio 1.8.1 wrote and finds good. verify_block_digest says False of a
# response whose HTTP head has been parsed, which is how the records come unless one says otherwise, and verify_payload_digest False
# of one whose head was not, and of every resource and metadata record: each time it means that it cannot tell, with the
# word for a digest that is wrong. There is no way to read the records in which both are True of all of them.
# Guess: True for what is sound, in whatever way it is read, and None or an error where there is nothing to compare.
# For Colophon: evidence is kept by the hash of its file (docs/evidence.md), the archive as a whole. Whoever sorts archives by these
# answers throws sound ones away.
source "$(dirname "$0")/../shared/begin.sh"
python_packages fastwarc==2.0.1 warcio==1.8.1

cat >probe.py <<'PY'
from io import BytesIO

from fastwarc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as OwnIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

archive = BytesIO()
writer = WARCWriter(archive, gzip=False)
head = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.1")
for kind in ("response", "resource", "metadata"):
    record = writer.create_warc_record(
        "https://example.org/work.txt",
        kind,
        payload=BytesIO(b"a work"),
        http_headers=head if kind == "response" else None,
        warc_content_type="" if kind == "response" else "text/plain",
    )
    writer.write_record(record)
for record in OwnIterator(BytesIO(archive.getvalue()), check_digests=True):
    record.content_stream().read()
    print(f"warcio, {record.rec_type}: {record.digest_checker.passed}")
for parsed in (True, False):
    for check in ("verify_block_digest", "verify_payload_digest"):
        said = []
        for record in ArchiveIterator(BytesIO(archive.getvalue()), parse_http=parsed):
            said.append(f"{record.record_type} {getattr(record, check)()}")
        print(f"FastWARC, HTTP {'parsed' if parsed else 'as it is'}, {check}: {', '.join(said)}")
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
warcio, response: True
warcio, resource: True
warcio, metadata: True
FastWARC, HTTP parsed, verify_block_digest: response False, resource True, metadata True
FastWARC, HTTP parsed, verify_payload_digest: response True, resource False, metadata False
FastWARC, HTTP as it is, verify_block_digest: response True, resource True, metadata True
FastWARC, HTTP as it is, verify_payload_digest: response False, resource False, metadata False
SEEN
