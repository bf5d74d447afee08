import { mkdirSync } from "node:fs";

import { expect } from "chai";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

import { type LoopbackServer, startServer } from "../lib/shared/loopback-server";
import { violationsOf } from "./axe";
import { openBrowser } from "./browser";
import { type BuiltPage, builtPage } from "./built-page";
import { publish, type Published } from "./published";

const WORDS = {
  en: { catalogue: "The catalogue", open: "Open its certificate" },
  zh: { catalogue: "作品目录", open: "打开其证书" },
  fr: { catalogue: "Le catalogue", open: "Ouvrir son certificat" },
};
/** A phone's width, in CSS pixels. */
const PHONE = { viewport: { width: 360, height: 740 } };

describe("a catalogue's folder on the page", function () {
  this.timeout(300_000);
  let published: Published;
  let built: BuiltPage;
  let browser: Browser;
  let host: LoopbackServer;
  before(async function () {
    this.timeout(0);
    [published, built, browser] = [await publish(), await builtPage(), await openBrowser()];
    host = await startServer((response) => response.setHeader("content-type", "text/html").end(built.html));
  });
  after(async () => {
    await browser.close();
    await host.stop();
    await published.stage.strike();
  });

  async function open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  /** Drops files and folders as a hand does. */
  async function drop(page: Page, ...files: readonly string[]): Promise<void> {
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [...files], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const) {
      await session.send("Input.dispatchDragEvent", { type, x: 150, y: 150, data });
    }
  }

  /** Goes from the works that are shown to the page of 潮汐表 and to its certificate. */
  async function readThrough(page: Page): Promise<void> {
    await page.locator(".works li").nth(3).waitFor();
    await page.fill("#search", "汐表");
    await page.keyboard.press("Enter");
    await page.locator(".works li:only-child").waitFor();
    await page.locator(".works a").click();
    await page.locator(`[data-work="${published.tide.hash}"]`).waitFor();
    await page.getByRole("button", { name: "Open its certificate" }).click();
    await page.locator('[data-answer="signers unknown"]').waitFor();
    await drop(page, published.trust, published.tide.path);
    await page.getByText("The file is “潮汐表”, exactly as it was registered").waitFor();
  }

  for (const place of ["a disk", "a host"] as const) {
    it(`is searched, read and certified where it is dropped on a page from ${place}`, async () => {
      const page = await open(place === "a disk" ? built.url : host.url);
      await drop(page, published.catalogue);
      await readThrough(page);
      await page.context().close();
    });
  }

  it("is read where the browser has only the older way to read folders", async () => {
    const page = await open(host.url);
    await page.evaluate(() => Reflect.deleteProperty(DataTransferItem.prototype, "getAsFileSystemHandle"));
    await drop(page, published.catalogue);
    await readThrough(page);
    await page.context().close();
  });

  it("is chosen by keyboard", async () => {
    const page = await open(built.url);
    // Listened for before the focus: only what the page answers after that is sure to find its window of files held back.
    const chooser = page.waitForEvent("filechooser");
    await page.focus("#folder");
    await page.keyboard.press("Enter");
    await (await chooser).setFiles(published.catalogue);
    await readThrough(page);
    await page.context().close();
  });

  it("comes with other files, keeps its works in another language, and goes when it is removed", async () => {
    const page = await open(built.url);
    await drop(page, published.certificate, published.catalogue, published.trust);
    await page.locator('[data-answer="valid"]').waitFor();
    await page.locator(".works li").nth(3).waitFor();
    expect(await page.locator(".kept .kind").allInnerTexts()).to.deep.equal([
      ...["Certificate", "Whom you trust", "Catalogue"],
    ]);
    await page.locator("#language-fr").click();
    await page.locator(".works li", { hasText: "Le phare" }).waitFor();

    await page.locator(".kept .remove").nth(2).click();
    expect(await page.locator(".catalogue").count()).to.equal(0);
    await page.context().close();
  });

  it("shows the work that the page's address names", async () => {
    const page = await open(`${built.url}#work=${published.tide.hash.slice(2)}`);
    await drop(page, published.catalogue);
    await page.locator(`[data-work="${published.tide.hash}"]`).waitFor();
    await page.context().close();
  });

  it("says what to do with a folder that has no catalogue in it, and forgets the catalogue before it", async () => {
    mkdirSync(published.stage.at("holiday"));
    const page = await open(built.url);
    await drop(page, published.catalogue);
    await page.locator(".works li").nth(3).waitFor();
    await drop(page, published.stage.at("holiday"));

    const said = page.locator(".kept .caution");
    await said.waitFor();
    expect(await said.innerText()).to.match(/^There is no catalogue in the folder holiday\. Drop the files in it/);
    expect(await page.locator(".kept .kind").allInnerTexts()).to.deep.equal(["Folder"]);
    expect(await page.locator(".catalogue").count()).to.equal(0);
    await page.context().close();
  });

  for (const [language, words] of Object.entries(WORDS)) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`fits a phone and has no fault that axe finds, in ${language}, ${colorScheme}`, async () => {
        const address = `${built.url}#work=${published.tide.hash.slice(2)}`;
        const page = await open(address, { ...PHONE, locale: language, colorScheme, bypassCSP: true });
        await drop(page, published.catalogue);
        await page.getByRole("heading", { name: words.catalogue, exact: true }).waitFor();
        await page.getByRole("button", { name: words.open }).waitFor();
        await page.locator(".works li").nth(3).waitFor();
        expect(await violationsOf(page)).to.deep.equal([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(360);
        await page.context().close();
      });
    }
  }
});
