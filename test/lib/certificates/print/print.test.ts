import { expect } from "chai";

import { textOf } from "../../../../lib/certificates/file";
import { certificateOfPdf } from "../../../../lib/certificates/pdf";
import type { Printed } from "../../../../lib/certificates/print/print";
import { LANGUAGES } from "../../../../lib/certificates/print/words/all";
import { astray, type Raster } from "./ink";
import { drawnByPdfium } from "./pdfium";
import { CHINESE_TITLE, printSample, type Sample, SAMPLES } from "./samples";

/** Below this baseline is the foot of a page, in points. */
const FOOT = 780;
/** How far each letter of the face of numbers takes the line, in its size. */
const MONO_ADVANCE = 0.6;
/** Two spaces or so, in points. */
const LEAST_APART = 6;

describe("printCertificate", () => {
  let sample: Sample;
  before(async () => {
    sample = await made("a Chinese title");
  });

  async function made(name: string): Promise<Sample> {
    const make = SAMPLES[name];
    if (make === undefined) throw new Error(`there is no sample ${name}`);
    return make();
  }

  const withTitle = (title: string): ReturnType<typeof printSample> =>
    printSample(sample, { change: (paper) => ({ ...paper, title }) });

  it("has the certificate in it, byte for byte", async () => {
    const { pdf } = await printSample(sample);

    expect(await certificateOfPdf(pdf)).to.equal(textOf(sample.certificate));
  });

  it("gives the same bytes for the same certificate at the same time", async () => {
    const [{ pdf }, again] = [await printSample(sample), await printSample(sample)];

    expect(again.pdf.equals(pdf)).to.equal(true);
  });

  it("fits five events on a page, and takes less than 400 KB", async () => {
    const { pages, pdf } = await printSample(await made("five events"));

    expect(pages).to.equal(1);
    expect(pdf.length).to.be.below(400_000);
  });

  for (const language of ["zh", "fr"] as const) {
    it(`draws every glyph as its font has it, with ${language} before the other languages`, async () => {
      const { pdf, placed } = await printSample(sample, { language });

      const { astray: wrong, glyphs } = astray(placed, await drawnByPdfium(pdf));

      expect(wrong).to.deep.equal([]);
      expect(glyphs).to.be.above(1_000);
    });
  }

  for (const language of LANGUAGES) {
    it(`keeps apart what stands at the foot, with ${language} first`, async () => {
      const { placed } = await printSample(sample, { language });

      const foot = placed.filter(({ page, baseline }) => page === 1 && baseline > FOOT);
      const [numbers = [], others = []] = [true, false].map((isNumber) =>
        foot.filter(({ face }) => (face === foot[0]?.face) === isNumber),
      );
      const end = Math.max(...numbers.map(({ x, text, size }) => x + text.length * size * MONO_ADVANCE));
      expect(numbers.map(({ text }) => text).join("")).to.match(/^1 \/ \d · 0x[0-9a-f]{12}…$/);
      expect(others.map(({ text }) => text).join("")).to.include("Printed, by the computer’s clock");
      expect(Math.min(...others.map(({ x }) => x))).to.be.above(end + LEAST_APART);
    });
  }

  it("has a code where a page was named, and says how it is checked without one where none was", async () => {
    const wordsOf = ({ placed }: Printed): string => placed.map(({ text }) => text).join("");
    const [named, none] = [
      await printSample(sample, { language: "en" }),
      await printSample(sample, { language: "en", portal: null }),
    ];

    expect(named.url).to.equal(`https://registry.example/#certificate=${named.id}`);
    expect(wordsOf(named)).to.include("Scan the code").and.to.include(named.url);
    expect(none.url).to.equal(undefined);
    expect(wordsOf(none)).to.include("certificate verify").and.not.to.include("the code").and.not.to.include("http");
    const { astray: wrong } = astray(none.placed, await drawnByPdfium(none.pdf));
    expect(wrong).to.deep.equal([]);
    // What stands beside a code begins right of it.
    const start = (printed: Printed): number =>
      Math.min(...printed.placed.filter(({ text }) => text.startsWith("These pages are")).map(({ x }) => x));
    expect(start(none)).to.be.below(start(named));
  });

  it("is found wrong where a glyph is another one, or none is drawn", async () => {
    const placed = (await withTitle("灯塔")).placed.filter(({ size }) => size > 12);
    const other = await drawnByPdfium((await withTitle("灯培")).pdf);
    const blank = other.map(
      ({ width, height }): Raster => ({ width, height, grey: new Uint8Array(width * height).fill(255) }),
    );

    expect(astray(placed, other).astray.map(({ glyph }) => glyph)).to.deep.equal(["塔"]);
    const none = astray(placed, blank);
    expect(none.astray).to.have.length(none.glyphs);
  });

  it("draws what no font has by its code, and says so", async () => {
    const { undrawn, placed, pdf } = await withTitle("لا أبيض\u202e x\u0301 \u3164 한 \u{20bb7}");

    expect(undrawn).to.include.members(["U+0644", "U+0627", "U+202E", "U+3164", "U+D55C"]);
    const texts = placed.map(({ text }) => text).join("");
    expect(texts).to.include("[U+0644][U+0627]").and.include("[U+202E]");
    expect(texts).not.to.match(/[\u0600-\u06ff\u202e\u3164\ud55c]/);
    expect(texts).to.include("[U+编码]");
    const large = placed.filter(({ size }) => size > 12);
    expect(astray(large, await drawnByPdfium(pdf)).astray).to.deep.equal([]);
  });

  it("keeps to its own code in the whole of a Chinese title where one character is missing", async () => {
    const { undrawn } = await printSample(sample);

    expect(CHINESE_TITLE).to.include("齉");
    expect(undrawn).to.deep.equal(["U+9F49", "U+7229"]);
  });

  it("sets each account in the letters of numbers, that of a voucher beside the name where both have room", async () => {
    const name = "The Northern Society of Publishers of Poems and Music";
    const named = (of: string): Promise<Printed> =>
      printSample(sample, {
        change: (paper) => ({
          ...paper,
          fields: [{ name: "vouched", lines: [{ hash: sample.certificate.registry.address, of }] }],
        }),
      });
    const [short, long] = [await named("member 0"), await named(name)];

    for (const { placed } of [await printSample(sample), short, long]) {
      const accounts = placed.filter(({ text }) => /^0x[0-9a-fA-F]{40}$/.test(text));
      expect(accounts.map(({ face }) => face.split("-latin")[0])).to.deep.equal(accounts.map(() => "source-code-pro"));
      expect(accounts).not.to.deep.equal([]);
    }
    const baselines = ({ placed }: Printed, of: string): (number | undefined)[] =>
      [of, sample.certificate.registry.address].map((text) => placed.find((each) => each.text === text)?.baseline);
    const [nameOfShort = 0, accountOfShort] = baselines(short, "member 0");
    expect(accountOfShort).to.be.closeTo(nameOfShort, 0.01);
    const [nameOfLong = Infinity, accountOfLong] = baselines(long, name);
    expect(accountOfLong).to.be.above(nameOfLong);
  });

  it("says how many fields are withheld, where any is", async () => {
    const said = async (each: Sample): Promise<string> =>
      (await printSample(each, { language: "en" })).placed.map(({ text }) => text).join("");

    expect(await said(await made("withheld metadata"))).to.include("one field of the description");
    expect(await said(sample)).not.to.include("of the description");
  });

  it("says of what nobody has registered no title, not even that one is withheld", async () => {
    const { placed } = await printSample(await made("an absence"));

    expect(placed.map(({ text }) => text).join("")).not.to.match(/Title not disclosed|作品名称未披露/);
  });

  it("cuts a text that would fill pages, and says so", async () => {
    const { pages, placed } = await withTitle("灯塔的诗".repeat(5_000));

    expect(pages).to.be.below(6);
    expect(placed.map(({ text }) => text).join("")).to.include("[…]");
  });
});
