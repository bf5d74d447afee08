import { availableParallelism } from "node:os";

import type { Refusal } from "./shared/outcome";
import type { Ended, Settings } from "./shared/processes";
import type { Stage } from "./shared/stage";

/** A command that is refused, and what is said to it. */
export interface Refused extends Refusal {
  readonly line: string;
  readonly settings?: Settings;
}

/** Such commands by the name of their situation; each can set up what it needs first. */
export type Refusals = Readonly<Record<string, (stage: Stage) => Promise<Refused> | Refused>>;

/**
 * A test for every command. They are run together before the first test, several at a time: none of them writes, so they
 * do not have to wait for each other.
 * @param flags what is added to every command line
 * @param check what is expected of each
 */
export function testRefusals(
  stage: () => Stage,
  refusals: Refusals,
  flags: string,
  check: (ended: Ended, refusal: Refusal) => void,
): void {
  const outcomes = new Map<string, () => void>();
  before(async () => {
    const jobs: (() => Promise<unknown>)[] = [];
    for (const [name, prepare] of Object.entries(refusals)) {
      const { line, settings, ...refusal } = await prepare(stage());
      jobs.push(async () => {
        const ended = await stage().run(line + flags, settings);
        outcomes.set(name, () => {
          check(ended, refusal);
        });
      });
    }
    await inParallel(jobs);
  });

  for (const name of Object.keys(refusals)) {
    it(name, () => {
      const checkOutcome = outcomes.get(name);
      if (checkOutcome === undefined) throw new Error("the command was not run");
      checkOutcome();
    });
  }
}

/** Runs jobs, as many at a time as the machine has processors. */
async function inParallel(jobs: readonly (() => Promise<unknown>)[]): Promise<void> {
  const waiting = [...jobs];
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await job();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}
