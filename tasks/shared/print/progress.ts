import { SingleBar } from "cli-progress";

import type { OnProgress, Progress } from "../../../lib/progress";

const MILLISECONDS = 1000;
const KIB = 1024;
const MIB = 1024 * KIB;
/** Without a terminal a line is printed this often, in milliseconds. */
const LINE_INTERVAL_MS = 5_000;
const BAR_WIDTH = 24;

/** Shows how far a job is: a bar on a terminal, a line now and then without one. */
export interface ProgressDisplay {
  readonly show: OnProgress;
  /** Ends what is shown, so that other words can follow. */
  readonly end: () => void;
}

/** @param stream where it is shown */
export function progressDisplay(stream: NodeJS.WriteStream = process.stderr): ProgressDisplay {
  return stream.isTTY ? barDisplay(stream) : lineDisplay(stream);
}

/**
 * Shows how far a job is that is most often done at once: nothing of it before a second has passed.
 * @param patience in milliseconds
 */
export async function whileShown<T>(
  job: (onProgress: OnProgress) => Promise<T>,
  display = progressDisplay(),
  patience = MILLISECONDS,
): Promise<T> {
  const until = performance.now() + patience;
  try {
    return await job((progress) => {
      if (performance.now() >= until) display.show(progress);
    });
  } finally {
    display.end();
  }
}

function barDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  let bar: SingleBar | undefined;
  let stage: string | undefined;
  let start = startOf({ done: 0 });
  let last = 0;
  const end = (): void => {
    bar?.stop();
    bar = undefined;
    stage = undefined;
  };
  const show = (progress: Progress): void => {
    const { done, total } = progress;
    if (progress.stage !== stage || done < last) {
      end();
      stage = progress.stage;
      start = startOf(progress);
      const format = total === undefined ? "{words}" : "{words}  {bar} {percentage} %";
      bar = new SingleBar({ format, stream, barsize: BAR_WIDTH, barCompleteChar: "=", barIncompleteChar: "-" });
      bar.start(total ?? 0, done, { words: wordsFor(progress, start) });
    }
    last = done;
    bar?.update(done, { words: wordsFor(progress, start) });
  };
  return { show, end };
}

function lineDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  let unprinted: Progress | undefined;
  let stage: string | undefined;
  let start = startOf({ done: 0 });
  let last = 0;
  let printedAt = 0;
  const print = (): void => {
    if (unprinted !== undefined) stream.write(`${wordsFor(unprinted, start)}\n`);
    unprinted = undefined;
    printedAt = performance.now();
  };
  const end = (): void => {
    print();
    stage = undefined;
  };
  const show = (progress: Progress): void => {
    if (progress.stage !== stage || progress.done < last) {
      end();
      stage = progress.stage;
      start = startOf(progress);
    }
    unprinted = progress;
    last = progress.done;
    if (performance.now() - printedAt > LINE_INTERVAL_MS) print();
  };
  return { show, end };
}

/** When a stage began, and how far it was then: a run that goes on where another stopped has not done that itself. */
interface Start {
  readonly at: number;
  readonly done: number;
}

function startOf({ done }: Pick<Progress, "done">): Start {
  return { at: performance.now(), done };
}

/** "Hashing: 120 of 300 MiB, 40 MiB/s, 5 s left" */
function wordsFor({ stage, done, total, unit }: Progress, start: Start): string {
  const seconds = Math.max(performance.now() - start.at, 1) / MILLISECONDS;
  const rate = (done - start.done) / seconds;
  const count = total === undefined ? amount(done, unit) : `${amount(done, unit, total)} of ${amount(total, unit)}`;
  // Nothing done yet is no rate.
  const speed = rate === 0 ? "" : `, ${amount(rate, unit)}/s`;
  const left = total === undefined || rate === 0 || done >= total ? "" : `, ${Math.ceil((total - done) / rate)} s left`;
  return `${stage}: ${count}${speed}${left}`;
}

/**
 * A number with its unit; bytes are shown in KiB or MiB.
 * @param total where it is a part of one: it is shown in the unit of that, which is not said twice
 */
function amount(value: number, unit: string, total?: number): string {
  const [size, name] = unit !== "bytes" ? [1, unit] : (total ?? value) < MIB ? [KIB, "KiB"] : [MIB, "MiB"];
  const shown = value / size;
  const digits = unit === "bytes" && shown < 10 ? 1 : 0;
  const number = shown.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (total !== undefined) return number;
  return `${number} ${number === "1" ? name.replace(/s$/, "") : name}`;
}
