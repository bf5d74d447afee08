import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { expect } from "chai";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

import { hashBytes } from "../../lib/hashing/hash-bytes";
import { asked, CORPUS, readCases, words } from "../lib/certificates/corpus/cases";
import { trustText } from "../lib/certificates/verdict-of";
import { deflated, rawPdf, withAttachments } from "../lib/pdf/raw-pdf";
import { startServer } from "../lib/shared/loopback-server";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";
import { violationsOf } from "./axe";
import { openBrowser } from "./browser";
import { type BuiltPage, builtPage } from "./built-page";

const KIB = 1024;
/** The most bytes of the page, gzipped. */
const MOST_BYTES = 250 * KIB;
const LANGUAGES = ["en", "zh", "fr"] as const;
const VALID = ["hardhat/moved.json", "hardhat/trust.json", "hardhat/moved.work.txt"];

/** Of the changed certificates of the corpus, so many and not each: other tests judge all by the same code. */
const EVERY = 6;
/** What the page says where the judge refuses to say anything. */
const ANSWERS: Readonly<Record<string, string>> = {
  "not a certificate": "no certificate",
  "trust not continued": "trust broken",
};

type Dropped = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

function textFile(name: string, content: string | Buffer): Dropped {
  return { name, mimeType: "text/plain", buffer: Buffer.from(content) };
}

