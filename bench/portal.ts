import { execFile } from "node:child_process";
import { randomFillSync } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { builtinModules, createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

import type { Browser } from "playwright-core";

import { findChromium, openBrowser } from "../test/portal/browser";
import { bundled } from "../test/portal/bundled";
import { median } from "./shared/median";
import type { Part, Row } from "./shared/row";

const run = promisify(execFile);

const ROOT = join(__dirname, "..");
const BUILT = join(ROOT, "portal", "dist", "index.html");
const PEER = { name: "opentimestamps", version: "0.4.9" };
const TIMES = 5;
const MIB = 1024 * 1024;
const HASHED_MIB = 256;
const LEAST_OF_PEER = 0.9;
const KB = 1000;
const MOST_KB = 250;
const MILLISECONDS = 1000;

/** What a reader waits for: the page, and the hash of a work. */
export const portal: Part = {
  name: "portal",
  comparison:
    `In Chromium. \`portal.hash\`: a file of ${HASHED_MIB} MiB hashed as the page does it, in a thread of its own and with four ` +
    "buffers, beside hash-wasm alone in the same page with the bytes in memory; the goal is 90 % of its rate. `portal.bytes`: the " +
    "page's one file, compressed by gzip, and `portal.paint`: from opening it from a disk to its first contents, beside a page with the " +
    `client of OpenTimestamps (${PEER.name} ${PEER.version} bundled for browsers, without those of Node's modules that it asks for), ` +
    `which knows neither certificates nor languages. Medians of ${TIMES}, by turns.`,
  measure,
};

async function measure(): Promise<Row[]> {
  if (findChromium() === undefined) {
    console.error("The page is not measured: there is no Chromium here.");
    return [];
  }
  const folder = await mkdtemp(join(tmpdir(), "colophon-bench-"));
  await run("npm", ["run", "--silent", "portal:build"], { cwd: ROOT });
  const browser = await openBrowser();
  try {
    const peer = join(folder, "peer.html");
    await writeFile(peer, pageOf(await bundledPeer(folder)));
    return [await hashRow(browser, folder), await bytesRow(peer), await paintRow(browser, peer)];
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function pageOf(...scripts: readonly string[]): string {
  const elements = scripts.map((code) => `<script>${code.replaceAll("</script", "<\\/script")}</script>`);
  return `<!doctype html><meta charset="utf-8"><h1>A page</h1><input type="file">${elements.join("")}`;
}

/** OpenTimestamps' client in one script. */
async function bundledPeer(folder: string): Promise<string> {
  const at = join(folder, "peer");
  await mkdir(at);
  // It asks for an empty package by the name of a module of Node's, which registries do not have any more.
  const own = { dependencies: { [PEER.name]: PEER.version }, overrides: { fs: "npm:empty-module@0.0.2" } };
  await writeFile(join(at, "package.json"), JSON.stringify(own));
  await run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: at });
  // Of Vite's own packages; it has no types where it is not installed for itself.
  const load = createRequire(require.resolve("vite/package.json"));
  const { build } = load("esbuild") as { build: (options: object) => Promise<{ outputFiles: { text: string }[] }> };
  const { outputFiles } = await build({
    ...{ stdin: { contents: `require("${PEER.name}")`, resolveDir: at }, platform: "browser" },
    ...{ bundle: true, minify: true, write: false, format: "iife", logLevel: "silent" },
    plugins: [{ name: "without-node", setup: withoutNode }],
  });
  return outputFiles[0]?.text ?? "";
}

/** An empty module in the place of each of Node's. */
function withoutNode(build: {
  onResolve: (options: object, answer: (args: { path: string }) => object) => void;
  onLoad: (options: object, answer: () => object) => void;
}): void {
  const filter = new RegExp(`^(node:)?(${builtinModules.join("|")})$`);
  build.onResolve({ filter }, ({ path }) => ({ path, namespace: "nothing" }));
  build.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "module.exports = {}" }));
}

async function hashRow(browser: Browser, folder: string): Promise<Row> {
  const file = join(folder, "work.bin");
  await writeFile(file, randomFillSync(Buffer.alloc(HASHED_MIB * MIB)));
  const html = join(folder, "hashing.html");
  const alone = await readFile(join(ROOT, "node_modules", "hash-wasm", "dist", "sha256.umd.min.js"), "utf8");
  await writeFile(html, pageOf(await bundled("portal/src/hashing/hash-in-worker.ts"), alone));
  const page = await browser.newPage();
  await page.goto(pathToFileURL(html).href);
  await page.setInputFiles("input", file);
  const timed = (work: string): Promise<number> =>
    page.evaluate<number>(`(async () => {
      const file = document.querySelector("input").files[0];
      const begin = performance.now();
      ${work}
    })()`);
  const ours: number[] = [];
  const peer: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    ours.push(await timed("await part.hashInWorker(file); return performance.now() - begin;"));
    peer.push(
      await timed(`const bytes = new Uint8Array(await file.arrayBuffer());
        const hasher = await hashwasm.createSHA256();
        const from = performance.now();
        for (let at = 0; at < bytes.length; at += ${MIB}) hasher.update(bytes.subarray(at, at + ${MIB}));
        hasher.digest();
        return performance.now() - from;`),
    );
  }
  await page.close();
  const rateOf = (times: readonly number[]): number => HASHED_MIB / (median(times) / MILLISECONDS);
  const value = rateOf(peer);
  return {
    ...{ name: "portal.hash", value: rateOf(ours), unit: "MiB/s", goal: LEAST_OF_PEER * value },
    peers: [{ name: "hash-wasm alone", value }],
  };
}

async function bytesRow(peer: string): Promise<Row> {
  const kilobytes = async (path: string): Promise<number> => gzipSync(await readFile(path)).length / KB;
  return {
    ...{ name: "portal.bytes", value: await kilobytes(BUILT), unit: "kB", goal: MOST_KB },
    peers: [{ name: "OpenTimestamps' client", value: await kilobytes(peer) }],
  };
}

async function paintRow(browser: Browser, peer: string): Promise<Row> {
  const paint = async (path: string): Promise<number> => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(path).href);
    const milliseconds = await page.evaluate<number>(`new Promise((resolve) => {
      new PerformanceObserver((list) => {
        const first = list.getEntriesByName("first-contentful-paint")[0];
        if (first !== undefined) resolve(first.startTime);
      }).observe({ type: "paint", buffered: true });
    })`);
    await page.close();
    return milliseconds / MILLISECONDS;
  };
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let time = 0; time < TIMES; time++) {
    ours.push(await paint(BUILT));
    theirs.push(await paint(peer));
  }
  return {
    ...{ name: "portal.paint", value: median(ours), unit: "s", goal: null },
    peers: [{ name: "OpenTimestamps' client", value: median(theirs) }],
  };
}
