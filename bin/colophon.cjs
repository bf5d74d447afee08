#!/usr/bin/env node
// The command `colophon`. Plain JavaScript, since it starts before anything is compiled; its own code lies beside it as main.ts.
"use strict";

const { existsSync } = require("node:fs");
const { join } = require("node:path");

// In the package lies compiled code only. In a clone, what was changed since is compiled first, and the rest is used as it is.
const compiler = join(__dirname, "..", "scripts", "compiled.cjs");
const isClone = existsSync(compiler);
if (isClone) require(compiler).bringUpToDate();

const { version } = require("../package.json");
const { main } = require(isClone ? "../dist/bin/main.js" : "./main.js");
main(version, process.argv);
