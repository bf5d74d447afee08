/** `npm run bench`: starts index.ts on Hardhat's own chain; the arguments are explained there. */
import { spawn } from "node:child_process";
import { join } from "node:path";

import { environmentWith } from "../lib/env";

// Hardhat, when it is imported and not the command, takes its options from the environment.
const bench = spawn(
  process.execPath,
  ["-r", "ts-node/register/transpile-only", join(__dirname, "index.ts"), ...process.argv.slice(2)],
  { env: environmentWith({ HARDHAT_NETWORK: "hardhat" }), stdio: "inherit" },
);
bench.once("exit", (code) => {
  process.exitCode = code ?? 1;
});
