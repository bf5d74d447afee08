#!/usr/bin/env bash
# Makes the files in this folder anew, each with a program that people use. Their bytes differ from run to run (times, random
# numbers); what they say of themselves does not.
# Needs calibre 6.13, LibreOffice 7.4, pandoc 2.17, exiftool 12.57, ffmpeg 5.1, ImageMagick 6.9, Ghostscript 10.00, lame 3.100, flac 1.4.2, MKVToolNix 74.0; for Python feedgen 1.0.0, onixcheck 0.9.12,
# EbookLib 0.20, Matplotlib 3.10.7, fpdf2 2.8.9, mutagen 1.48.1, Pillow 13.0.0, python-docx 1.2.0 and reportlab 5.1.0; for Node docx 9.15.2 and epub-gen-memory 1.1.2.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tag() { exiftool -q -overwrite_original "$@"; }

# Books, by pandoc: two authors, a translator, an ISBN, a month for a date.
cat >"$work/book.md" <<'MD'
---
title: 灯塔与海
creator:
- {role: author, text: 林晓}
- {role: author, text: Yann Le Goff}
- {role: translator, text: Ann Other}
lang: zh-CN
date: 2024-02-03
rights: © 2024 海港出版社
identifier:
- {scheme: ISBN-13, text: 978-3-16-148410-0}
publisher: 海港出版社
---
# 一

灯塔。
MD
pandoc "$work/book.md" -t epub3 -o two-creators.epub
pandoc "$work/book.md" -t epub2 -o epub-2.epub

# A document, a page and an article, by pandoc.
cat >"$work/note.md" <<'MD'
---
title: Two hands
author: [Ada Kite, 林晓]
lang: fr
date: 2023-05-06
---
Hello
MD
pandoc "$work/note.md" -o two-authors.docx
pandoc "$work/note.md" -t html -s -M document-css=false -o page.html
cat >"$work/article.md" <<'MD'
---
title: Two *hands*
author:
- {given-names: Ada, surname: Kite, orcid: 0000-0002-1825-0097}
- {given-names: 晓, surname: 林}
lang: fr
date: 2023-05-06
article: {doi: 10.1234/abc}
journal: {title: Journal of Lighthouses, publisher-name: Harbour Press}
copyright: {statement: © 2023 the authors, holder: the authors}
license: {text: CC BY, link: "https://creativecommons.org/licenses/by/4.0/"}
---
Hello
MD
pandoc "$work/article.md" -t jats -s -o article.xml

