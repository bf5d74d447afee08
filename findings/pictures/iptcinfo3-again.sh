#!/usr/bin/env bash
# A picture by two photographers, to which IPTCInfo3 2.3.0 for Python adds a keyword (the newest IPTCInfo; agencies' scripts use it). It takes the
# last by-line for the only one, and writes that alone: the first photographer is gone. Of what it keeps as it is, the name of the encoding
# (record 1, "ESC % G" for UTF-8) is left out of what it writes, so that nothing tells any more what the bytes of the others are: they are
# UTF-8, and a reader which goes by the standard takes them for Latin letters.
# Guess: by-lines are a list, as keywords are, since the standard repeats both; what it does not know stays.
# For Colophon: lib/metadata/files/parts/iptc.ts reads all by-lines, and UTF-8 where the bytes are it. A picture is registered after such a script
# has been at it, with one author too few, and is another work by its hash.
source "$(dirname "$0")/../shared/begin.sh"
python_packages iptcinfo3==2.3.0 pillow==13.0.0

cat >probe.py <<'PY'
import logging
import struct

from iptcinfo3 import IPTCInfo
from PIL import Image, IptcImagePlugin

logging.disable()


def part(record, number, content):
    return struct.pack(">BBBH", 0x1C, record, number, len(content)) + content


parts = b"".join([
    part(1, 90, b"\x1b%G"), part(2, 0, b"\0\4"), part(2, 5, "渡轮".encode()), part(2, 80, "Zoë Kerbrat".encode()),
    part(2, 80, b"Bo Li"), part(2, 116, "© 2026 Zoë Kerbrat".encode()), part(2, 25, b"sea"),
])
resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(parts)) + parts + b"\0" * (len(parts) % 2)
segment = b"Photoshop 3.0\0" + resource
Image.new("RGB", (8, 8)).save("plain.jpg")
plain = open("plain.jpg", "rb").read()
with open("ferry.jpg", "wb") as file:
    file.write(plain[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + plain[2:])

info = IPTCInfo("ferry.jpg")
print("IPTCInfo3: by-line", info["by-line"].decode())
info["keywords"].append(b"ferry")
info.save_as("again.jpg")
for name in ("ferry.jpg", "again.jpg"):
    for key, value in IptcImagePlugin.getiptcinfo(Image.open(name)).items():
        values = value if isinstance(value, list) else [value]
        print(f"{name}, {key[0]}:{key[1]:03}", *[repr(one if key[1] in (0, 90) else one.decode()) for one in values])
PY
python/bin/python probe.py >seen

compare seen <<'SEEN'
IPTCInfo3: by-line Bo Li
ferry.jpg, 1:090 b'\x1b%G'
ferry.jpg, 2:000 b'\x00\x04'
ferry.jpg, 2:005 '渡轮'
ferry.jpg, 2:080 'Zoë Kerbrat' 'Bo Li'
ferry.jpg, 2:116 '© 2026 Zoë Kerbrat'
ferry.jpg, 2:025 'sea'
again.jpg, 2:000 b'\x00\x04'
again.jpg, 2:025 'sea' 'ferry'
again.jpg, 2:005 '渡轮'
again.jpg, 2:080 'Bo Li'
again.jpg, 2:116 '© 2026 Zoë Kerbrat'
SEEN
