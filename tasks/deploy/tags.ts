import { readdir } from "node:fs/promises";
import { join } from "node:path";

import type { DeployFunction } from "hardhat-deploy/types";

import { ColophonError } from "../../lib/errors";
import { meant } from "../shared/command/did-you-mean";

/**
 * Makes sure that every word of `--tags` is a script's: hardhat-deploy would do nothing and say nothing.
 * @param folders those of the deploy scripts
 * @throws ColophonError, exit code 2, where no script has it
 */
export async function checkTags(given: string, folders: readonly string[]): Promise<void> {
  const known = (await Promise.all(folders.map(tagsIn))).flat();
  for (const word of given.split(",")) {
    if (known.includes(word)) continue;
    const slip = meant(word, known);
    throw new ColophonError(`--tags: no deploy script has the tag "${word}"`, {
      code: "NoSuchTag",
      advice: `${slip === undefined ? "" : `Did you mean ${slip}? `}The tags are: ${[...new Set(known)].join(", ")}`,
      exitCode: 2,
    });
  }
}

async function tagsIn(folder: string): Promise<string[]> {
  const scripts = (await readdir(folder)).filter((name) => /\.[cm]?[jt]s$/.test(name)).sort();
  const tags = scripts.map(async (name) => {
    // What hardhat-deploy asks of a script.
    const { default: script } = (await import(join(folder, name))) as { default?: Partial<DeployFunction> };
    return script?.tags ?? [];
  });
  return (await Promise.all(tags)).flat();
}
