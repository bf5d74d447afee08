import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { makeMember, sampleMembersFolder } from "../../lib/accounts/sample-members";
import { readMembersFile } from "../../lib/committee/members-file";
import { environmentWith } from "../../lib/env";
import { ColophonError, notWritten } from "../../lib/errors";
import { publishOver } from "../../lib/store/publish";
import type { ConsortiumNetwork } from "./network";

const HARDHAT = require.resolve("hardhat/internal/cli/bootstrap");
const ROOT = join(__dirname, "..", "..");
/** The five institutions whose names the members have. */
const SAMPLE = join(ROOT, "samples", "committee.json");

/** The committee's file of the sample members that were made. */
function committeePath(home: string): string {
  return join(sampleMembersFolder(home), "committee.json");
}

/**
 * Makes sure that the contracts can still be deployed with the sample members.
 * @param isDeployed whether contracts are on the network
 * @throws ColophonError where they were deployed without them
 */
export function requireDeployable(home: string, isDeployed: boolean): void {
  if (!isDeployed || existsSync(committeePath(home))) return;
  throw new ColophonError("The contracts are on this network already, deployed without the sample members", {
    code: "DeployedWithoutMembers",
    advice:
      "To begin anew, which removes the chain with all that is registered on it: npm run consortium -- stop, then wipe, then members.",
  });
}

/** An account's name as an institution's name gives it: "Authors' Copyright Society" is authors-copyright-society. */
export function accountNameOf(institution: string): string {
  return institution
    .toLowerCase()
    .replace(/[^a-z0-9\s-]/g, "")
    .trim()
    .replace(/[\s-]+/g, "-");
}

/**
 * Makes what is not there of the sample members, each with a key of its own, and of their committee's file.
 * @returns their names, in the sample's order
 */
export async function makeMembers(home: string): Promise<readonly string[]> {
  const folder = sampleMembersFolder(home);
  const sample = await readMembersFile(SAMPLE, true);
  const names = sample.members.map(({ name }) => accountNameOf(name));
  const members: object[] = [];
  for (const [index, member] of sample.members.entries()) {
    const { address } = await makeMember(folder, names[index] ?? "");
    members.push({ ...member, address });
  }
  const path = committeePath(home);
  await publishOver(path, `${JSON.stringify({ ...sample, members }, undefined, 2)}\n`).catch((cause: unknown) => {
    throw notWritten(path, cause);
  });
  return names;
}

/**
 * Runs the deploy scripts on the network of this machine, whatever network and roles the settings name, with the sample members as
 * the committee. What was deployed by an earlier run stays.
 */
export async function deployWithMembers(home: string, { urls, chainId }: ConsortiumNetwork): Promise<void> {
  const settings = {
    COLOPHON_CONSORTIUM_URL: urls.join(","),
    COLOPHON_CONSORTIUM_CHAIN_ID: String(chainId),
    COLOPHON_COMMITTEE: committeePath(home),
    ...{ COLOPHON_DEPLOYER: "", COLOPHON_ACCREDITOR: "", COLOPHON_ADJUDICATOR: "", COLOPHON_GUARDIAN: "" },
  };
  const child = spawn(process.execPath, [HARDHAT, "deploy", "--network", "consortium"], {
    cwd: ROOT,
    env: environmentWith(settings),
    stdio: ["ignore", process.stderr, process.stderr],
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code === 0) return;
  throw new ColophonError("The contracts could not be deployed", {
    code: "DeploymentFailed",
    advice: "What is amiss is said above. Once it is mended, run the same command again: it goes on.",
  });
}
