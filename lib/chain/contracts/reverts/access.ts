import { type Artifact, ARTIFACTS, MODULES } from "../artifacts";
import { FUNCTION_ROLES, type RoleName, roleName } from "../roles";
import type { Sentences } from "./sentence";

const HOLD_ROLE =
  "Use the account that holds it with --account, or have the admin grant it. Where a committee is the admin, a member proposes what is needed: npx hardhat committee propose";

/** 0x and the four bytes that name a function. */
const SELECTOR_LENGTH = 10;

/** "ADJUDICATOR, which this needs" */
function neededBy(call: string | undefined): string {
  const role = call && roleAskedBy(call);
  return role ? `${role}, which this needs` : "that this needs";
}

/** The role that a call asks for; undefined where no contract of ours has its function. */
function roleAskedBy(call: string): RoleName | undefined {
  const selector = call.slice(0, SELECTOR_LENGTH);
  const known: Readonly<Record<string, Artifact>> = { ...ARTIFACTS, ...MODULES };
  const roles = Object.entries(FUNCTION_ROLES).flatMap(([name, functions]) => {
    const called = known[name]?.contract.getFunction(selector) ?? null;
    return called === null ? [] : [functions[called.name] ?? "ADMIN"];
  });
  return roles[0];
}

const SCHEDULE = "Schedule it with the AccessManager, or have the admin grant the role without a delay.";

/** What every error of the AccessManager means, and of a contract that asks it, in words, as in reverts.ts. */
export const ACCESS_SENTENCES: Sentences = {
  AccessManagedUnauthorized: ([caller], call) => ({
    message: `The account ${caller} does not hold the role ${neededBy(call)}`,
    advice: HOLD_ROLE,
  }),
  AccessManagedInvalidAuthority: ([authority]) => ({ message: `${authority} is not an AccessManager` }),
  AccessManagedRequiredDelay: ([caller, delay]) => ({
    message: `The role of ${caller} asks for a delay of ${delay} s between scheduling and doing this`,
    advice: SCHEDULE,
  }),
  AccessManagerUnauthorizedAccount: ([account, role]) => ({
    message: `The account ${account} does not hold the role ${roleName(role)}, which this needs`,
    advice: HOLD_ROLE,
  }),
  AccessManagerNotScheduled: () => ({
    message: "The role that this needs asks for a delay, and this step was not scheduled",
    advice: SCHEDULE,
  }),
  AccessManagerNotReady: () => ({
    message: "The role that this needs asks for a delay, and the delay since this step was scheduled is not over",
    advice: "Try again later.",
  }),
  AccessManagerExpired: () => ({
    message: "This step was scheduled so long ago that it has expired",
    advice: "Schedule it anew with the AccessManager.",
  }),
};
