// ts-node's compiler (tsconfig.json names it): swc, whose output is kept on disk. Plain JavaScript, since it compiles the rest.
"use strict";

const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { setEnvironmentData, threadId } = require("node:worker_threads");

/** Removed with the packages by `npm ci`. */
const CACHE = join(__dirname, "..", "node_modules", ".cache", "colophon", "compiled");

/** Packages that are loaded when something of them is used, not where they are imported: many a command needs none of them. */
const LAZY = ["ethers", "zod"];
/** Of the files in these folders all imports: a task is defined in every process of its scope, and runs in one. */
const TASKS = ["tasks", "bin"].map((folder) => join(__dirname, "..", folder));

/** Under this name a thread that is started finds what `create` was given (lib/batch/prepare/typescript.cjs). */
exports.GIVEN = "colophon.compiler";

/** What a file's output depends on beside the file: the options, this file and who compiles. */
function stampOf({ service, nodeModuleEmitKind }) {
  const versions = ["@swc/core", "ts-node"].map((name) => require(`${name}/package.json`).version);
  return JSON.stringify([service.config.options, nodeModuleEmitKind, versions, readFileSync(__filename, "utf8")]);
}

/** ts-node's own use of swc, loaded with its native library only where there is something to compile. */
function createSwc(options) {
  const { transformSync } = require("@swc/core");
  const swc = {
    transformSync: (input, given) =>
      transformSync(
        input,
        given.module === undefined
          ? given
          : { ...given, module: { ...given.module, lazy: lazyIn(input, given.filename) } },
      ),
  };
  return require("ts-node/transpilers/swc").create({ ...options, swc });
}

/** The imports of a file that are loaded when they are used. One for its effects alone, without a `from`, is none of them. */
function lazyIn(input, fileName = "") {
  if (!TASKS.some((folder) => fileName.startsWith(folder))) return LAZY;
  return [...input.matchAll(/ from "([^"]+)"/g)].map(([, specifier]) => specifier);
}
exports.lazyIn = lazyIn;

/** What was kept under a key; undefined where there is nothing, or something else. */
function read(path, key) {
  try {
    const kept = JSON.parse(readFileSync(path, "utf8"));
    const isWhole = typeof kept.outputText === "string" && typeof kept.sourceMapText === "string";
    return kept.key === key && isWhole ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it whole or not at all: other processes read and write at the same time. */
function write(path, kept) {
  const unfinished = `${path}.${process.pid}.${threadId}`;
  try {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(unfinished, JSON.stringify(kept));
    renameSync(unfinished, path);
  } catch {
    // A disk that is full or may not be written costs time, nothing else.
  }
}

const digest = (...parts) => createHash("sha256").update(parts.join("\0")).digest("hex");

exports.create = (options) => {
  const stamp = stampOf(options);
  const { service, nodeModuleEmitKind } = options;
  const given = { service: { config: { options: service.config.options } }, nodeModuleEmitKind };
  let swc;
  return {
    transpile(input, transpileOptions) {
      // Not before: ts-node makes compilers for every kind of module, and uses one.
      setEnvironmentData(exports.GIVEN, given);
      const { fileName } = transpileOptions;
      // One entry a file, so that the cache does not grow with every change.
      const path = join(CACHE, `${digest(fileName)}.json`);
      const key = digest(stamp, fileName, input);
      const kept = read(path, key);
      if (kept !== undefined) return { outputText: kept.outputText, sourceMapText: kept.sourceMapText };
      swc ??= createSwc(options);
      const output = swc.transpile(input, transpileOptions);
      write(path, { key, ...output });
      return output;
    },
  };
};
