/** Ctrl-C as a signal that work can end on. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Ctrl-C ends the program again. */
  end(): void;
}

/**
 * From now on, Ctrl-C does not end the program but tells the work to stop in an orderly way; a second Ctrl-C ends it. A run
 * that stops so has failed: the exit code is 1.
 */
export function untilInterrupted(): Interrupt {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
    console.error(
      "Stopping: what is under way is waited for. Ctrl-C once more ends at once, which loses nothing either.",
    );
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  return {
    signal: controller.signal,
    end: () => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}
