// Has `npx hardhat` and the npm scripts start scripts/hardhat.cjs in this clone. npm runs this after it has installed the packages;
// where it may not (--ignore-scripts), and on Windows, which has no such links, they start Hardhat itself.
"use strict";

const { existsSync, renameSync, symlinkSync } = require("node:fs");
const { join, relative } = require("node:path");

const BIN = join(__dirname, "..", "..", "node_modules", ".bin");
const link = join(BIN, "hardhat");

if (process.platform !== "win32" && existsSync(BIN)) {
  const unfinished = `${link}.${process.pid}`;
  symlinkSync(relative(BIN, join(__dirname, "..", "hardhat.cjs")), unfinished);
  renameSync(unfinished, link);
}
