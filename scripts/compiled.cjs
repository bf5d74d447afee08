// The compiled code in dist/: that of lib/, tasks/ and bin/, for programs that start without TypeScript. Plain JavaScript, since
// it runs before anything is compiled.
"use strict";

const {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} = require("node:fs");
const { dirname, extname, join, relative } = require("node:path");

const ROOT = join(__dirname, "..");
const DIST = join(ROOT, "dist");
exports.DIST = DIST;

/** What the command and the library are made of; what Hardhat or TypeScript alone runs is left out. */
const FOLDERS = ["lib", "tasks", "bin"];
exports.FOLDERS = FOLDERS;
const LEFT_OUT = [
  "tasks/deploy",
  "tasks/compile.ts",
  "tasks/test.ts",
  "tasks/shared/command/command-line.ts",
  "tasks/shared/command/hardhat.ts",
  "tasks/shared/command/hardhat-words.ts",
  "lib/batch/prepare/typescript.cjs",
  "bin/colophon.cjs",
].map((path) => join(ROOT, path));
/** How a file gets into dist/, by the end of its name. */
const MAKE = { ".ts": compile, ".json": copyFileSync, ".cjs": copyFileSync };

/** Makes of a source what runs without TypeScript. */
const make = (source, made) => MAKE[extname(source)](source, made);
exports.make = make;

/** What the output depends on beside the source; it stands in a file of its own. */
const COMPILER = [__filename, join(__dirname, "cached-swc.cjs"), require.resolve("@swc/core/package.json")];
const STAMP = join(DIST, ".compiler");

/** Compiles what was changed since it was compiled last; the rest stays as it is. A process that runs meanwhile is not disturbed. */
exports.bringUpToDate = () => {
  const compiler = COMPILER.map((path) => statSync(path).mtimeMs).join(" ");
  const isSame = existsSync(STAMP) && readFileSync(STAMP, "utf8") === compiler;
  for (const source of sources()) {
    const { mtime } = statSync(source);
    const made = join(DIST, relative(ROOT, source)).replace(/\.ts$/, ".js");
    // What is made has the time of its source, so that an older source counts as a change, too.
    if (isSame && statSync(made, { throwIfNoEntry: false })?.mtime.getTime() === mtime.getTime()) continue;
    mkdirSync(dirname(made), { recursive: true });
    writeWhole(made, (unfinished) => {
      make(source, unfinished);
      utimesSync(unfinished, mtime, mtime);
    });
  }
  if (!isSame) writeWhole(STAMP, (unfinished) => writeFileSync(unfinished, compiler));
};

/** Other processes read and write at the same time. */
function writeWhole(path, write) {
  const unfinished = `${path}.${process.pid}`;
  write(unfinished);
  renameSync(unfinished, path);
}

/** The sources of what is in dist/. */
function sources() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && extname(entry.name) in MAKE)
      .map(({ parentPath, path, name }) => join(parentPath ?? path, name))
      .filter((path) => !LEFT_OUT.some((leftOut) => path.startsWith(leftOut))),
  );
}

exports.sources = sources;

/** As tsconfig.json says, and with the imports that are loaded when they are used (cached-swc.cjs). */
function compile(source, made) {
  const { transformSync } = require("@swc/core");
  const { lazyIn } = require("./cached-swc.cjs");
  const text = readFileSync(source, "utf8");
  const { code } = transformSync(text, {
    filename: source,
    swcrc: false,
    sourceMaps: false,
    // With the names of what is exported, for those who import it from an ES module.
    module: { type: "commonjs", lazy: lazyIn(text, source), exportInteropAnnotation: true },
    jsc: { parser: { syntax: "typescript" }, target: "es2022", keepClassNames: true },
  });
  writeFileSync(made, code);
}
