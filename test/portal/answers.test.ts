import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import type { Browser, Page } from "playwright-core";

import { textOf } from "../../lib/certificates/file";
import type { Certificate } from "../../lib/certificates/format";
import { gather } from "../../lib/certificates/issue/issue";
import type { Trust } from "../../lib/certificates/trust";
import { canonicalText } from "../../lib/hashing/canonical-json";
import { metadataFromFields, metadataHash } from "../../lib/metadata/metadata";
import { withDigests } from "../../lib/metadata/redactable";
import { signedBy, trustOf } from "../lib/certificates/certified";
import { CORPUS } from "../lib/certificates/corpus/cases";
import { setStage, type Stage } from "../lib/shared/stage";
import { anchorAlone } from "../shared/anchors";
import { claimOf } from "../shared/fixture";
import { openBrowser } from "./browser";
import { type BuiltPage, builtPage } from "./built-page";

/** A phone's width, in CSS pixels. */
const WIDTH = 360;
const LANGUAGES = ["en", "zh", "fr"] as const;
/** With marks that turn the direction of what follows. */
const HEBREW = "המגדלור \u202e(מהדורה 2)\u2069";
const TURNING = /[\u202a-\u202e\u2066\u2067]/;

describe("the page's answer", function () {
  this.timeout(300_000);
  let built: BuiltPage;
  let browser: Browser;
  let stage: Stage;
  before(async () => {
    [built, browser, stage] = [await builtPage(), await openBrowser(), await setStage()];
  });
  after(() => browser.close());

  async function open(locale = "en-GB"): Promise<Page> {
    const viewport = { width: WIDTH, height: 740 };
    const page = await (await browser.newContext({ locale, viewport, reducedMotion: "reduce" })).newPage();
    await page.goto(built.url);
    return page;
  }

  /** Drops files by their texts, and waits for an answer. */
  async function drop(page: Page, answer: string, files: Readonly<Record<string, string>>): Promise<void> {
    const given = Object.entries(files).map(([name, text]) => ({
      ...{ name, mimeType: "text/plain", buffer: Buffer.from(text) },
    }));
    await page.setInputFiles("#files", given);
    await page.locator(`[data-answer="${answer}"]`).waitFor();
    await page
      .locator(".kept li")
      .nth(given.length - 1)
      .waitFor();
    await page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
  }

  const sample = (name: string): string => readFileSync(join(CORPUS, name), "utf8");

  /** What a part of the proofs says, by its heading. */
  const proofs = (page: Page, heading: string): Promise<string[]> =>
    page
      .locator(".proofs details", { has: page.getByText(heading, { exact: true }) })
      .locator("li")
      .allInnerTexts();

  const trusted = (certificate: Certificate): string => JSON.stringify(trustOf(certificate, stage) satisfies Trust);

  /** The certificate of a work with this title. */
  async function titled(title: string, withheld: readonly string[] = []): Promise<Certificate> {
    const { metadata } = withDigests(metadataFromFields({ title, author: HEBREW }), withheld, []);
    const claim = { ...claimOf(stage.accounts.aurora), metadataHash: metadataHash(metadata) };
    await stage.registry.register(claim);
    const workId = BigInt(claim.contentHash);
    return gather(stage.colophon, {
      ...{ workId, checkpoints: await signedBy(stage, workId) },
      metadataOf: () => Promise.resolve(canonicalText(metadata)),
    });
  }

  it("says that a list is of another registry, and counts nobody on it", async () => {
    const page = await open();
    const [certificate, trust] = [sample("anvil/in-force.json"), sample("anvil/elsewhere.json")];
    await drop(page, "signers unknown", { "in-force.json": certificate, "trust.json": trust });

    expect(await page.locator(".answer h2").innerText()).to.equal("Your list is of another registry");
    const signed = await proofs(page, "Who has signed");
    expect(signed).to.have.length(2);
    for (const each of signed) expect(each).to.match(/^0x\w+…\u2060\w+$/);
  });

  it("does not say that nobody stands for a certificate where some do, and too few", async () => {
    const page = await open();
    const [certificate, trust] = [sample("anvil/in-force.json"), sample("anvil/too-few.json")];
    await drop(page, "not enough signers", { "in-force.json": certificate, "trust.json": trust });

    expect(await page.locator("section > .caution").allInnerTexts()).to.deep.equal([
      "This is what the certificate says. Too few of those whom you trust stand for it.",
    ]);
  });

  it("says of a title on hold, too, whether the file is its work", async () => {
    const page = await open();
    const certificate = { "held.json": sample("anvil/held.json"), "trust.json": sample("anvil/trust.json") };
    const said = page.getByText("The file that you dropped is the work of this certificate.");
    await drop(page, "on hold", certificate);
    expect(await said.count()).to.equal(0);

    await drop(page, "on hold", { "held.txt": sample("anvil/held.work.txt") });
    await said.waitFor();
  });

  it("claims no events and no holder where there is no title", async () => {
    const page = await open();
    const claim = claimOf(stage.accounts.aurora);
    const workId = BigInt(claim.contentHash);
    const absence = await gather(stage.colophon, { workId, checkpoints: await signedBy(stage, workId), untitled: {} });
    const { proven } = await anchorAlone(stage.registry.connect(stage.accounts.aurora), claim);
    const [{ owner, metadataHash: named }, salt, root, siblings] = proven;
    const untitled = { anchored: { root, claim: { owner, metadataHash: named, salt, siblings } } };
    const checkpoints = await signedBy(stage, workId);
    const anchored = await gather(stage.colophon, { workId, checkpoints, untitled });

    for (const [answer, certificate, items] of [
      ["no title", absence, 1],
      ["anchored", anchored, 3],
    ] as const) {
      await drop(page, answer, { "certificate.json": textOf(certificate), "trust.json": trusted(certificate) });
      const said = await proofs(page, "What is proven");
      expect(said).to.have.length(items);
      expect(said.join(" ")).to.match(/nobody held a title/i);
      expect(said.join(" ")).not.to.match(/event|Who held/);
    }
  });

  it("says how many fields of the description are withheld, where any is", async () => {
    const page = await open();
    const said = page.getByText("One field of its description is withheld.");
    for (const [withheld, shown] of [
      [["author"], 1],
      [[], 0],
    ] as const) {
      const certificate = await titled("The sea", withheld);
      await page.reload();
      await drop(page, "valid", { "certificate.json": textOf(certificate), "trust.json": trusted(certificate) });
      expect(await said.count()).to.equal(shown);
    }
  });

  it("lets a title that runs from right to left turn no sentence", async () => {
    const page = await open();
    const certificate = await titled(HEBREW);
    await drop(page, "valid", { "certificate.json": textOf(certificate), "trust.json": trusted(certificate) });

    const sentence = await page.locator(".sentence").innerText();
    expect(sentence).to.include("“\u2068המגדלור (מהדורה 2)\u2069”");
    expect(sentence).not.to.match(TURNING);
    expect(await page.locator("dd bdi").allInnerTexts()).to.deep.equal([HEBREW, HEBREW]);
  });

  it("is in sight on a phone without scrolling, and leaves the focus where it is", async () => {
    const page = await open();
    await drop(page, "on hold", { "held.json": sample("anvil/held.json"), "trust.json": sample("anvil/trust.json") });
    await page.locator("#remove-trust").focus();
    await drop(page, "on hold", { "held.txt": sample("anvil/held.work.txt") });
    await page.getByText("The file that you dropped is the work of this certificate.").waitFor();

    expect(await page.evaluate(() => document.activeElement?.id)).to.equal("remove-trust");
    await page.waitForFunction(() => {
      const { top = -1, bottom = Infinity } = document.querySelector(".answer h2")?.getBoundingClientRect() ?? {};
      return top >= 0 && bottom <= innerHeight;
    });
    await page.locator("#remove-trust").press("Enter");
    await page.locator("#remove-trust").waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal("files");
  });

  it("is printed in dark ink, without what is there to be pressed, whichever colors the screen has", async () => {
    const page = await open();
    await drop(page, "signers unknown", { "held.json": sample("anvil/held.json") });
    const ink = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).color);
    const onScreen = await ink();
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await ink()).not.to.equal(onScreen);

    await page.emulateMedia({ colorScheme: "dark", media: "print" });

    expect(await ink()).to.equal(onScreen);
    expect(await page.locator("button:visible, input:visible").count()).to.equal(0);
  });

  it("shows which language is chosen by a line, in forced colors too", async () => {
    const page = await open();
    await page.emulateMedia({ forcedColors: "active" });
    const lines = page
      .locator("nav button")
      .evaluateAll((all) => all.map((each) => getComputedStyle(each).borderWidth));

    expect(await lines).to.deep.equal(["0px 0px 1px", "0px", "0px"]);
  });

  it("breaks no line within a day", async () => {
    const page = await open("zh-CN");
    await drop(page, "signers unknown", { "held.json": sample("anvil/held.json") });

    for (const each of await page.locator("time").allInnerTexts()) {
      expect(each).to.match(/^\d{4}\u2060年\u2060\d+\u2060月\u2060\d+\u2060日 \d\d:\d\d\u00a0UTC$/);
    }
  });

  for (const language of LANGUAGES) {
    it(`fits a phone where a title is one long word, in ${language}`, async () => {
      const page = await open(language);
      const certificate = await titled("Leuchtturm".repeat(30));
      await drop(page, "valid", { "certificate.json": textOf(certificate), "trust.json": trusted(certificate) });

      expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(WIDTH);
    });
  }
});
