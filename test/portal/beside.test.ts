import { readFileSync } from "node:fs";

import { expect } from "chai";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

import { hashBytes } from "../../lib/hashing/hash-bytes";
import { pageWith } from "../../scripts/portal/page";
import { type Served, servePage } from "../../scripts/portal/server";
import type { Stage, WrittenFile } from "../cli/shared/stage";
import { violationsOf } from "./axe";
import { openBrowser } from "./browser";
import { publish, type Published } from "./published";

/** A phone's width, in CSS pixels. */
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const HEADINGS = { en: "What the registry says now", zh: "登记簿现在的记载", fr: "Ce que dit le registre à présent" };

/** A page, all that it asked for, and all that went wrong in it. */
interface Opened {
  readonly page: Page;
  readonly asked: { readonly url: string; readonly body: string | null }[];
  readonly faults: string[];
}

describe("the page beside a node and a catalogue", () => {
  let stage: Stage;
  let browser: Browser;
  let served: Served;
  let published: Published;
  let tide: WrittenFile;
  before(async function () {
    this.timeout(0);
    [published, browser] = [await publish(), await openBrowser()];
    ({ stage, tide } = published);
    const registry = stage.colophon.deployment.WorkRegistry.address;
    const page = await pageWith({ node: stage.anvil.url, registry, catalogue: "catalogue/" });
    served = await servePage(page, 0, published.catalogue);
  });
  after(async () => {
    await browser.close();
    await served.stop();
    await stage.strike();
  });

  async function open(hash = "", options: BrowserContextOptions = {}): Promise<Opened> {
    const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    const opened: Opened = { page, asked: [], faults: [] };
    page.on("request", (request) => opened.asked.push({ url: request.url(), body: request.postData() }));
    page.on("pageerror", ({ message }) => opened.faults.push(message));
    page.on("console", (message) => {
      if (message.type() === "error") opened.faults.push(message.text());
    });
    await page.goto(`${served.url}${hash}`);
    return opened;
  }

  /** A sound page asks its host, the node, and nobody else, and sends nothing of a file. */
  async function close({ page, asked, faults }: Opened, content?: string): Promise<void> {
    expect(faults).to.deep.equal([]);
    const places = [served.url, stage.anvil.url, "blob:", "data:"];
    expect(asked.filter(({ url }) => !places.some((place) => url.startsWith(place)))).to.deep.equal([]);
    const methods = asked.flatMap(({ body }) =>
      body === null ? [] : [(JSON.parse(body) as { method: string }).method],
    );
    const reading = ["eth_chainId", "eth_call", "eth_getLogs", "eth_getBlockByNumber"];
    expect(methods.filter((method) => !reading.includes(method))).to.deep.equal([]);
    if (content !== undefined) expect(asked.filter(({ body }) => body?.includes(content) === true)).to.deep.equal([]);
    await page.context().close();
  }

  it("tells a person without a certificate what the registry says of the work", async () => {
    const opened = await open();
    await opened.page.setInputFiles("#files", tide.path);

    const said = opened.page.locator('[data-node="final"]');
    await said.waitFor();
    expect(await said.innerText()).to.match(/belongs to 0x[\s\S]*The title is final[\s\S]*certificate proves it/);
    expect(await said.locator("ol.history li").count()).to.equal(1);
    await close(opened);
  });

  it("says so where nobody has registered it", async () => {
    const { path } = stage.file("nobody's words");
    const opened = await open();
    await opened.page.setInputFiles("#files", path);

    const said = opened.page.locator('[data-node="unknown"]');
    await said.waitFor();
    expect(await said.innerText()).to.contain("nobody has registered this work");
    const { host } = new URL(stage.anvil.url);
    expect(await opened.page.locator("#privacy").innerText()).to.contain(`Only their fingerprints go to ${host}`);
    await close(opened, "nobody's words");
  });

  it("finds a work on a phone by two Chinese characters in its title, and shows its public page", async () => {
    const opened = await open("", PHONE);
    const { page } = opened;
    await page.fill("#search", "汐表");
    await page.locator(".catalogue form button").tap();
    await page.locator(".works li").waitFor();
    expect(await page.locator(".works a").allInnerTexts()).to.deep.equal(["潮汐表"]);
    await page.locator(".works a").tap();

    const shown = page.locator(`[data-work="${tide.hash}"]`);
    await shown.waitFor();
    expect(await shown.innerText()).to.match(/潮汐表[\s\S]*Lin Mei[\s\S]*Language\s*Chinese[\s\S]*registered, final/);
    await page.locator('[data-node="final"]').waitFor();
    const [width, shownWidth] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(width).to.be.at.most(shownWidth ?? 0);
    await close(opened);
  });

  it("opens the certificate that a publisher has exported beside a work, and none of another", async () => {
    const opened = await open(`#work=${tide.hash.slice(2)}`);
    const { page } = opened;
    await page.getByRole("button", { name: "Open its certificate" }).click();

    const answer = page.locator("[data-answer]");
    await answer.waitFor();
    expect(await answer.getAttribute("data-answer")).to.equal("signers unknown");
    await page.setInputFiles("#files", [published.trust, tide.path]);
    await page.getByText("The file is “潮汐表”, exactly as it was registered").waitFor();

    await page.fill("#search", "phare");
    await page.keyboard.press("Enter");
    await page.locator(".works a").click();
    await page.locator("[data-work] .sentence", { hasText: "Le phare" }).waitFor();
    expect(await page.getByRole("button", { name: "Open its certificate" }).count()).to.equal(0);
    await close(opened);
  });

  it("tells a clerk who drops the printed certificate and the work that they belong together", async () => {
    const { certificate, printed, trust } = published;
    const id = hashBytes(readFileSync(certificate)).slice(2);
    const opened = await open(`#certificate=${id}`);
    const { page } = opened;
    await page.setInputFiles("#files", [printed, trust]);
    await page.locator('[data-answer="valid"]').waitFor();

    expect(await page.locator(".answer h2").innerText()).to.equal("The certificate is valid");
    expect(await page.locator(".expected p").innerText()).to.equal("This is the certificate that was printed.");
    await page.setInputFiles("#files", tide.path);
    await page.getByText("This is the registered work").waitFor();
    expect(await page.locator(".kept .name").allInnerTexts()).to.include("printed.pdf");
    await close(opened);
  });

  it("is used by keyboard alone", async () => {
    const opened = await open();
    const { page } = opened;
    await page.focus("#search");
    await page.keyboard.type("phare");
    await page.keyboard.press("Enter");
    await page.locator(".works li").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator("[data-work]").waitFor();
    expect(await page.locator("[data-work] .sentence").innerText()).to.equal("Le phare");
    await close(opened);
  });

  it("says where a link names a work that is not in the catalogue", async () => {
    const opened = await open(`#work=${"1".repeat(64)}`);
    await opened.page.getByText("does not have the work that the link names").waitFor();
    await close(opened);
  });

  for (const [language, heading] of Object.entries(HEADINGS)) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`has no fault that axe finds, in ${language}, ${colorScheme}`, async () => {
        const opened = await open(`#work=${tide.hash.slice(2)}`, { locale: language, colorScheme, bypassCSP: true });
        const { page } = opened;
        await page.getByRole("heading", { name: heading }).waitFor();
        await page.locator('[data-node="final"]').waitFor();
        await page.fill("#search", "潮");
        await page.keyboard.press("Enter");
        await page.locator(".works li").waitFor();
        const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map(({ id }) => id));
        expect(ids).to.deep.equal([...new Set(ids)]);
        expect(await violationsOf(page)).to.deep.equal([]);
        await page.context().close();
      });
    }
  }
});
