/**
 * Lets a thread load TypeScript, by swc alone and as tsconfig.json says: ts-node would load TypeScript's own compiler too,
 * which takes each thread half a second and 50 MB.
 */
"use strict";

const { readFileSync } = require("node:fs");

const { transformSync } = require("@swc/core");

const OPTIONS = {
  swcrc: false,
  module: { type: "commonjs" },
  jsc: { parser: { syntax: "typescript" }, target: "es2022" },
};

require.extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, "utf8"), { ...OPTIONS, filename });
  module._compile(code, filename);
};
