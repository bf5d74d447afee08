import { getAddress } from "ethers";

import type { AccessManager } from "../../../typechain-types";
import { contractsOf } from "../contracts/deployment";
import { eventsBetween } from "../contracts/events";
import { type RoleName, ROLES } from "../contracts/roles";
import { type DeployedPatient, failed, type Finding, ok, warning } from "./finding";

/** A long chain behind a node that looks through few blocks at a time would be asked for hours. */
const MOST_QUESTIONS = 2_000;

class TooManyQuestions extends Error {}

/** Who holds a role. */
interface Holding {
  /** Its name; "role 7" where it has none. */
  readonly name: string;
  readonly holders: readonly string[];
}

/**
 * Names the holders of every role, from the AccessManager's events, and fails where one holds a role that belongs to a contract
 * alone: ADMIN to the committee, RECOVERY to Recovery. That the deployer is still the admin is told by the check before it.
 */
export async function checkHolders(patient: DeployedPatient): Promise<Finding | Finding[]> {
  const { manager } = contractsOf(patient.deployment, patient.provider);
  const granted = await grantedIn(patient, manager);
  if (granted === undefined) {
    return warning(
      "holders",
      `cannot be listed: this node looks through too few blocks at a time for a chain of this length`,
      "Ask a node that looks through more, or make a list of the AccessManager's RoleGranted events elsewhere.",
    );
  }
  // A node without logs has failed already, and there is nobody to name.
  if (granted.size === 0) return [];
  const holdings: Holding[] = [];
  for (const [role, accounts] of [...granted].toSorted(([a], [b]) => Number(a - b))) {
    const holds = await Promise.all(accounts.map(async (account) => (await manager.hasRole(role, account))[0]));
    holdings.push({ name: nameOf(role), holders: accounts.filter((_, index) => holds[index]) });
  }
  const wrong = wrongIn(patient, holdings);
  if (wrong.length > 0) {
    return failed(
      "holders",
      wrong.join(", "),
      "Have the admin set it right; the AccessManager's events tell who did it.",
    );
  }
  const all = holdings.filter(({ holders }) => holders.length > 0);
  return ok("holders", all.map(({ name, holders }) => `${name}: ${holders.join(", ")}`).join("; "));
}

/** Everybody who was ever granted each role; undefined where the node would have to be asked too often. */
async function grantedIn(
  { provider, deployment }: DeployedPatient,
  manager: AccessManager,
): Promise<ReadonlyMap<bigint, readonly string[]> | undefined> {
  const blocks = [deployment.AccessManager.receipt.blockNumber, await provider.getBlockNumber()] as const;
  let asked = 0;
  try {
    const events = await eventsBetween(provider, blocks, async (...range) => {
      if (++asked > MOST_QUESTIONS) throw new TooManyQuestions();
      return manager.queryFilter(manager.filters.RoleGranted(), ...range);
    });
    const granted = new Map<bigint, string[]>();
    for (const { roleId, account } of events.map(({ args }) => args)) {
      const accounts = granted.get(roleId) ?? [];
      if (!accounts.includes(account)) granted.set(roleId, [...accounts, account]);
    }
    return granted;
  } catch (error) {
    if (error instanceof TooManyQuestions) return undefined;
    throw error;
  }
}

function wrongIn({ deployment, modules }: DeployedPatient, holdings: readonly Holding[]): readonly string[] {
  const deployer = getAddress(deployment.AccessManager.receipt.from);
  const holdersOf = (role: RoleName): readonly string[] => holdings.find(({ name }) => name === role)?.holders ?? [];
  const beside = (role: RoleName, module: string | undefined, tolerated?: string): readonly string[] =>
    module === undefined
      ? []
      : holdersOf(role)
          .filter((account) => account !== module && account !== tolerated)
          .map((account) => `${account} holds ${role} beside ${module}`);
  const recovery = modules.Recovery?.address;
  const follows = recovery === undefined || holdersOf("RECOVERY").includes(recovery);
  return [
    ...(holdersOf("ADMIN").length === 0 ? ["nobody holds ADMIN"] : []),
    ...beside("ADMIN", modules.Committee?.address, deployer),
    ...beside("RECOVERY", recovery),
    ...(follows ? [] : ["Recovery does not hold RECOVERY, so no title follows a lost account"]),
  ];
}

function nameOf(role: bigint): string {
  return Object.entries(ROLES).find(([, known]) => known === role)?.[0] ?? `role ${role}`;
}
