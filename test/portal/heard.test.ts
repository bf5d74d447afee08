import { closeSync, ftruncateSync, openSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import type { Browser, Page } from "playwright-core";

import { hashBytes } from "../../lib/hashing/hash-bytes";
import { CORPUS } from "../lib/certificates/corpus/cases";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";
import { openBrowser } from "./browser";
import { type BuiltPage, builtPage } from "./built-page";
import { announced, hear, type Heard, inOrder, named, textOf } from "./heard";

const GIB = 1024 ** 3;
const HASH = /0x[0-9a-fA-F]{4}/;

describe("the page, as a screen reader says it", () => {
  let built: BuiltPage;
  let browser: Browser;
  let folder: TemporaryFolder;
  let page: Page;
  before(async () => {
    [built, browser, folder] = [await builtPage(), await openBrowser(), await temporaryFolder()];
  });
  beforeEach(async () => {
    page = await (await browser.newContext({ locale: "en-GB", reducedMotion: "reduce" })).newPage();
    await page.goto(built.url);
  });
  afterEach(() => page.context().close());
  after(async () => {
    await browser.close();
    await folder.remove();
  });

  const sample = (name: string): string => join(CORPUS, name);

  async function drop(...names: readonly string[]): Promise<Heard> {
    await page.setInputFiles("#files", names.map(sample));
    await page.locator("[data-answer]").waitFor();
    await page.waitForFunction((count) => document.querySelectorAll(".kept li").length === count, names.length);
    return hear(page);
  }

  /** A part of the page that has a name. */
  function region(root: Heard, name: string): Heard {
    const found = inOrder(root).find((node) => node.role === "region" && node.name === name);
    if (found === undefined) throw new Error(`nothing is called ${name}`);
    return found;
  }

  it("says what it is for, what to do, and that nothing is sent anywhere, and interrupts nobody", async () => {
    const root = await hear(page);

    expect(root.name).to.equal("Colophon · Whose work is this, and since when?");
    expect(named(root, "heading")).to.deep.equal(["Colophon", "Check a work"]);
    expect(textOf(region(root, "Check a work"))).to.match(/^Check a work Drop a certificate here, and the work/);
    const choose = inOrder(root).find(({ role, name }) => role === "button" && name === "Choose files");
    expect(choose?.description).to.match(/^Nothing is sent anywhere/);
    expect(announced(root)).to.deep.equal([]);
    expect(inOrder(root).filter(({ isLive }) => isLive)).not.to.deep.equal([]);
  });

  it("says that a work is being read, how far it is, and that it was stopped", async () => {
    const path = folder.at("long.bin");
    const descriptor = openSync(path, "w");
    ftruncateSync(descriptor, 2 * GIB);
    closeSync(descriptor);
    await page.setInputFiles("#files", path);
    await page.locator("progress").waitFor();
    const reading = await hear(page);
    expect(announced(reading)).to.deep.equal(["Reading long.bin"]);
    expect(named(reading, "progressbar")).to.deep.equal(["Reading long.bin"]);
    expect(named(region(reading, "What you have dropped"), "button")).to.deep.equal(["Remove long.bin", "Stop"]);

    await page.getByRole("button", { name: "Stop" }).click();
    await page.locator(".kept .caution").waitFor();

    expect(announced(await hear(page))).to.deep.equal(["You stopped the reading of long.bin."]);
  });

  it("says the verdict by itself, in a sentence, and no hash before it", async () => {
    await drop("hardhat/moved.json", "hardhat/trust.json", "hardhat/moved.work.txt");
    await page.getByText("This is the registered work").waitFor();
    const root = await hear(page);

    const [said, ...others] = announced(root);
    expect(said).to.match(/^This is the registered work The file is “The lighthouse”, exactly as it was registered\./);
    expect(others).to.deep.equal([]);
    const whole = textOf(root);
    expect(whole.search(HASH)).to.be.greaterThan(whole.indexOf(said ?? ""));
    expect(said).not.to.match(HASH);
  });

  it("then tells what happened, the oldest first, and leaves the proofs to whoever asks", async () => {
    const root = await drop("hardhat/moved.json", "hardhat/trust.json");

    expect(named(root, "heading")).to.deep.equal([
      ...["Colophon", "Check a work", "What you have dropped", "The certificate is valid"],
      ...["The work", "What happened to it", "The proofs"],
    ]);
    const events = inOrder(region(root, "What happened to it")).filter(({ role }) => role === "listitem");
    expect(events.map((event) => /block\s\d+ (\w+)/.exec(textOf(event))?.[1])).to.deep.equal([
      ...["Registered", "Offered", "Went"],
    ]);
    expect(textOf(region(root, "What happened to it"))).to.match(/These 3 events are all; none is missing\.$/);
    const proofs = ["Who has signed", "Fingerprints and addresses", "What is proven", "What is not proven"];
    expect(named(region(root, "The proofs"), "DisclosureTriangle")).to.deep.equal(proofs);
    expect(textOf(region(root, "The proofs"))).not.to.match(HASH);
  });

  it("says whether a certificate is the one that was printed, when it is dropped", async () => {
    await page.goto(`${built.url}#certificate=${hashBytes("another one").slice(2)}`);
    await page.reload();
    expect(announced(await hear(page))).to.deep.equal([
      "From a printed certificate You come from a printed certificate. Drop the PDF here, or the file that it was printed from.",
    ]);

    const [printed, verdict] = announced(await drop("hardhat/moved.json"));

    expect(printed).to.match(/^From a printed certificate This is another certificate than the printed one\./);
    expect(verdict).to.match(/^Whole, but whose word is it\?/);
  });

  it("says a refusal as plainly", async () => {
    const [said] = announced(await drop("anvil/annulled.json", "anvil/trust.json"));
    expect(said).to.match(/^The title was annulled The certificate is genuine\./);
  });
});
