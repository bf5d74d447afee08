#!/usr/bin/env node
// What forge takes for a `solc` program: the compiler of the npm package `solc`, the same that Hardhat uses. Forge calls
// it with `--version` and with `--standard-json`; it hands in every source, so nothing is looked up and nothing fetched.
import { argv, exit, stderr, stdin, stdout } from "node:process";
import { text } from "node:stream/consumers";

import solc from "solc";

if (argv.includes("--version")) {
  stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}\n`);
} else if (argv.includes("--standard-json")) {
  stdout.write(solc.compile(await text(stdin)));
} else {
  stderr.write(`solc.mjs answers --version and --standard-json only, not: ${argv.slice(2).join(" ")}\n`);
  exit(2);
}
