/**
 * `npm run properties`: fuzz and invariant tests of the contracts with forge, offline.
 * The seed is printed; `--seed 0x...` repeats a run. What else is given goes to forge: `--match-test NAME`, `-vvv`.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";

import { environmentWith } from "../lib/env";
import { ColophonError } from "../lib/errors";
import { main } from "./shared/main";

const ROOT = join(__dirname, "..");
const CONFIG = join("test", "properties", "foundry.toml");
/** Forge would begin with what failed in an earlier run: a seed alone must tell the whole run. */
const EARLIER_FAILURES = join("node_modules", ".cache", "forge", "failures");
const SEED_BYTES = 4;

main(async () => {
  const { seed, rest } = readArguments(process.argv.slice(2));
  await rm(join(ROOT, EARLIER_FAILURES), { recursive: true, force: true });
  console.log(`Seed ${seed}; the same run again: npm run properties -- --seed ${seed}`);

  // Not --config-path: forge takes that file's folder for the root, and the contracts would lie outside of it.
  const forge = spawn(forgeBinary(), ["test", "--root", ROOT, "--fuzz-seed", seed, ...rest], {
    cwd: ROOT,
    env: environmentWith({ FOUNDRY_CONFIG: CONFIG }),
    stdio: "inherit",
  });
  const [code]: unknown[] = await once(forge, "exit");
  if (code !== 0) {
    throw new ColophonError(`forge found that something does not hold (seed ${seed})`, {
      code: "PropertyBroken",
      advice: "The calls that lead there stand above; add -vvv to see them in full.",
    });
  }
});

function readArguments(args: readonly string[]): { seed: string; rest: string[] } {
  const at = args.indexOf("--seed");
  if (at < 0) return { seed: `0x${randomBytes(SEED_BYTES).toString("hex")}`, rest: [...args] };
  const seed = args[at + 1];
  if (seed === undefined || !/^(0x[0-9a-f]{1,64}|\d{1,77})$/i.test(seed)) {
    throw new ColophonError(`--seed: "${seed ?? ""}" is not a number, like 7 or 0x5eed`, {
      code: "WrongSeed",
      advice: "Give the seed as a run before has printed it, or leave it out.",
      exitCode: 2,
    });
  }
  return { seed, rest: args.toSpliced(at, 2) };
}

/** The program itself: the launcher of the package @foundry-rs/forge exits 0 whatever forge exits with. */
function forgeBinary(): string {
  const machine = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
  try {
    return require.resolve(`@foundry-rs/forge-${machine}/bin/forge`);
  } catch (cause) {
    throw new ColophonError(`There is no forge for ${machine} in node_modules`, {
      code: "NoForge",
      advice:
        "Install the packages anew with npm ci. Windows is not served: forge calls our compiler by a script there.",
      cause,
    });
  }
}
