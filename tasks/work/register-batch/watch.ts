import type { BaseWallet } from "ethers";

import type { OpenedSource } from "../../../lib/batch/source/source";
import { goThroughAgain } from "../../../lib/batch/source/watch";
import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { countOf } from "../../../lib/count-of";
import { ColophonError } from "../../../lib/errors";
import type { Outcome } from "../../shared/command/action";
import { untilInterrupted } from "../../shared/command/interrupt";
import type { RegisteredBulk } from "../../shared/facts/bulk-text";
import { asTyped } from "../../shared/print/program";
import { report } from "../../shared/print/report";
import { registerOnce, type Task } from "./once";

/** How a folder is watched. */
export interface Watching {
  readonly folder: string;
  /** In milliseconds. */
  readonly period: number;
  /** The period as it was given: 1h. */
  readonly every: string;
  /** Opens the folder but for some files that are perhaps still being written. */
  readonly openWithout: (moving: ReadonlySet<string>) => Promise<OpenedSource>;
  /** Whether each run is told as it ends; else all are told at the end. */
  readonly isTold: boolean;
}

/** What came of it. */
export interface Watched {
  /** The runs that registered something. */
  readonly runs: readonly RegisteredBulk[];
}

/**
 * Registers what is new in a folder, now and once a period in which something happened there, until Ctrl-C. What goes wrong in
 * a run is told, and tried again a period later.
 */
export async function keepRegistering(
  colophon: Colophon,
  wallet: BaseWallet,
  task: Omit<Task, "source">,
  { folder, period, every, openWithout, isTold }: Watching,
): Promise<Outcome<Watched>> {
  const interrupt = untilInterrupted(() => undefined);
  const { signal } = interrupt;
  const runs: RegisteredBulk[] = [];
  const told = new Set<string>();
  const run = async (moving: ReadonlySet<string>): Promise<boolean> => {
    try {
      const { result, text } = await registerOnce(
        colophon,
        wallet,
        { ...task, source: await openWithout(moving) },
        signal,
      );
      // A run that found nothing new tells of a batch of before.
      if (told.has(result.batch)) return true;
      told.add(result.batch);
      runs.push(result);
      if (isTold) console.log(`${asTyped(text)}\n`);
      return true;
    } catch (error) {
      if (!(error instanceof ColophonError)) throw error;
      if (signal.aborted) return false;
      report(error, false);
      console.error(`The watch goes on: it is tried again after ${every}.`);
      return false;
    }
  };
  try {
    console.error(`Watching ${folder}: what is new is registered as it comes. Stop it with Ctrl-C.`);
    await goThroughAgain(folder, period, signal, run);
  } finally {
    interrupt.end();
  }
  const works = runs.reduce((sum, { registered }) => sum + registered, 0);
  return {
    result: { runs },
    text: `Stopped: registered ${countOf(works, "work")} in ${runs.length === 1 ? "one batch" : `${runs.length} batches`}`,
  };
}
