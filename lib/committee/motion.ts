import { isHexString, ZeroHash } from "ethers";

import { ROLES } from "../chain/contracts/roles";
import { ColophonError } from "../errors";
import { Calls, type ForeignSource, type Places, type ProposedCall, type Rules } from "./calls";

/** What a member can propose by name. */
export const MOTIONS = [
  "accept",
  "admit",
  "expel",
  "weight",
  "rates",
  "accreditor",
  "dismiss-accreditor",
  "adjudicator",
  "dismiss-adjudicator",
  "guardian",
  "dismiss-guardian",
  "module",
  "recover",
  "source",
  "dismiss-source",
  "unpause",
  "pause-duration",
  "call",
] as const;

export type Motion = (typeof MOTIONS)[number];

/** What a motion is about; each needs some of it. */
export interface MotionInput {
  /** The account that it is about: a member, an accreditor, a module, a lost account. */
  readonly party?: string | undefined;
  readonly weight?: number | undefined;
  /** The rules as they are to be; those that are not named stay. */
  readonly rules?: Partial<Rules> | undefined;
  /** A role by its name. */
  readonly role?: string | undefined;
  /** The account that a module takes the place of. */
  readonly replaces?: string | undefined;
  /** Who is to take a lost account's place. */
  readonly to?: string | undefined;
  /** SHA-256 of the order that says so, or of the decision to dismiss an accreditor. */
  readonly order?: string | undefined;
  /** Unix seconds. */
  readonly until?: number | undefined;
  /** The bit `1 << kind` for each kind of parties. */
  readonly scope?: number | undefined;
  readonly seconds?: number | undefined;
  readonly target?: string | undefined;
  readonly data?: string | undefined;
  /** A registry of another chain, and whom to believe about it. */
  readonly source?: ForeignSource | undefined;
}

/** Where a motion is made. */
export interface MotionPlace {
  readonly places: Places;
  /** Who deployed the contracts. */
  readonly deployer: string;
  /** The rules as they are. */
  readonly rules: Rules;
}

/** What input is called where a person gives it, if not by its own name. */
const OPTIONS: Partial<Record<keyof MotionInput, string>> = {
  rules: "one of the rules, such as --participation",
  seconds: "--lasting",
  source: "--trust",
};

/**
 * The calls of a motion.
 * @throws ColophonError, exit code 2, that names what it lacks
 */
export function callsOf(motion: Motion, input: MotionInput, { places, deployer, rules }: MotionPlace): ProposedCall[] {
  const calls = new Calls(places);
  const need = <K extends keyof MotionInput>(name: K): NonNullable<MotionInput[K]> =>
    required(motion, OPTIONS[name] ?? `--${name}`, input[name]);
  switch (motion) {
    case "accept":
      return [calls.accept(deployer)];
    case "admit":
      return [calls.admit(need("party"), input.weight ?? 1)];
    case "expel":
      return [calls.expel(need("party"))];
    case "weight":
      return [calls.weigh(need("party"), need("weight"))];
    case "rates":
      return [calls.rules({ ...rules, ...need("rules") })];
    case "accreditor":
      return [calls.appoint(need("party"), need("until"), need("scope"))];
    case "dismiss-accreditor":
      return [calls.dismiss(need("party"), input.order ?? ZeroHash)];
    case "adjudicator":
      return [calls.grant(ROLES.ADJUDICATOR, need("party"))];
    case "dismiss-adjudicator":
      return [calls.revoke(ROLES.ADJUDICATOR, need("party"))];
    case "guardian":
      return [calls.grant(ROLES.GUARDIAN, need("party"))];
    case "dismiss-guardian":
      return [calls.revoke(ROLES.GUARDIAN, need("party"))];
    case "module":
      return module(calls, roleOf(need("role")), need("party"), input.replaces);
    case "recover":
      return [calls.recover(recoveryIn(places), need("party"), need("to"), need("order"))];
    case "source":
      return [calls.admitSource(foreignTitlesIn(places), need("source"))];
    case "dismiss-source":
      return [calls.dismissSource(foreignTitlesIn(places), need("source"))];
    case "unpause":
      return [calls.unpause()];
    case "pause-duration":
      return [calls.pauseDuration(need("seconds"))];
    case "call":
      return [{ target: need("target"), data: bytes(need("data")), value: "0" }];
  }
}

function module(calls: Calls, role: bigint, account: string, replaces: string | undefined): ProposedCall[] {
  const granted = calls.grant(role, account);
  return replaces === undefined ? [granted] : [granted, calls.revoke(role, replaces)];
}

function recoveryIn({ recovery }: Places): string {
  const problem = "Nobody can be given a successor: the contract for recoveries is not deployed here";
  return deployed(recovery, "RecoveryNotDeployed", problem);
}

function foreignTitlesIn({ foreignTitles }: Places): string {
  const problem = "No registry of another chain can be believed: ForeignTitles is not deployed here";
  return deployed(foreignTitles, "NoForeignTitles", problem);
}

function deployed(address: string | undefined, code: string, problem: string): string {
  if (address !== undefined) return address;
  const advice = "Have the deploy scripts run again, and copy the deployment files anew from whoever runs them.";
  throw new ColophonError(problem, { code, advice });
}

function roleOf(name: string): bigint {
  const found = Object.entries(ROLES).find(([known]) => known === name.toUpperCase() && known !== "ADMIN");
  if (found !== undefined) return found[1];
  const names = Object.keys(ROLES).filter((known) => known !== "ADMIN");
  throw wrong(`--role: "${name}" is none of: ${names.join(", ").toLowerCase()}`);
}

function bytes(data: string): string {
  if (isHexString(data) && data.length % 2 === 0) return data;
  throw wrong(`--data: "${data}" is not 0x and an even number of hex digits`);
}

function required<T>(motion: Motion, option: string, value: T): NonNullable<T> {
  if (value !== undefined && value !== null) return value;
  throw wrong(`--what ${motion} needs ${option}`);
}

function wrong(message: string): ColophonError {
  return new ColophonError(message, {
    code: "WrongParameter",
    advice: "What each kind of proposal takes is in docs/committee.md.",
    exitCode: 2,
  });
}
