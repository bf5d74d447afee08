/** A word that says how a check ended. */
export interface Verdict {
  readonly word: string;
  readonly isGood: boolean;
}

const GOOD = { sign: "✓", colour: 32 } as const;
const BAD = { sign: "✗", colour: 31 } as const;

/** What a terminal tells of itself. */
export type Screen = Pick<NodeJS.WriteStream, "isTTY" | "hasColors">;

export function verdict(word: string, isGood: boolean): Verdict {
  return { word, isGood };
}

/**
 * A verdict as it is shown: on a terminal with a sign, and in a colour where it has colours and NO_COLOR is not set, to which
 * Node looks. Elsewhere, and of any other word, the word alone.
 */
export function marked(name: string | Verdict, screen: Screen = process.stdout): string {
  if (typeof name === "string") return name;
  const { sign, colour } = name.isGood ? GOOD : BAD;
  if (!screen.isTTY) return name.word;
  const text = `${sign} ${name.word}`;
  return screen.hasColors() ? `\u001b[${colour}m${text}\u001b[39m` : text;
}
