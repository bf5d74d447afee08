import type { Rules } from "./calls";
import type { Sitting } from "./committee";

/** A seat that is taken. */
export interface Member {
  readonly seat: number;
  readonly member: string;
  readonly weight: number;
}

/** A committee as it is now. */
export interface Members {
  readonly members: readonly Member[];
  readonly totalWeight: number;
  readonly rules: Rules;
}

/** The rules of ballots to come. */
export async function readRules({ committee }: Sitting): Promise<Rules> {
  const { votingDelay, votingPeriod, executionDelay, participation, winRate } = await committee.rules();
  return {
    votingDelay: Number(votingDelay),
    votingPeriod: Number(votingPeriod),
    executionDelay: Number(executionDelay),
    participation: Number(participation),
    winRate: Number(winRate),
  };
}

/**
 * Who sits in the committee, and by which rules it votes now.
 * @param time as of when, Unix seconds; default: now
 */
export async function readMembers(sitting: Sitting, time?: number): Promise<Members> {
  const { seats } = sitting;
  const all = await seats.seatsAt(time ?? (await seats.clock()));
  const members = all.flatMap(({ member, weight }, index) =>
    weight === 0n ? [] : [{ seat: index + 1, member, weight: Number(weight) }],
  );
  const totalWeight = members.reduce((sum, { weight }) => sum + weight, 0);
  return { members, totalWeight, rules: await readRules(sitting) };
}

/** Whether an account has a seat in the committee now. */
export async function hasSeat(sitting: Sitting, account: string): Promise<boolean> {
  return (await readMembers(sitting)).members.some(({ member }) => member === account);
}
