import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { type Raster, SCALE } from "../../../../lib/certificates/print/ink";

const run = promisify(execFile);
/** Points of an inch. */
const POINTS = 72;

/** Why poppler is not here, in words; undefined where it is. */
export async function missingPoppler(): Promise<string | undefined> {
  try {
    await run("pdftoppm", ["-v"]);
    await run("pdftotext", ["-v"]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The pages of a PDF as poppler draws them. @param folder where it may write */
export async function drawnByPoppler(path: string, folder: string): Promise<Raster[]> {
  await run("pdftoppm", ["-gray", "-r", String(SCALE * POINTS), path, join(folder, "page")]);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".pgm")).sort();
  return Promise.all(names.map(async (name) => rasterOf(await readFile(join(folder, name)))));
}

/** The text of a PDF, as whoever marks and copies it gets it. */
export async function copiedByPoppler(path: string): Promise<string> {
  const { stdout } = await run("pdftotext", ["-enc", "UTF-8", path, "-"]);
  return stdout;
}

/** A file of the format PGM, binary. */
function rasterOf(file: Buffer): Raster {
  const [header = "", width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString("latin1", 0, 64)) ?? [];
  return { width: Number(width), height: Number(height), grey: file.subarray(header.length) };
}
