#!/usr/bin/env node
// What `npx hardhat` starts in this folder, by the link that scripts/setup/link-hardhat.cjs makes. Hardhat refuses a command line
// that it cannot read before it reads the configuration, which puts its words into ours; so the command line is read here first.
// Plain JavaScript, since TypeScript is there when it is loaded.
"use strict";

const Module = require("node:module");

const { ArgumentsParser } = require("hardhat/internal/cli/ArgumentsParser");
const { HardhatError } = require("hardhat/internal/core/errors");
const { ERRORS } = require("hardhat/internal/core/errors-list");
const { getEnvHardhatArguments } = require("hardhat/internal/core/params/env-variables");
const { HARDHAT_PARAM_DEFINITIONS } = require("hardhat/internal/core/params/hardhat-params");

const { register } = require("./cached-swc.cjs");

/** What shows stack traces, or runs programs that may: ts-node leads these back to the lines of the sources. */
const SHOW_TRACES = ["test", "coverage", "run", "console", "--show-stack-traces"];

const wrong = process.argv.includes("--show-stack-traces") ? undefined : wrongCommandLine(process.argv.slice(2));
if (wrong === undefined) {
  if (!wantsTsNode(process.argv.slice(2)) && register()) leaveOutTsNode();
  require("hardhat/internal/cli/bootstrap");
} else {
  require("ts-node/register/transpile-only");
  require("../tasks/shared/command/command-line").refuseCommandLine(wrong);
}

/** What Hardhat would throw at these words; undefined where it can read them. */
function wrongCommandLine(words) {
  try {
    const defaults = getEnvHardhatArguments(HARDHAT_PARAM_DEFINITIONS, process.env);
    const read = new ArgumentsParser().parseHardhatArguments(HARDHAT_PARAM_DEFINITIONS, defaults, words);
    // It makes a project, and here is one.
    if (read.scopeOrTaskName !== "init") return undefined;
    return new HardhatError(ERRORS.ARGUMENTS.UNRECOGNIZED_TASK, { task: "init" });
  } catch (error) {
    return error;
  }
}

/** Whether ts-node is needed, or told to do something else than here; Hardhat tells what it starts of TS_NODE_FILES, which is none. */
function wantsTsNode(words) {
  const told = Object.keys(process.env).filter((name) => name.startsWith("TS_NODE_") && name !== "TS_NODE_FILES");
  return told.length > 0 || words.some((word) => SHOW_TRACES.includes(word));
}

/** Hardhat has ts-node registered before it loads the configuration; what is loaded already is not loaded again. */
function leaveOutTsNode() {
  const id = require.resolve("ts-node/register/transpile-only");
  require.cache[id] = Object.assign(new Module(id), { filename: id, loaded: true });
}
