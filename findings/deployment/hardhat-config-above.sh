#!/usr/bin/env bash
# Which configuration Hardhat 2.29.1 takes, where a folder with one lies in a folder with another, as packages do in a repository. Not the
# nearest: it looks for hardhat.config.ts up to the root of the disk, then for .cjs, then for .js. So a folder that has hardhat.config.js
# runs with the hardhat.config.ts or .cjs of a folder above it, with its networks, accounts and contracts, and says nothing. Of two
# files of one kind the nearer one counts.
# Guess: the nearest, whatever its ending is, as git, npm and TypeScript look for theirs; or an error where there are two.
# For Colophon: its own is hardhat.config.ts, and is found from every folder of it. A package with Hardhat that is put into a clone, to try
# something, has to have that ending, too, or is started with --config.
source "$(dirname "$0")/../shared/begin.sh"
packages hardhat@2.29.1 ts-node@10.9.2 typescript@5.9.3

echo '{ "compilerOptions": { "module": "commonjs", "target": "es2022", "esModuleInterop": true } }' >tsconfig.json
cat >probe.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ENDINGS = ["ts", "cjs", "js"];
const HARDHAT = join(process.cwd(), "node_modules/hardhat/internal/cli/bootstrap.js");
const SAY = `task("say", "which configuration this is").setAction(async (_, hre) => console.log(hre.config.networks.which.url));`;

const configuration = (place, ending) => {
  const body = `{ solidity: "0.8.30", networks: { which: { url: "http://127.0.0.1/${place}" } } }`;
  if (ending === "ts") return `import { task } from "hardhat/config";\n${SAY}\nexport default ${body};\n`;
  return `const { task } = require("hardhat/config");\n${SAY}\nmodule.exports = ${body};\n`;
};
const env = { ...process.env, HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" };
for (const above of ENDINGS) {
  for (const own of ENDINGS) {
    mkdirSync("outer/inner", { recursive: true });
    writeFileSync(`outer/hardhat.config.${above}`, configuration("above", above));
    writeFileSync(`outer/inner/hardhat.config.${own}`, configuration("own", own));
    const said = execFileSync("node", [HARDHAT, "say"], { cwd: "outer/inner", env }).toString();
    console.log(`own .${own}, above .${above}: ${said.trim().replace("http://127.0.0.1/", "")}`);
    rmSync("outer", { recursive: true });
  }
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
own .ts, above .ts: own
own .cjs, above .ts: above
own .js, above .ts: above
own .ts, above .cjs: own
own .cjs, above .cjs: own
own .js, above .cjs: above
own .ts, above .js: own
own .cjs, above .js: own
own .js, above .js: own
SEEN
