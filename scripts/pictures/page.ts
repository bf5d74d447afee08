import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const ROOT = join(__dirname, "..", "..");
const PAGE = join(ROOT, "portal", "dist", "index.html");
const PICTURE = join(ROOT, "docs", "page.png");
const SAMPLES = ["moved.json", "moved.work.txt", "trust.json"].map((name) =>
  join(ROOT, "samples", "certificates", "hardhat", name),
);
const CHROMIUM = "/usr/bin/chromium";
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-sync",
];
/** What whoever reads the README loads, in bytes. */
const MOST_BYTES = 150_000;
const SIZE = { width: 860, height: 1130 };

/** Draws docs/page.png: the page with a work, its certificate and whom somebody trusts, as Chromium shows it. */
export async function pictureOfPage(): Promise<void> {
  const names = SAMPLES.map((path) => path.slice(path.lastIndexOf("/") + 1));
  const buffers = await Promise.all(SAMPLES.map((path) => readFile(path)));
  const files = buffers.map((buffer, index) => ({ name: names[index] ?? "", mimeType: "text/plain", buffer }));
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, ...sandbox] });
  try {
    const page = await browser.newPage({ viewport: SIZE, locale: "en-GB", reducedMotion: "reduce" });
    await page.goto(pathToFileURL(PAGE).href);
    await page.setInputFiles("#files", files);
    await page.waitForSelector('[data-answer="valid"] h2:has-text("This is the registered work")');
    await page.screenshot({ path: PICTURE });
  } finally {
    await browser.close();
  }
  const { size } = await stat(PICTURE);
  if (size > MOST_BYTES) {
    throw new Error(`${PICTURE} has ${size} bytes, and ${MOST_BYTES} are the most`);
  }
}
