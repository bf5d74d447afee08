type Stream = "log" | "error";

/** What was printed through the console and not shown. */
export interface HeldOutput {
  /** The arguments of each `console.error`. */
  readonly errors: readonly (readonly unknown[])[];
  /** Holds nothing more, and prints all that was held in its order. */
  print(): void;
  /** Holds nothing more, and forgets what was held. */
  drop(): void;
}

/** Holds back what is printed by `console.log` or `console.error`, while nobody knows whether it is fit to be read. */
export function holdOutput(...streams: readonly Stream[]): HeldOutput {
  const shown = { ...console };
  const lines: { stream: Stream; words: unknown[] }[] = [];
  let isHolding = true;
  for (const stream of streams) {
    console[stream] = (...words: unknown[]) => {
      // Somebody may have kept this function while it held what was said.
      if (isHolding) lines.push({ stream, words });
      else shown[stream](...words);
    };
  }
  const restore = (): void => {
    isHolding = false;
    for (const stream of streams) console[stream] = shown[stream];
  };
  return {
    get errors() {
      return lines.filter(({ stream }) => stream === "error").map(({ words }) => words);
    },
    print() {
      restore();
      for (const { stream, words } of lines.splice(0)) console[stream](...words);
    },
    drop() {
      restore();
      lines.length = 0;
    },
  };
}
