import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { PDFDocument } from "@cantoo/pdf-lib";
import { expect } from "chai";

import { readCertificate } from "../../../lib/certificates/file";
import { ATTACHED_NAME, certificateOfPdf } from "../../../lib/certificates/pdf";
import { MOST_PDF_BYTES } from "../../../lib/pdf/is-pdf";
import { deflated, packedPdf, rawPdf, rawStream, withAttachments } from "../pdf/raw-pdf";
import { type TemporaryFolder, temporaryFolder } from "../shared/temporary-folder";
import { CORPUS } from "./corpus/cases";

const CERTIFICATE = join(CORPUS, "hardhat", "moved.json");
const MIB = 1024 * 1024;
/** A second, ten times over for a busy machine. */
const MOST_MS = 10_000;

describe("certificateOfPdf", () => {
  let text: string;
  before(async () => {
    text = await readFile(CERTIFICATE, "utf8");
  });

  const carrying = (...streams: Buffer[]): Buffer =>
    rawPdf(withAttachments(streams.map((stream) => [ATTACHED_NAME, stream])));

  it("gives the certificate in a PDF, deflated or not, byte for byte", async () => {
    expect(await certificateOfPdf(carrying(deflated("", text)))).to.equal(text);
    expect(await certificateOfPdf(carrying(rawStream("", text)))).to.equal(text);
  });

  it("finds it among other attachments", async () => {
    const others = withAttachments([
      ["deed.txt", rawStream("", "The deed.")],
      [ATTACHED_NAME, deflated("", text)],
    ]);

    expect(await certificateOfPdf(rawPdf(others))).to.equal(text);
  });

  it("reads what another program wrote, in the old form and with its objects in streams", async () => {
    const document = await PDFDocument.create();
    document.addPage();
    await document.attach(Buffer.from(text), ATTACHED_NAME, { mimeType: "application/json" });

    for (const useObjectStreams of [false, true]) {
      const bytes = await document.save({ useObjectStreams });
      const hasTable = Buffer.from(bytes).includes("\nxref\n");
      expect(hasTable).to.equal(!useObjectStreams);
      expect(await certificateOfPdf(bytes)).to.equal(text);
    }
  });

  it("reads the newest revision, whatever an older one had", async () => {
    const older = carrying(deflated("", text.replace("colophon", "another")));
    const at = older.length;
    const stream = deflated("", text);
    const body = Buffer.concat([Buffer.from("5 0 obj\n"), stream, Buffer.from("\nendobj\n")]);
    const previous = /startxref\n(\d+)/.exec(older.toString("latin1"))?.[1];
    const end = `xref\n5 1\n${String(at).padStart(10, "0")} 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev ${previous} >>\nstartxref\n${at + body.length}\n%%EOF\n`;

    expect(await certificateOfPdf(Buffer.concat([older, body, Buffer.from(end)]))).to.equal(text);
  });

  it("says what is wrong, by the file's name", async () => {
    const one = deflated("", text);
    const sound = carrying(one);
    const cases: readonly (readonly [string, Buffer, string, RegExp])[] = [
      ["no attachment", rawPdf(withAttachments([])), "NoCertificateInPdf", /has no attachment certificate\.json/],
      ["another one", rawPdf(withAttachments([["deed.txt", one]])), "NoCertificateInPdf", /has no attachment/],
      ["two", carrying(one, one), "CertificatesInPdf", /has 2 attachments certificate\.json/],
      [
        "a password",
        rawPdf(withAttachments([[ATTACHED_NAME, one]]), { trailer: "/Encrypt 2 0 R" }),
        "PdfEncrypted",
        /is encrypted/,
      ],
      ["cut off", sound.subarray(0, -40), "PdfBroken", /it has no end/],
      ["nothing but its first bytes", Buffer.from("%PDF-1.7\n"), "PdfBroken", /it has no end/],
      [
        "a table elsewhere",
        rawPdf(withAttachments([[ATTACHED_NAME, one]]), { startxref: 12 }),
        "PdfBroken",
        /not there/,
      ],
      [
        "moved objects",
        Buffer.concat([sound.subarray(0, 9), Buffer.from("%\n"), sound.subarray(9)]),
        "PdfBroken",
        /not there|no table/,
      ],
      ["no UTF-8", carrying(deflated("", Buffer.from([0x7b, 0xff, 0x7d]))), "PdfBroken", /is not UTF-8 text/],
      ["damaged", carrying(rawStream("/Filter /FlateDecode", "nonsense")), "PdfBroken", /cannot be inflated/],
      ["another filter", carrying(rawStream("/Filter /LZWDecode", "x")), "PdfBroken", /the filter LZWDecode/],
      ["a name twice", rawPdf(["<< /Type /Catalog /Type /Catalog >>"]), "PdfBroken", /has the name Type twice/],
      ["too large", Buffer.concat([sound, Buffer.alloc(MOST_PDF_BYTES)]), "PdfTooLarge", /is larger than/],
    ];
    for (const [what, bytes, code, words] of cases) {
      const thrown: unknown = await certificateOfPdf(bytes, "poem.pdf").catch((error: unknown) => error);
      expect(thrown, what).to.include({ code, exitCode: 2 });
      expect(String(thrown), what).to.match(words).and.include("poem.pdf");
    }
  });

  it("refuses two of that name wherever they hang and however the name is written, as viewers list them", async () => {
    const one = rawStream("", text);
    const utf16 = Buffer.from(`\ufeff${ATTACHED_NAME}`, "utf16le");
    const note = "<< /Subtype /FileAttachment /FS << /UF (certificate.json) /EF << /F 7 0 R >> >> >>";
    const named = "/UF (certificate.json)";
    const cases: readonly (readonly [what: string, second: string, more?: string, files?: string])[] = [
      ["one name with two files", "/UF (deed.txt)", "", "/UF 6 0 R /F 7 0 R"],
      ["in UTF-8", `/UF <EFBBBF${Buffer.from(ATTACHED_NAME).toString("hex")}>`],
      ["in UTF-16", `/UF <${Buffer.from(utf16).swap16().toString("hex")}>`],
      ["in UTF-16 the other way round", `/UF <${utf16.toString("hex")}>`],
      ["over two lines", "/UF (certi\\\nficate.json)"],
      ["elsewhere", "/UF 8 0 R"],
      ["as its second name", "/UF (deed.txt) /F (certificate.json)"],
      ["at a page", "/UF (deed.txt)", `/AF [<< ${named} /EF << /F 7 0 R >> >>]`],
      ["at a note", "/UF (deed.txt)", `/Annots [${note}]`],
    ];
    const pdf = (second: string, more = "", files = "/UF 6 0 R /F 6 0 R"): Buffer =>
      rawPdf([
        "<< /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a) 4 0 R (b) 5 0 R] >> >> >>",
        "<< /Kids [3 0 R] /Count 1 >>",
        `<< /Parent 2 0 R ${more} >>`,
        `<< ${named} /F (certificate.json) /EF << ${files} >> >>`,
        `<< ${second} /EF << /F 7 0 R >> >>`,
        ...[one, rawStream("", "another"), `(${ATTACHED_NAME})`],
      ]);

    expect(await certificateOfPdf(pdf("/UF (deed.txt)"))).to.equal(text);
    for (const [what, ...parts] of cases) {
      const thrown: unknown = await certificateOfPdf(pdf(...parts)).catch((error: unknown) => error);
      expect(thrown, what).to.include({ code: "CertificatesInPdf" });
    }
  });

  it("ends with a refusal, soon, whatever a stranger makes of it", async () => {
    const table = (prev: number): string => `xref\n0 0\ntrailer\n<< /Root 1 0 R /Prev ${prev} >>\n`;
    const circle = `%PDF-1.7\n${table(9)}startxref\n9\n%%EOF\n`;
    const kids = ["<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> >>", "<< /Kids [2 0 R 2 0 R] >>"];
    const many = "1 0 R ".repeat(MIB);
    const places = Array.from({ length: 500 }, (_, index) => `${index + 10} 0 `).join("");
    const overlapping = deflated(`/N 500 /First ${places.length}`, `${places}(${"a".repeat(6 * MIB)})`);
    const waiting = (length: string): Buffer =>
      packedPdf(
        [
          [1, "<< /Names 10 0 R >>"],
          [2, `<< /N 1 /First 5 /Length ${length} >>\nstream\n10 0 << >>\nendstream`],
          [11, "10 0 R"],
        ],
        [10],
      );
    for (const [what, bytes] of [
      ["100 MiB of zeros", carrying(deflated("", Buffer.alloc(100 * MIB)))],
      ["tables in a circle", Buffer.from(circle)],
      ["names in a circle", rawPdf(kids)],
      ["references in a circle", rawPdf(["<< /Names 2 0 R >>", "2 0 R"])],
      ["lists within lists", rawPdf(["[".repeat(MIB)])],
      ["a text without end", rawPdf([`(${"(".repeat(MIB)}`])],
      ["a million references", rawPdf([`[${many}]`])],
      ["15 MiB of spaces", rawPdf(["<< /Names 2 0 R >>", `${" ".repeat(15 * MIB)}<< >>`])],
      [
        "objects within each other",
        packedPdf(
          [
            [1, "<< /Names 10 0 R >>"],
            [2, overlapping],
          ],
          [10],
        ),
      ],
      ["a stream of objects that has its own length in it", waiting("10 0 R")],
      ["the same by way of another object", waiting("11 0 R")],
      [
        "a million objects",
        Buffer.from(`%PDF-1.7\nxref\n0 1000000\n${"0000000000 65535 f \n".repeat(500_000)}startxref\n9\n%%EOF\n`),
      ],
    ] as const) {
      const begin = performance.now();
      const thrown: unknown = await certificateOfPdf(bytes).catch((error: unknown) => error);
      expect(thrown, what).to.include({ name: "ColophonError", exitCode: 2 });
      expect(performance.now() - begin, what).to.be.below(MOST_MS);
    }
  });

  it("gives the certificate or refuses, whichever byte is another one", async () => {
    const sound = carrying(rawStream("", text));
    const begin = sound.indexOf(text);
    const outside = [...sound.keys()].filter((at) => at < begin || at >= begin + text.length);
    for (const at of outside) {
      for (const bit of [1, 0x40]) {
        const bytes = Buffer.from(sound);
        bytes[at] = (bytes[at] ?? 0) ^ bit;
        const read = await certificateOfPdf(bytes).catch((error: unknown) => error);
        const isRefused = read instanceof Error && read.name === "ColophonError";
        expect(isRefused || read === text, `byte ${at}`).to.equal(true);
      }
    }
  });
});

describe("readCertificate of a PDF", () => {
  let folder: TemporaryFolder;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  it("gives what is in it, and judges what was changed in there as in any file", async () => {
    const path = folder.at("certificate.pdf");
    const text = await readFile(CERTIFICATE, "utf8");
    const write = (content: string): Promise<void> =>
      writeFile(path, rawPdf(withAttachments([[ATTACHED_NAME, deflated("", content)]])));

    await write(text);
    expect(await readCertificate(path)).to.deep.equal(await readCertificate(CERTIFICATE));
    await write(` ${text}`);
    expect(await readCertificate(path)).to.include({ verdict: "altered" });
    await write("no JSON");
    expect(await readCertificate(path).catch((error: unknown) => error)).to.include({ code: "NotACertificate" });
  });
});
