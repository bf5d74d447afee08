#!/usr/bin/env node
// What `npx hardhat` starts in this folder, by the link that scripts/setup/link-hardhat.cjs makes. Hardhat refuses a command line
// that it cannot read before it reads the configuration, which puts its words into ours; so the command line is read here first.
// Plain JavaScript, since TypeScript is there when it is loaded.
"use strict";

const { ArgumentsParser } = require("hardhat/internal/cli/ArgumentsParser");
const { HardhatError } = require("hardhat/internal/core/errors");
const { ERRORS } = require("hardhat/internal/core/errors-list");
const { getEnvHardhatArguments } = require("hardhat/internal/core/params/env-variables");
const { HARDHAT_PARAM_DEFINITIONS } = require("hardhat/internal/core/params/hardhat-params");

const wrong = process.argv.includes("--show-stack-traces") ? undefined : wrongCommandLine(process.argv.slice(2));
if (wrong === undefined) {
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
