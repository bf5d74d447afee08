/**
 * Lets a thread load TypeScript as the process does that started it, with what is kept of the compiler: ts-node would load
 * TypeScript's own compiler too, which takes each thread half a second and 50 MB.
 */
"use strict";

const { readFileSync } = require("node:fs");
const { getEnvironmentData } = require("node:worker_threads");

const { create, GIVEN } = require("../../../scripts/cached-swc.cjs");

const compiler = create(getEnvironmentData(GIVEN));

require.extensions[".ts"] = (module, filename) => {
  const { outputText } = compiler.transpile(readFileSync(filename, "utf8"), { fileName: filename });
  module._compile(outputText, filename);
};
