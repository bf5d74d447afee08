import leven from "leven";

/** Of so many letters of a word one may be wrong. */
const LETTERS_PER_SLIP = 3;

/** What somebody may have meant who typed a word that is none of those known; undefined where none is like it. */
export function meant(word: string, known: readonly string[]): string | undefined {
  const near = known.map((name) => ({ name, slips: leven(word, name) })).sort((a, b) => a.slips - b.slips);
  const [first] = near;
  return first !== undefined && first.slips <= Math.ceil(word.length / LETTERS_PER_SLIP) ? first.name : undefined;
}
