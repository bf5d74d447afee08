import { shortHex } from "../../lib/short-hex";
import type { NetworkStatus, ValidatorStatus } from "./status";

const HEADINGS = ["", "state", "pid", "height", "round", "peers", "address", "URL"] as const;
const GAP = "  ";

/** The status as lines for a person, in 80 columns: the addresses are shortened. */
export function statusLines(status: NetworkStatus): readonly string[] {
  return [...table([HEADINGS, ...status.validators.map(rowOf)]), "", chainLine(status), votersLine(status)];
}

function rowOf({ number, state, pid, block, peers, address, url }: ValidatorStatus): readonly string[] {
  return [number, state, pid, block?.number, block?.round, peers, shortHex(address), url].map((value) =>
    String(value ?? "-"),
  );
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
}

function chainLine({ chainId, makesBlocks, ageInSeconds }: NetworkStatus): string {
  if (ageInSeconds === undefined) return `Nobody answers for the chain ${chainId}.`;
  const age = `the newest is ${ageInSeconds} s old`;
  return makesBlocks
    ? `The chain ${chainId} makes blocks: ${age}.`
    : `The chain ${chainId} makes no blocks: ${age}. Three of the four validators have to run and agree.`;
}

function votersLine({ validators, validatorSet }: NetworkStatus): string {
  if (validatorSet === undefined) return "Who votes is not known while nobody answers.";
  const own = new Map(validators.map(({ address, number }) => [address.toLowerCase(), number]));
  const voters = validatorSet.map((address) => own.get(address.toLowerCase()) ?? address);
  return `Who votes, in the order of their turns: ${voters.join(", ")}.`;
}
