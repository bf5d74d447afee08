import { createHash, randomBytes } from "node:crypto";
import { appendFileSync, closeSync, ftruncateSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";

import { expect } from "chai";
import type { Browser, Page } from "playwright-core";

import { hashFile } from "../../lib/hashing/hash-file";
import type { hashInWorker } from "../../portal/src/hashing/hash-in-worker";
import { type LoopbackServer, startServer } from "../lib/shared/loopback-server";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";
import { openBrowser } from "./browser";
import { bundled } from "./bundled";

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
/** The most that is read at a time, so the lengths around it are those that could be cut wrong. */
const PART = 1 * MIB;
/** What the page may add to itself, in bytes. */
const MOST_MEMORY = 200 * MIB;

/** What the page does with the file that was chosen; runs in the page. */
type Outcome = { contentHash: string; size: number; progress: number[] } | { failed: string };

describe("hashing in the page", function () {
  let browser: Browser;
  let server: LoopbackServer;
  let page: Page;
  let folder: TemporaryFolder;
  before(async () => {
    folder = await temporaryFolder();
    const code = await bundled("portal/src/hashing/hash-in-worker.ts");
    const html = `<!doctype html><meta charset="utf-8"><input type="file"><script>${code.replaceAll("</script", "<\\/script")}</script>`;
    server = await startServer((response) => response.setHeader("content-type", "text/html").end(html));
    browser = await openBrowser();
    page = await browser.newPage();
    await page.goto(server.url);
  });
  after(async () => {
    await browser.close();
    await server.stop();
    await folder.remove();
  });

  /** Chooses a file and hashes it. @param stopAt the progress at which it is stopped */
  async function hash(path: string, stopAt = Infinity): Promise<Outcome> {
    await page.setInputFiles("input", path);
    return begin(stopAt);
  }

  function begin(stopAt = Infinity): Promise<Outcome> {
    return page.evaluate(
      async (limit) => {
        const file = document.querySelector("input")?.files?.[0];
        if (file === undefined) throw new Error("no file was chosen");
        const progress: number[] = [];
        const stopping = new AbortController();
        const onProgress = (bytes: number): void => {
          progress.push(bytes);
          if (bytes >= limit) stopping.abort(new Error("stopped"));
        };
        try {
          return { ...(await part.hashInWorker(file, { onProgress, signal: stopping.signal })), progress };
        } catch (error) {
          return { failed: (error as Error).message };
        }
      },
      stopAt === Infinity ? Number.MAX_VALUE : stopAt,
    );
  }

  for (const size of [1, PART - 1, PART, PART + 1, 2 * PART + 7]) {
    it(`says of ${size} bytes what the commands say, and how far it is`, async () => {
      const path = folder.at(`${size}.bin`);
      writeFileSync(path, randomBytes(size));

      const outcome = await hash(path);

      const { contentHash } = await hashFile(path);
      expect(outcome).to.deep.include({ contentHash, size });
      const { progress } = outcome as { progress: number[] };
      expect(progress.at(-1)).to.equal(size);
      expect(progress).to.deep.equal([...new Set(progress)].sort((a, b) => a - b));
      expect(contentHash).to.equal(`0x${createHash("sha256").update(readFileSync(path)).digest("hex")}`);
    });
  }

  it("has no hash for an empty file", async () => {
    writeFileSync(folder.at("empty.txt"), "");

    expect(await hash(folder.at("empty.txt"))).to.deep.equal({ failed: "empty" });
  });

  it("has none for a file that has changed since it was chosen", async () => {
    const path = folder.at("changing.txt");
    writeFileSync(path, "as it was chosen");
    await page.setInputFiles("input", path);
    appendFileSync(path, ", and more");

    expect(await begin()).to.deep.equal({ failed: "unreadable" });
  });

  it("hashes 2 GiB with little memory, and can be stopped", async () => {
    const path = folder.at("large.bin");
    const file = openSync(path, "w");
    ftruncateSync(file, 2 * GIB);
    writeSync(file, "the end", 2 * GIB - 7);
    closeSync(file);
    await page.setInputFiles("input", path);
    const before = await memoryOf(browser);

    expect(await begin(GIB / 8)).to.deep.equal({ failed: "stopped" });
    const outcome = await begin();

    expect(outcome).to.deep.include({ ...(await hashFile(path)) });
    const peak = await memoryOf(browser);
    expect(peak - before, `${Math.round((peak - before) / MIB)} MiB`).to.be.below(MOST_MEMORY);
  });
});

/** The peak of all processes that show pages, in bytes. */
async function memoryOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const pages = processInfo.filter(({ type }) => type === "renderer");
  if (pages.length === 0) throw new Error("no process shows a page");
  return pages.reduce((sum, { id }) => {
    const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, "utf8")) ?? [];
    return sum + Number(kib) * 1024;
  }, 0);
}

/** What the bundled script leaves in the page. */
declare const part: { readonly hashInWorker: typeof hashInWorker };
