import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";

import { OTHER_CHAIN } from "../../lib/chain/contracts/deployment";
import { ColophonError, fileError } from "../../lib/errors";
import { readText } from "../../lib/text-file";

/** hardhat-deploy's note of the chain that the files beside it belong to. */
const CHAIN_ID_FILE = ".chainId";
const COPY_WHOLE =
  "Copy that folder whole from whoever deployed the contracts, with the files whose names begin with a dot.";

/**
 * Makes sure that hardhat-deploy can go on from the deployment files of a network: it throws a stack at what is odd.
 * @param folder that of the network
 * @throws ColophonError where the note of the chain is missing, empty or another chain's, or a file is no JSON
 */
export async function checkDeploymentFiles(folder: string, chainId: bigint): Promise<void> {
  if (!existsSync(folder)) return;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw fileError(folder, cause);
  });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = paths.filter((path) => !/(?:^|[\\/])(?:\.|solcInputs[\\/])/.test(relative(folder, path)));
  if (files.length === 0) return;

  const note = join(folder, CHAIN_ID_FILE);
  if (!existsSync(note))
    throw new ColophonError(`${folder} has no file ${CHAIN_ID_FILE}`, {
      code: "DeploymentFilesIncomplete",
      advice: COPY_WHOLE,
    });
  const noted = (await readText(note)).trim();
  if (noted === "")
    throw new ColophonError(`${note} is empty`, { code: "DeploymentFilesIncomplete", advice: COPY_WHOLE });
  if (noted !== String(chainId)) {
    throw new ColophonError(`${folder} has the deployment files of chain ${noted}, and this is chain ${chainId}`, {
      code: "DeploymentOfOtherChain",
      advice: OTHER_CHAIN,
    });
  }
  for (const path of files.filter((name) => name.endsWith(".json"))) await requireJson(path);
}

async function requireJson(path: string): Promise<void> {
  const text = await readText(path);
  try {
    JSON.parse(text);
  } catch (cause) {
    throw new ColophonError(`${path} is not a deployment file`, {
      code: "NotADeploymentFile",
      advice: COPY_WHOLE,
      cause,
    });
  }
}
