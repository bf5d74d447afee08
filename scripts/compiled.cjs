// The compiled code in dist/: that of lib/, tasks/ and bin/, for programs that start without TypeScript. Plain JavaScript, since
// it runs before anything is compiled.
"use strict";

const {
  copyFileSync,
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

/** What the command and the library are made of; what Hardhat alone runs is left out. */
const FOLDERS = ["lib", "tasks", "bin"];
const HARDHATS = ["tasks/deploy", "tasks/compile.ts", "tasks/test.ts", "tasks/shared/command/hardhat.ts"].map((path) =>
  join(ROOT, path),
);
/** How a file gets into dist/, by the end of its name. */
const MAKE = { ".ts": compile, ".json": copyFileSync };

/** Compiles what was changed since it was compiled last; the rest stays as it is. A process that runs meanwhile is not disturbed. */
exports.bringUpToDate = () => {
  for (const source of sources()) {
    const { mtime } = statSync(source);
    const made = join(DIST, relative(ROOT, source)).replace(/\.ts$/, ".js");
    // What is made has the time of its source, so that an older source counts as a change, too.
    if (statSync(made, { throwIfNoEntry: false })?.mtime.getTime() === mtime.getTime()) continue;
    const unfinished = `${made}.${process.pid}`;
    mkdirSync(dirname(made), { recursive: true });
    MAKE[extname(source)](source, unfinished);
    utimesSync(unfinished, mtime, mtime);
    renameSync(unfinished, made);
  }
};

function sources() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && extname(entry.name) in MAKE)
      .map(({ parentPath, path, name }) => join(parentPath ?? path, name))
      .filter((path) => !HARDHATS.some((hardhats) => path.startsWith(hardhats))),
  );
}

/** As tsconfig.json says, and with the imports that are loaded when they are used (cached-swc.cjs). */
function compile(source, made) {
  const { transformSync } = require("@swc/core");
  const { lazyIn } = require("./cached-swc.cjs");
  const text = readFileSync(source, "utf8");
  const { code } = transformSync(text, {
    filename: source,
    swcrc: false,
    sourceMaps: false,
    module: { type: "commonjs", lazy: lazyIn(text, source) },
    jsc: { parser: { syntax: "typescript" }, target: "es2022", keepClassNames: true },
  });
  writeFileSync(made, code);
}
