// ts-node's compiler (tsconfig.json names it): swc, whose output is kept on disk. Plain JavaScript, since it compiles the rest.
"use strict";

const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { getEnvironmentData, isMainThread, setEnvironmentData, threadId } = require("node:worker_threads");

/** Removed with the packages by `npm ci`. */
const CACHE = join(__dirname, "..", "node_modules", ".cache", "colophon");
const COMPILED = join(CACHE, "compiled");
/** What `create` was given last, with the text of the configuration that it comes from. */
const GIVEN_FILE = join(CACHE, "given.json");
const TSCONFIG = join(__dirname, "..", "tsconfig.json");

/** Packages that are loaded when something of them is used, not where they are imported: many a command needs none of them. */
const LAZY = ["ethers", "zod"];
/** Of the files in these folders all imports: a task is defined in every process of its scope, and needs a part of lib/. */
const OURS = ["lib", "tasks", "bin"].map((folder) => join(__dirname, "..", folder));

/** Under this name a thread that is started finds what `create` was given. */
const GIVEN = "colophon.compiler";

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
  if (!OURS.some((folder) => fileName.startsWith(folder))) return LAZY;
  return [...input.matchAll(/ from "([^"]+)"/g)].map(([, specifier]) => specifier);
}
exports.lazyIn = lazyIn;

/** A file of the cache; undefined where there is none, or one that is damaged. */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** Keeps it whole or not at all: other processes read and write at the same time. */
function write(path, kept) {
  const unfinished = `${path}.${process.pid}.${threadId}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
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
      if (isMainThread && getEnvironmentData(GIVEN) === undefined) handOn(given);
      const { fileName } = transpileOptions;
      // One entry a file, so that the cache does not grow with every change.
      const path = join(COMPILED, `${digest(fileName)}.json`);
      const key = digest(stamp, fileName, input);
      const { key: keptKey, outputText, sourceMapText } = read(path) ?? {};
      const isWhole = typeof outputText === "string" && typeof sourceMapText === "string";
      if (keptKey === key && isWhole) return { outputText, sourceMapText };
      swc ??= createSwc(options);
      const output = swc.transpile(input, transpileOptions);
      write(path, { key, ...output });
      return output;
    },
  };
};

/** Hands on what `create` was given, to the threads of this process and to processes after it. */
function handOn(given) {
  setEnvironmentData(GIVEN, given);
  if (given.service.config.options.configFilePath !== TSCONFIG) return;
  const kept = { tsconfig: readFileSync(TSCONFIG, "utf8"), given };
  if (JSON.stringify(read(GIVEN_FILE)) !== JSON.stringify(kept)) write(GIVEN_FILE, kept);
}

/**
 * Has `require` load TypeScript as ts-node would, but for the maps of stack traces, and without its reading of the configuration,
 * for which it loads TypeScript's own compiler: that takes a seventh of a second and 50 MB, and compiles nothing here.
 * @returns whether it is known what ts-node would give: in a thread of a process that it has told, or after a process that had it
 */
exports.register = () => {
  const given = isMainThread ? givenBefore() : getEnvironmentData(GIVEN);
  if (given === undefined) return false;
  const compiler = exports.create(given);
  require.extensions[".ts"] = (module, filename) => {
    const { outputText } = compiler.transpile(readFileSync(filename, "utf8"), { fileName: filename });
    module._compile(outputText, filename);
  };
  return true;
};

function givenBefore() {
  const { tsconfig, given } = read(GIVEN_FILE) ?? {};
  return tsconfig === readFileSync(TSCONFIG, "utf8") ? given : undefined;
}