describe("the page, opened from a disk in Chromium", function () {
  this.timeout(300_000);
  let built: BuiltPage;
  let browser: Browser;
  let folder: TemporaryFolder;
  before(async () => {
    [built, browser, folder] = [await builtPage(), await openBrowser(), await temporaryFolder()];
  });
  after(async () => {
    await browser.close();
    await folder.remove();
  });

  /** A page of its own, with what it asks for and what goes wrong in it. */
  async function open(
    options: BrowserContextOptions = {},
    link = "",
  ): Promise<{ page: Page; asked: string[]; faults: string[] }> {
    const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    const [asked, faults]: [string[], string[]] = [[], []];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", ({ message }) => faults.push(message));
    await page.goto(`${built.url}${link}`);
    return { page, asked, faults };
  }

  const sample = (name: string): string => join(CORPUS, name);

  /** Drops files, and waits until the page knows each and says something. */
  async function drop(page: Page, ...files: readonly Dropped[]): Promise<void> {
    // Of one kind, as Playwright wants them.
    await page.setInputFiles("#files", files as string[]);
    await page.waitForFunction(
      (count) => document.querySelectorAll(".kept li").length === count && document.querySelector("progress") === null,
      files.length,
    );
  }

  /** The answer, once it is what it should be; else whatever it is in the end. */
  async function answer(page: Page, expected: string): Promise<string | null> {
    const found = page.locator(`[data-answer="${expected}"]`);
    await found.waitFor({ timeout: 20_000 }).catch(() => undefined);
    return page.locator("[data-answer]").getAttribute("data-answer");
  }

  it("is one file, and small", () => {
    expect(gzipSync(built.html).length).to.be.below(MOST_BYTES);
    expect(built.html).not.to.match(/<script[^>]*\bsrc=|<link[^>]*rel="stylesheet"|\bnode:(fs|crypto|path)\b/);
  });

  it("judges the corpus as every verifier does", async () => {
    const { page, faults } = await open();
    // A day is asked for below. A list of whom to trust is none of a work here, and what is of no format of Colophon's is one.
    const cases = readCases().filter(
      ({ notBefore, file, trust, change }) =>
        notBefore === undefined &&
        file?.endsWith(".json") !== true &&
        trust?.endsWith(".txt") !== true &&
        change?.at.join() !== "format",
    );
    const some = cases.filter(({ change }, index) => change === undefined || index % EVERY === 0);
    expect(some.length).to.be.above(40);
    for (const each of some) {
      const { certificate, ...question } = asked(each);
      const trust = trustText(question.trust);
      await page.reload();
      await drop(
        page,
        textFile("certificate.json", certificate),
        ...(trust === undefined ? [] : [textFile("trust.json", trust)]),
        ...(each.file === undefined ? [] : [textFile("work", readFileSync(sample(each.file)))]),
      );
      const verdict = ANSWERS[each.verdict] ?? each.verdict;
      expect(await answer(page, verdict), words(each)).to.equal(verdict);
    }
    expect(faults).to.deep.equal([]);
  });

  it("takes JSON of no format of Colophon's for a work", async () => {
    const { page } = await open();
    await drop(page, textFile("poem.json", '{"format": "poem/1"}'));
    expect(await answer(page, "work alone")).to.equal("work alone");
  });

  it("takes the certificate out of a PDF, and a PDF without one for a work", async () => {
    const { page } = await open();
    const certificate = deflated("/Type /EmbeddedFile", readFileSync(sample("hardhat/moved.json")));
    const pdf = (...names: readonly string[]): Buffer =>
      rawPdf(withAttachments(names.map((name) => [name, certificate] as const)));
    const trust = textFile("trust.json", readFileSync(sample("hardhat/trust.json")));
    for (const [names, expected] of [
      [["certificate.json"], "valid"],
      [["deed.json"], "work alone"],
      [["certificate.json", "certificate.json"], "no certificate"],
    ] as const) {
      await page.reload();
      await drop(page, textFile("printed.pdf", pdf(...names)), trust);
      expect(await answer(page, expected)).to.equal(expected);
    }
  });

  it("says what to do with a file that may have been meant as a certificate", async () => {
    const { page } = await open();
    for (const [name, content, advice] of [
      ["bundle.zip", "PK\u0003\u0004", "unpack it first"],
      ["scan.jpg", "\u00ff\u00d8", "a copy without the proof in it"],
      ["printed-anew.pdf", "%PDF-1.7", "a copy without the proof in it"],
      ["record.json", '{"format": "colophon-record/1"}', "another of Colophon’s files and no certificate"],
    ] as const) {
      await page.reload();
      await drop(page, textFile(name, content));
      expect(await answer(page, "work alone")).to.equal("work alone");
      expect(await page.locator(".advice").innerText(), name).to.include(advice);
    }
    await page.reload();
    await drop(page, textFile("novel.epub", "PK\u0003\u0004"));
    expect(await answer(page, "work alone")).to.equal("work alone");
    expect(await page.locator(".advice").innerText()).to.match(/^Ask whoever claims the work[^.]*\.$/);
  });

  it("says of a list of whom to trust whether it is of a newer form or damaged", async () => {
    const { page } = await open();
    for (const [format, expected] of [
      ["colophon-trust/9", "later trust"],
      ["colophon-trust/1", "trust broken"],
    ] as const) {
      await page.reload();
      const certificate = textFile("moved.json", readFileSync(sample("hardhat/moved.json")));
      await drop(page, textFile("trust.json", JSON.stringify({ format })), certificate);
      expect(await answer(page, expected)).to.equal(expected);
    }
  });

  it("says that of two works one was left out, until something else is dropped", async () => {
    const { page } = await open();
    await page.setInputFiles("#files", [textFile("one.txt", "1"), textFile("two.txt", "2")] as string[]);
    await page.getByText("One more file of the same kind was left out").waitFor();
    expect(await page.locator(".kept .name").allInnerTexts()).to.deep.equal(["two.txt"]);

    await page.setInputFiles("#files", sample("hardhat/moved.json"));
    await page.getByText("One more file of the same kind was left out").waitFor({ state: "detached" });
  });

  it("says of a changed certificate that it was altered, and nothing that it says", async () => {
    const { page } = await open();
    const text = readFileSync(sample("hardhat/moved.json"), "utf8");
    const changed = textFile("changed.json", text.replace("The lighthouse", "The lightship"));
    await drop(page, changed, textFile("trust.json", readFileSync(sample("hardhat/trust.json"))));

    expect(await answer(page, "altered")).to.equal("altered");
    expect(await page.locator("#page").innerText()).not.to.include("lightship");
  });

  it("says that a file is another one, and warns where nobody stands for its certificate", async () => {
    const { page } = await open();
    const other = textFile("other.txt", "not the lighthouse\n");
    await drop(page, textFile("moved.json", readFileSync(sample("hardhat/moved.json"))), other);

    expect(await answer(page, "not this file")).to.equal("not this file");
    expect(await page.locator("section .caution").allInnerTexts()).to.have.length(1);
    expect(await page.locator(".history + .note").count()).to.equal(0);
  });

  it("asks for no certificate older than a day", async () => {
    const { page } = await open();
    await drop(page, ...VALID.map(sample));
    await page.locator("#settings").click();
    await page.fill("#not-before", "2100-01-01");
    await page.locator("#not-before").dispatchEvent("change");

    expect(await answer(page, "stale")).to.equal("stale");
  });

  it("compares the certificate with the printed one that a link names", async () => {
    const id = hashBytes(readFileSync(sample("hardhat/moved.json"))).slice(2);
    const { page } = await open({}, `#certificate=${id}`);
    const said = (): Promise<string> => page.locator(".expected p").innerText();
    expect(await said()).to.include("Drop the PDF here");

    await drop(page, sample("hardhat/moved.json"));
    expect(await said()).to.equal("This is the certificate that was printed.");
    await drop(page, sample("hardhat/linked.json"));
    await page.waitForSelector(".expected.caution");
    expect(await said()).to.include("another certificate");
  });

  it("stops reading a work when asked, and says so", async () => {
    const { page } = await open();
    const path = folder.at("long.bin");
    const descriptor = openSync(path, "w");
    ftruncateSync(descriptor, 2 * KIB ** 3);
    closeSync(descriptor);
    await page.setInputFiles("#files", path);
    await page.locator(".reading button").click();

    await page.waitForSelector(".kept .caution");
    expect(await page.locator(".kept .caution").innerText()).to.equal("You stopped the reading of long.bin.");
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal("files");
    expect(await page.locator("[data-answer]").count()).to.equal(0);
  });

  it("sends nothing, runs nothing of a file, and can reach nobody", async () => {
    const server = await startServer((response) => response.setHeader("access-control-allow-origin", "*").end("here"));
    const { page } = await open();
    const name = "<img src=x onerror=document.title='taken'>.json";
    writeFileSync(folder.at(name), readFileSync(sample("hardhat/moved.json")));
    await drop(page, folder.at(name), ...VALID.slice(1).map(sample));
    expect(await answer(page, "valid")).to.equal("valid");

    expect(await page.title()).not.to.equal("taken");
    const tried = await page.evaluate(async (url) => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken'";
      document.body.append(script);
      const image = new Image();
      image.src = url;
      return fetch(url).then(
        () => "reached",
        () => "refused",
      );
    }, server.url);
    expect(tried).to.equal("refused");
    expect(await page.title()).not.to.equal("taken");
    expect(server.requests).to.deep.equal([]);
    await server.stop();
  });

  it("asks for nothing but itself", async () => {
    const { page, asked: requests } = await open();
    await drop(page, ...VALID.map(sample));
    expect(await answer(page, "valid")).to.equal("valid");
    expect(requests.filter((url) => url !== built.url && !/^(blob|data):/.test(url))).to.deep.equal([]);
  });

  it("reaches the node that the reader has set, and no other", async () => {
    const answerTo: Parameters<typeof startServer>[0] = (response) =>
      response.setHeader("access-control-allow-origin", "*").end("here");
    const [node, other] = [await startServer(answerTo), await startServer(answerTo)];
    const { page } = await open();
    await page.locator("#settings").click();
    await page.fill("#set-node", node.url);
    await Promise.all([page.waitForEvent("load"), page.locator("form button").click()]);
    const heard = (url: string): Promise<string> =>
      page.evaluate(
        (to) =>
          fetch(to).then(
            (response) => response.text(),
            () => "refused",
          ),
        url,
      );

    expect([await heard(node.url), await heard(other.url)]).to.deep.equal(["here", "refused"]);
    expect(other.requests).to.deep.equal([]);
    await Promise.all([node.stop(), other.stop()]);
  });

  it("says that a catalogue cannot be read from a disk", async () => {
    const { page } = await open();
    await page.locator("#settings").click();
    await page.fill("#set-catalogue", "catalogue/");
    await Promise.all([page.waitForEvent("load"), page.locator("form button").click()]);
    await page.fill("#search", "tide");
    await page.keyboard.press("Enter");
    await page.getByText("Drop the catalogue’s folder on it").waitFor();
  });

  it("says that a catalogue cannot be read where its address is none", async () => {
    const { page } = await open();
    await page.locator("#settings").click();
    await page.fill("#set-catalogue", "http://[");
    await Promise.all([page.waitForEvent("load"), page.locator("form button").click()]);
    await page.fill("#search", "tide");
    await page.keyboard.press("Enter");
    await page.getByText("The catalogue cannot be read just now.").waitFor();
  });

  it("takes no node from a link", async () => {
    const { page } = await open({}, "#node=http://127.0.0.1:9/");
    expect(await page.inputValue("#set-node")).to.equal("");
  });

  for (const language of LANGUAGES) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`has nothing for axe to find in ${language}, ${colorScheme}`, async () => {
        for (const files of [[], VALID, ["anvil/held.json", "anvil/trust.json"], ["anvil/annulled.json"]]) {
          const { page } = await open({ colorScheme, locale: language, bypassCSP: true });
          if (files.length > 0) {
            await drop(page, ...files.map(sample));
            await page.locator(".proofs").waitFor();
          }
          expect(await violationsOf(page), files.join(" ")).to.deep.equal([]);
          await page.context().close();
        }
      });
    }

    it(`fits 360 pixels in ${language}`, async () => {
      const { page } = await open({ viewport: { width: 360, height: 740 }, locale: language });
      await drop(page, ...VALID.map(sample));
      await page.waitForSelector(".proofs");
      await page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(360);
    });
  }

  it("says nothing in English on the Chinese page", async () => {
    const { page } = await open({ locale: "zh-CN" });
    for (const files of [VALID, ["anvil/held.json", "anvil/trust.json"], ["anvil/in-force.json"]]) {
      await page.reload();
      await drop(page, ...files.map(sample));
      await page.waitForSelector(".proofs");
      // What is quoted in English says so; names of files and of works are whatever they are.
      const text = await page.evaluate(() => {
        for (const each of document.querySelectorAll('[lang="en"], [lang="fr"], .name, code')) each.remove();
        for (const each of document.querySelectorAll("details")) each.open = true;
        return document.body.innerText;
      });
      const known =
        /The lighthouse|Aurora|Colophon|COLOPHON|JSON-RPC|SHA-256|PDF|UTC|trust\.json|number \d|0x[0-9a-fA-F]+…\u2060[0-9a-fA-F]+/g;
      expect(text.replace(known, "")).not.to.match(/[A-Za-z]{2,}/);
    }
  });

  it("keeps the reader's language, and works by the keyboard alone", async () => {
    const { page } = await open();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.documentElement.lang)).to.equal("zh");
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal("language-zh");
    for (const id of ["language-fr", "files", "folder"]) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.id)).to.equal(id);
    }
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.lang)).to.equal("zh");
  });
});
