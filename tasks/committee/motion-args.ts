import { sourceIn } from "../../lib/certificates/foreign/source";
import { readTrust } from "../../lib/certificates/trust";
import { scopeOf } from "../../lib/chain/contracts/scope";
import type { Rules } from "../../lib/committee/calls";
import { MOST_WEIGHT } from "../../lib/committee/members-file";
import type { MotionInput } from "../../lib/committee/motion";
import { hashFile } from "../../lib/hashing/hash-file";
import { HEADER_KINDS } from "../../lib/proofs/header";
import { type TaskDefinition, types } from "../shared/command/definition";
import {
  parseAddress,
  parseChoice,
  parseDuration,
  parseKinds,
  parseMoment,
  parseWithin,
} from "../shared/command/parse";
import { addressOf } from "../shared/open/accounts";

/** How a task is told what to propose. */
export interface MotionArgs {
  readonly party?: string;
  readonly weight?: number;
  readonly participation?: number;
  readonly winRate?: number;
  readonly votingDelay?: string;
  readonly votingPeriod?: string;
  readonly executionDelay?: string;
  readonly role?: string;
  readonly replaces?: string;
  readonly to?: string;
  readonly order?: string;
  readonly until: string;
  readonly scope: string;
  readonly lasting?: string;
  readonly target?: string;
  readonly data?: string;
  readonly trust?: string;
  readonly headers: string;
}

export function addMotion(definition: TaskDefinition): TaskDefinition {
  return definition
    .addParam(
      "what",
      "What is proposed, e.g. admit, expel, accreditor, source; a wrong word lists them all",
      undefined,
      types.string,
    )
    .addOptionalParam("party", "The account that it is about, e.g. the member to admit", undefined, types.string)
    .addOptionalParam("weight", "The weight of a seat (admit: 1)", undefined, types.int)
    .addOptionalParam("participation", "rates: percent of the weight that must vote", undefined, types.int)
    .addOptionalParam("winRate", "rates: percent of yes and no that must be yes", undefined, types.int)
    .addOptionalParam("votingDelay", "rates: from a proposal to its ballot, e.g. 0s, 1h", undefined, types.string)
    .addOptionalParam("votingPeriod", "rates: how long a ballot is open, e.g. 7d", undefined, types.string)
    .addOptionalParam("executionDelay", "rates: from a ballot's end to its execution", undefined, types.string)
    .addOptionalParam("role", "module: the role that it gets", undefined, types.string)
    .addOptionalParam("replaces", "module: the one whose role ends", undefined, types.string)
    .addOptionalParam("to", "recover: who takes the lost account's place", undefined, types.string)
    .addOptionalParam("order", "recover, dismiss-accreditor: the file with the decision", undefined, types.string)
    .addOptionalParam("until", "accreditor: the end of its term, as of an accreditation", "365d", types.string)
    .addOptionalParam("scope", "accreditor: what it accredits, divided by commas", "publisher", types.string)
    .addOptionalParam("lasting", "pause-duration: how long a pause lasts, e.g. 3d", undefined, types.string)
    .addOptionalParam("target", "call: the contract's address", undefined, types.string)
    .addOptionalParam("data", "call: the data, 0x and hex digits", undefined, types.string)
    .addOptionalParam("trust", "source: the trust file of another chain's registry", undefined, types.string)
    .addOptionalParam("headers", `source: the form of its headers: ${HEADER_KINDS.join(", ")}`, "kaia", types.string)
    .addOptionalParam("description", "What members read first (else what the calls do)", undefined, types.string);
}

/** What a motion is about, of the parameters that were given. @param now the chain's time in Unix seconds */
export async function motionInput(args: MotionArgs, chainId: bigint, now: number): Promise<MotionInput> {
  const account = async (value: string | undefined, option: string): Promise<string | undefined> =>
    value === undefined ? undefined : addressOf(chainId, value, option);
  const duration = (value: string | undefined, option: string): number | undefined =>
    value === undefined ? undefined : parseDuration(value, option);
  return {
    party: await account(args.party, "--party"),
    replaces: await account(args.replaces, "--replaces"),
    to: await account(args.to, "--to"),
    order: args.order === undefined ? undefined : (await hashFile(args.order)).contentHash,
    weight: parseWithin(args.weight, "--weight", 1, MOST_WEIGHT),
    role: args.role,
    rules: given({
      participation: parseWithin(args.participation, "--participation", 1, 100),
      winRate: parseWithin(args.winRate, "--win-rate", 1, 100),
      votingDelay: duration(args.votingDelay, "--voting-delay"),
      votingPeriod: duration(args.votingPeriod, "--voting-period"),
      executionDelay: duration(args.executionDelay, "--execution-delay"),
    }),
    until: parseMoment(args.until, "--until", now),
    scope: scopeOf(parseKinds(args.scope, "--scope")),
    seconds: duration(args.lasting, "--lasting"),
    target: args.target === undefined ? undefined : parseAddress(args.target, "--target"),
    data: args.data,
    source:
      args.trust === undefined
        ? undefined
        : sourceIn(await readTrust(args.trust), parseChoice(args.headers, "--headers", HEADER_KINDS)),
  };
}

/** The rules that were given; undefined where none was. */
function given(rules: { readonly [Name in keyof Rules]: number | undefined }): Partial<Rules> | undefined {
  const entries = Object.entries(rules).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
