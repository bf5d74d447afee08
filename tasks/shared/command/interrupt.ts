const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Ctrl-C as a signal that work can end on. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Ctrl-C ends the program again. */
  end(): void;
}

/**
 * From now on, Ctrl-C does not end the program but tells the work to stop in an orderly way; a second Ctrl-C ends it. A run
 * that stops so has failed: the exit code is 1.
 * @param clear ends whatever is half shown on the terminal
 */
export function untilInterrupted(clear: () => void): Interrupt {
  const controller = new AbortController();
  const leave = (signal: NodeJS.Signals): void => {
    clear();
    // Nobody listens any more, so this ends the program as if nobody ever had.
    process.kill(process.pid, signal);
  };
  const stop = (signal: NodeJS.Signals): void => {
    clear();
    console.error(
      "Stopping: what is under way is waited for. Ctrl-C once more ends at once, which loses nothing either.",
    );
    process.once(signal, leave);
    controller.abort();
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  return {
    signal: controller.signal,
    end: () => {
      for (const signal of SIGNALS) process.off(signal, stop).off(signal, leave);
    },
  };
}
