import { type TaskDefinition, types } from "../command/definition";
import { parseDuration } from "../command/parse";
import { addressOf } from "./accounts";

/** How a task is told an account's guardians. */
export interface GuardiansArgs {
  readonly guardians: string;
  readonly threshold: number;
  readonly delay: string;
}

/** What `Recovery.setGuardians` takes: accounts in ascending order, how many of them have to agree, and seconds for a veto. */
type Guardianship = readonly [guardians: string[], threshold: number, delay: number];

export function addGuardians(definition: TaskDefinition): TaskDefinition {
  return definition
    .addParam("guardians", "The guardians: addresses or names of accounts, with commas", undefined, types.string)
    .addParam("threshold", "How many of them have to agree", undefined, types.int)
    .addOptionalParam("delay", "How long the key may veto after that, e.g. 7d; at most 90d", "7d", types.string);
}

/** The guardians that are named. @throws ColophonError, exit code 2, where one is no account or the delay is none */
export async function guardiansIn(args: GuardiansArgs, chainId: bigint): Promise<Guardianship> {
  const delay = parseDuration(args.delay, "--delay");
  const named: string[] = [];
  for (const name of args.guardians.split(",")) named.push(await addressOf(chainId, name.trim(), "--guardians"));
  return [named.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)), args.threshold, delay];
}