# PDF by Ghostscript; one with XMP that exiftool wrote unlike its Info, one whose title is in its Info alone, one locked.
cat >"$work/page.ps" <<'PS'
%!PS
[ /Title (The title in Info) /Author (Info Author) /DOCINFO pdfmark
newpath 10 10 moveto 20 20 lineto stroke showpage
PS
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=xmp-unlike-info.pdf "$work/page.ps"
tag -XMP-dc:Title=渡轮停航 -XMP-dc:Creator=林晓 -XMP-dc:Creator='Yann Le Goff' -XMP-dc:Language=zh-CN \
  -XMP-dc:Rights='© 2024 Harbour' -XMP-dc:Date=2024-02-03 xmp-unlike-info.pdf
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -dOmitXMP=true -sOutputFile=info.pdf "$work/page.ps"
tag -PDF:Title=渡轮 -PDF:Author='Ada Kite; 林晓' info.pdf
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOwnerPassword=owner -sUserPassword=user -dEncryptionR=3 -dKeyLength=128 \
  -sOutputFile=locked.pdf "$work/page.ps"

# Pictures by ImageMagick, described by exiftool.
convert -size 8x8 gradient: "$work/plain.jpg"
cp "$work/plain.jpg" iptc-chinese.jpg
tag -codedcharacterset=utf8 -IPTC:ObjectName=渡轮停航 -IPTC:By-line=林晓 -IPTC:By-line='Yann Le Goff' \
  -IPTC:CopyrightNotice='© 2024 海港晚报' -IPTC:DateCreated=2024:03:15 -IPTC:LanguageIdentifier=zh iptc-chinese.jpg
cp "$work/plain.jpg" exif.jpg
tag -EXIF:Artist='Ada Kite; 林晓' -EXIF:ImageDescription=渡轮 -EXIF:Copyright='© Ada Kite' \
  -EXIF:DateTimeOriginal='2024:03:15 12:30:00' -EXIF:OffsetTimeOriginal=+08:00 exif.jpg
xmp=(-XMP-dc:Title=渡轮 -XMP-dc:Title-en='The ferry' -XMP-dc:Creator=林晓 -XMP-dc:Creator='Yann Le Goff'
  -XMP-dc:Language=zh-CN -XMP-dc:Rights='© 2024 Harbour' -XMP-photoshop:DateCreated=2024:02:03
  -XMP-dc:Identifier=urn:isbn:9783161484100 -XMP-xmpRights:WebStatement=https://example.org/licence)
cp "$work/plain.jpg" xmp.jpg
tag "${xmp[@]}" xmp.jpg
convert -size 8x8 gradient: -strip xmp.png
tag "${xmp[@]}" xmp.png
for kind in avif heic webp; do
  convert -size 64x64 gradient: "xmp.$kind"
  tag "${xmp[@]}" "xmp.$kind"
done
convert -size 64x64 gradient: exif.webp
tag -EXIF:Artist='Ada Kite; 林晓' -EXIF:Copyright='© Ada Kite' exif.webp
# As Windows writes it; the notices of the photographer and of the editor.
cp "$work/plain.jpg" windows.jpg
tag -XPTitle=渡轮 -XPAuthor='林晓;Yann Le Goff' -EXIF:Artist='??;Yann Le Goff' -EXIF:Copyright=$'Ada Kite\nHarbour Press' windows.jpg
convert -size 8x8 gradient: -set Title 渡轮 -set Author 林晓 texts.png
convert -size 8x8 gradient: -compress lzw xmp-and-iptc.tif
tag -codedcharacterset=utf8 -XMP-dc:Title=渡轮 -IPTC:ObjectName='Another title' -IPTC:By-line=林晓 xmp-and-iptc.tif

# Drawings by Matplotlib, with a description and without.
python3 - <<'PY'
from matplotlib import use
use("svg")
from matplotlib.pyplot import figure
drawing = figure(figsize=(1, 1))
drawing.savefig("plotted.svg")
told = {"Title": "The ferry", "Creator": ["Ada Kite", "林晓"], "Rights": "© 2024 Harbour", "Date": "2024-02-03"}
drawing.savefig("drawn.svg", metadata=told)
PY

# Sound: silence by lame, whose tags are ID3v2.3, and by flac.
head -c 4410 /dev/zero >"$work/silence"
raw=(-r -s 44.1 -m m -b 32 --bitwidth 16 --quiet)
lame "${raw[@]}" --id3v2-only --id3v2-utf16 --tt 灯塔 --ta 林晓 --ty 2024 "$work/silence" utf16.mp3 2>/dev/null
lame "${raw[@]}" --tt 'High Voltage' --ta AC/DC "$work/silence" slash.mp3 2>/dev/null
flac -s -f --no-padding --force-raw-format --endian=little --channels=1 --bps=16 --sample-rate=44100 --sign=signed \
  -T TITLE=灯塔 -T ARTIST=林晓 -T 'ARTIST=Yann Le Goff' -T DATE=2024-02-03 -T 'COPYRIGHT=© 2024 Harbour' \
  -T LANGUAGE=zho -T ISRC=FRZ039800212 -T COMPOSER='Ada Kite' "$work/silence" -o two-artists.flac

# What libraries write: texts of a PNG in Latin-1 and in Unicode, one packed; a PDF/A whose names are one item of XMP; languages in ID3v2.4,
# a day in ID3v2.3; documents without an author; authors of an EPUB in another order than theirs.
head -c 4000 /dev/zero | tee two-languages.mp3 licensed.mp3 >day-and-year.mp3
python3 - <<'PY'
from docx import Document
from ebooklib import epub
from fpdf import FPDF
from mutagen.id3 import ID3, TDRC, TDRL, TIT2, TLAN, WCOP
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from reportlab.pdfgen.canvas import Canvas
texts = PngInfo()
texts.add_text("Title", "渡轮", zip=True)
texts.add_text("Author", "Zoë Kerbrat")
texts.add_itxt("Copyright", "© 2024 Harbour")
Image.new("L", (8, 8)).save("library-texts.png", pnginfo=texts)
page = FPDF(enforce_compliance="PDF/A-3B")
page.add_page()
page.set_title("渡轮")
page.set_author("Ada Kite; 林晓")
page.output("one-creator.pdf")
tags = ID3()
tags.add(TIT2(encoding=3, text="灯塔"))
tags.add(TLAN(encoding=3, text=["zho", "fra"]))
tags.save("two-languages.mp3")
dated = ID3()
dated.add(TIT2(encoding=1, text=["灯塔"]))
dated.add(TDRC(encoding=0, text=["2024-02-03"]))
dated.update_to_v23()
dated.save("day-and-year.mp3", v2_version=3)
licensed = ID3()
licensed.add(TDRC(encoding=0, text=["2023"]))
licensed.add(TDRL(encoding=0, text=["2024-02-03"]))
licensed.add(WCOP(url="https://creativecommons.org/licenses/by/4.0/"))
licensed.save("licensed.mp3")
Document().save("template.docx")
book = epub.EpubBook()
book.set_identifier("urn:isbn:9783161484100")
book.set_title("灯塔")
book.set_language("zh")
for place, name in ((None, "Ada Kite"), ("2", "Yann Le Goff"), ("1", "林晓")):
    book.add_author(name, uid=f"author-{place}")
    if place:
        book.add_metadata(None, "meta", place, {"refines": f"#author-{place}", "property": "display-seq"})
book.add_item(epub.EpubNav())
epub.write_epub("display-seq.epub", book)
book = epub.EpubBook()
book.set_identifier("urn:isbn:9783161484100")
book.set_title("灯塔")
book.set_language("zh")
for name, roles in (("林晓", ("aut", "ill")), ("Ada Kite", ("ill", "bkd")), ("Harbour", ("bkp",))):
    book.add_author(name, uid=name.encode().hex())
    for role in roles:
        refined = {"refines": f"#{name.encode().hex()}", "property": "role", "scheme": "marc:relators"}
        book.add_metadata(None, "meta", role, refined)
book.add_item(epub.EpubNav())
epub.write_epub("two-roles.epub", book)
# As Sigil writes it: when it was changed, and a translator among those who helped.
book = epub.EpubBook()
book.set_identifier("urn:isbn:9783161484100")
book.set_title("灯塔")
book.set_language("zh")
OPF = "{http://www.idpf.org/2007/opf}"
book.add_metadata("DC", "date", "2025-05-01", {f"{OPF}event": "modification"})
for name, role in (("林晓", "aut"), ("Ann Other", "trl"), ("Harbour", "bkp")):
    kind = "creator" if role == "aut" else "contributor"
    book.add_metadata("DC", kind, name, {f"{OPF}role": role})
book.add_item(epub.EpubNav())
epub.write_epub("changed.epub", book)
canvas = Canvas("nobody.pdf", invariant=True)
canvas.showPage()
canvas.save()
PY
node --input-type=module -e 'import { writeFileSync } from "node:fs"; import { Document, Packer } from "docx";
writeFileSync("untold.docx", await Packer.toBuffer(new Document({ title: "渡轮", sections: [] })));'
node --input-type=module -e 'import { writeFileSync } from "node:fs"; import epub from "epub-gen-memory";
writeFileSync("nobody.epub", await epub.default({ title: "渡轮", date: "2024-03-15" }, [{ title: "渡轮", content: "<p>停航</p>" }]));'

# A podcast's feed.
python3 - <<'PY'
from feedgen.feed import FeedGenerator
feed = FeedGenerator()
feed.load_extension("podcast")
feed.load_extension("dc")
feed.title("灯塔之声")
feed.link(href="https://example.org/radio/")
feed.description("Bells")
feed.language("zh-CN")
feed.copyright("© 2024 Harbour Radio")
for number, title in [(1, "雾钟"), (2, "Marées & <brume>")]:
    entry = feed.add_entry()
    entry.id(f"https://example.org/radio/{number}")
    entry.link(href=f"https://example.org/radio/episode-{number}/")
    entry.title(title)
    entry.pubDate(f"Mon, 05 Feb 2024 10:30:0{number} +0800")
    entry.dc.dc_creator(["林晓", "Yann Le Goff"] if number == 1 else ["Ada Kite"])
    entry.enclosure(f"https://cdn.example.org/a%20b/bells-{number}.mp3?x=1", "1000", "audio/mpeg")
feed.rss_file("podcast.rss", pretty=True)
PY

# Two books in ONIX 3.0, in long and in short tags, as onixcheck 0.9.12 accepts them.
cat >books.onix <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<ONIXMessage release="3.0" xmlns="http://ns.editeur.org/onix/3.0/reference">
  <Header><Sender><SenderName>Harbour Press</SenderName></Sender><SentDateTime>20240203</SentDateTime></Header>
  <Product>
    <RecordReference>harbour-1</RecordReference>
    <NotificationType>03</NotificationType>
    <ProductIdentifier><ProductIDType>01</ProductIDType><IDTypeName>House</IDTypeName><IDValue>HP-0017</IDValue></ProductIdentifier>
    <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9783161484100</IDValue></ProductIdentifier>
    <DescriptiveDetail>
      <ProductComposition>00</ProductComposition>
      <ProductForm>EA</ProductForm>
      <TitleDetail>
        <TitleType>01</TitleType>
        <TitleElement>
          <TitleElementLevel>01</TitleElementLevel>
          <TitlePrefix>The</TitlePrefix><TitleWithoutPrefix>Lighthouse &amp; the Sea</TitleWithoutPrefix>
          <Subtitle>A novel</Subtitle>
        </TitleElement>
        <TitleElement>
          <TitleElementLevel>02</TitleElementLevel><TitleText>Harbour classics</TitleText>
        </TitleElement>
      </TitleDetail>
      <Contributor><SequenceNumber>1</SequenceNumber><ContributorRole>A01</ContributorRole><PersonName>林晓</PersonName></Contributor>
      <Contributor><SequenceNumber>2</SequenceNumber><ContributorRole>A01</ContributorRole><NamesBeforeKey>Yann</NamesBeforeKey><KeyNames>Le Goff</KeyNames></Contributor>
      <Contributor><SequenceNumber>3</SequenceNumber><ContributorRole>B06</ContributorRole><PersonName>Ann Other</PersonName></Contributor>
      <Language><LanguageRole>01</LanguageRole><LanguageCode>chi</LanguageCode></Language>
      <Language><LanguageRole>02</LanguageRole><LanguageCode>fre</LanguageCode></Language>
    </DescriptiveDetail>
    <PublishingDetail>
      <Publisher><PublishingRole>01</PublishingRole><PublisherName>Harbour Press</PublisherName></Publisher>
      <PublishingDate><PublishingDateRole>01</PublishingDateRole><Date dateformat="00">20240203</Date></PublishingDate>
      <CopyrightStatement><CopyrightYear>2023</CopyrightYear><CopyrightOwner><PersonName>林晓</PersonName></CopyrightOwner></CopyrightStatement>
    </PublishingDetail>
  </Product>
</ONIXMessage>
XML
cat >books-short.onix <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<ONIXmessage release="3.0" xmlns="http://ns.editeur.org/onix/3.0/short">
  <header><sender><x298>Harbour Press</x298></sender><x307>20240203</x307></header>
  <product>
    <a001>harbour-2</a001><a002>03</a002>
    <productidentifier><b221>15</b221><b244>9780306406157</b244></productidentifier>
    <descriptivedetail>
      <x314>00</x314><b012>AJ</b012>
      <titledetail><b202>01</b202><titleelement><x409>01</x409><b203>La Marée</b203></titleelement></titledetail>
      <contributor><b034>1</b034><b035>A01</b035><b036>Yann Le Goff</b036></contributor>
      <language><b253>01</b253><b252>fre</b252></language>
    </descriptivedetail>
    <publishingdetail>
      <publisher><b291>01</b291><b081>Harbour Press</b081></publisher>
      <publishingdate><x448>01</x448><b306 dateformat="00">20240301</b306></publishingdate>
    </publishingdetail>
  </product>
</ONIXmessage>
XML
onixcheck books.onix >&2
onixcheck books-short.onix >&2

# What programs write where nobody has said anything: a book without an author and a day, in calibre; its ISBN is mistyped.
echo Hello >"$work/letters.txt"
ebook-convert "$work/letters.txt" undated.epub --no-default-epub-cover >&2
ebook-meta undated.epub --date '' --identifier isbn:9783161484101 >&2

# A page of Ghostscript without a title, which calls it "Untitled"; XMP by exiftool, of a later version of PRISM than it writes.
draw='newpath 10 10 moveto 20 20 lineto stroke showpage'
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=untitled.pdf -c "$draw"
cp untitled.pdf book-xmp.pdf
tag -XMP-dc:Title='The Ferry' -XMP-dc:Creator='Anna Le Goff' -XMP-dc:Creator='Bo Kite' -XMP-dc:Publisher='Harbour Press' \
  -XMP-prism:DOI=10.1234/abc -XMP-xmpRights:Owner='Harbour Trust' -XMP-dc:Rights='© 2024 Harbour' book-xmp.pdf
sed -i 's#prismstandard.org/namespaces/basic/2.0/#prismstandard.org/namespaces/basic/2.2/#' book-xmp.pdf

# A manuscript by pandoc that somebody else changed last, and what LibreOffice 7.4 makes of it.
pandoc "$work/note.md" -o "$work/by-libreoffice.odt"
soffice --headless --convert-to pdf "$work/by-libreoffice.odt" --outdir . >&2
soffice --headless --convert-to epub "$work/by-libreoffice.odt" --outdir . >&2
mkdir "$work/odt"
unzip -q -d "$work/odt" "$work/by-libreoffice.odt"
sed -i 's#<dc:creator>[^<]*<#<dc:creator>Somebody Else<#' "$work/odt/meta.xml"
(cd "$work/odt" && zip -q0X ../changed.odt mimetype && zip -qrX ../changed.odt . -x mimetype)
mv "$work/changed.odt" .

# The same tags in sound and films, by ffmpeg; in MP4 two artists and two languages, in ID3v2.3 two artists with a NUL between, by mutagen.
for kind in m4a mkv ogg wav webm; do
  picture=()
  case $kind in mkv | webm) picture=(-f lavfi -t 0.1 -i color=s=16x16) ;; esac
  ffmpeg -loglevel error -y -f lavfi -t 0.02 -i anullsrc=r=8000 "${picture[@]}" -metadata title=灯塔 -metadata artist=林晓 \
    -metadata composer='Ada Kite' -metadata date=2024-02-03 -metadata copyright='© 2024 Harbour' -metadata language=fra "tagged.$kind"
done
# The same of a film as a whole, by mkvpropedit.
cat >"$work/film.xml" <<'XML'
<Tags><Tag><Targets><TargetTypeValue>50</TargetTypeValue></Targets>
<Simple><Name>TITLE</Name><String>The film</String></Simple>
<Simple><Name>ARTIST</Name><String>Harbour Films</String></Simple>
<Simple><Name>COPYRIGHT</Name><String>© 2024 Harbour</String></Simple></Tag></Tags>
XML
cp tagged.mkv film.mkv
mkvpropedit film.mkv --tags "all:$work/film.xml" --edit info --delete title >&2
head -c 4000 /dev/zero >nul.mp3
python3 - <<'PY'
from mutagen.apev2 import APEv2
from mutagen.id3 import ID3, TCOM, TIT2, TPE1
from mutagen.mp4 import MP4
names = ["林晓", "AC/DC"]
recording = MP4("tagged.m4a")
recording["\xa9ART"] = names
recording["----:com.apple.iTunes:LANGUAGE"] = [b"zho", b"fra"]
recording["----:com.apple.iTunes:ISRC"] = [b"FR-Z03-98-00212"]
recording.save()
tags = ID3()
tags.add(TIT2(encoding=1, text=["灯塔"]))
tags.add(TPE1(encoding=1, text=names))
tags.add(TCOM(encoding=1, text=["Ada Kite", "Yann Le Goff"]))
tags.save("nul.mp3", v2_version=3, v23_sep=None)
older = APEv2()
older["Artist"] = ["Lin Xiao"]
older.save("nul.mp3")
PY
