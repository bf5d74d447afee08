import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";

import { transformFileSync } from "@swc/core";

const ROOT = join(__dirname, "../../../..");

/**
 * Compiles lib/ and some scripts to plain JavaScript, so that a process that runs them starts in half the time.
 * @param scripts paths from the root of the project
 * @param folder takes the place of the root
 */
export function compileTo(folder: string, scripts: readonly string[]): void {
  const files = readdirSync(join(ROOT, "lib"), { recursive: true }).map((name) => join("lib", String(name)));
  for (const file of [...files, ...scripts].filter((name) => extname(name) !== "")) {
    const to = join(folder, file);
    mkdirSync(dirname(to), { recursive: true });
    if (extname(file) === ".ts") writeFileSync(to.replace(/ts$/, "js"), compiled(join(ROOT, file)));
    else cpSync(join(ROOT, file), to);
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
}

function compiled(path: string): string {
  const { code } = transformFileSync(path, {
    swcrc: false,
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  return code;
}
