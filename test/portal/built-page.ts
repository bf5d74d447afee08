import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { ROOT } from "../shards/shards";

/** The page as `npm run portal:build` makes it, in a folder of its own. */
export interface BuiltPage {
  readonly html: string;
  /** Of the file on this disk. */
  readonly url: string;
}

let built: Promise<BuiltPage> | undefined;

/** Builds the page, once for all tests of a process; it goes with the process. */
export async function builtPage(): Promise<BuiltPage> {
  built ??= build();
  return built;
}

async function build(): Promise<BuiltPage> {
  // Vite is a module of the newer kind.
  const vite = await import("vite");
  const folder = mkdtempSync(join(tmpdir(), "colophon-page-"));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  const configFile = join(ROOT, "portal/vite.config.mts");
  await vite.build({ configFile, logLevel: "error", build: { outDir: folder } });
  const path = join(folder, "index.html");
  return { html: readFileSync(path, "utf8"), url: pathToFileURL(path).href };
}
