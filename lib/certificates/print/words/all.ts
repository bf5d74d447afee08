import { EN } from "./en";
import { FR } from "./fr";
import type { Words } from "./words";
import { ZH } from "./zh";

/** The languages of a paper, in the order in which they stand there. */
export const LANGUAGES = ["zh", "en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

const ALL: Readonly<Record<Language, Words>> = { zh: ZH, en: EN, fr: FR };

/** The same thing in each language, that which comes first on the paper before the others. */
export type Said = readonly [first: string, ...others: string[]];

/** Says something in each language. @param first the language that comes first */
export function sayIn(first: Language): (pick: (words: Words) => string) => Said {
  const others = LANGUAGES.filter((each) => each !== first).map((each) => ALL[each]);
  return (pick) => [pick(ALL[first]), ...others.map(pick)];
}
