/** The scripts whose sentences have no spaces between their words, or whose words carry endings: any part may be looked for. */
const UNSPACED = ["Han", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Thai", "Lao", "Khmer", "Myanmar"]
  .map((script) => `\\p{scx=${script}}`)
  .join("");
const PART_OF_WORD = "\\p{L}\\p{N}\\p{M}";

/** A run of an unspaced script, or a word of another. */
const RUN = new RegExp(
  `(?<unspaced>(?:(?=[${PART_OF_WORD}])[${UNSPACED}])+)|(?:(?![${UNSPACED}])[${PART_OF_WORD}])+`,
  "gu",
);

const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");

// eslint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007f]*$/;

/** Chinese as most of it is written, with ASCII: what RUN finds in it can be found by less. */
const PLAIN =
  // eslint-disable-next-line no-control-regex
  /^[\u0000-\u007f\u2013-\u201f\u3001-\u3004\u3008-\u3020\u4e00-\u9fff\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]*$/;
const PLAIN_RUN = /[\u4e00-\u9fff]+|[a-z0-9]+/g;
const FIRST_HAN = 0x4e00;

/** Accents of Latin, Greek and Cyrillic letters; the signs of other scripts change the word. */
const ACCENTS = /[\u0300-\u036f]/g;

/** A text without differences that nobody types: capitals, accents, full-width forms. */
function folded(text: string): string {
  return text.normalize("NFKD").replace(ACCENTS, "").normalize("NFC").toLowerCase();
}

/** A run's characters in pairs, each with the one after it, and the last by itself: 版权登记 is 版权 权登 登记 记. */
function pairsIn(run: string): string[] {
  const characters = [...run];
  return characters.map((character, index) => character + (characters[index + 1] ?? ""));
}

/**
 * What the index has of a text: words, folded, with spaces between. Where a script has no spaces, every two characters that
 * stand together are a word, so that a word of two characters is found and one inside a sentence as well.
 */
export function indexedWords(text: string): string {
  // The index divides plain ASCII by itself.
  if (ASCII.test(text)) return text.toLowerCase();
  if (PLAIN.test(text)) return plainWords(text.toLowerCase());
  return wordsOf(text).join(" ");
}

/** The same of a folded text that is PLAIN. */
function plainWords(text: string): string {
  let words = "";
  for (const run of text.match(PLAIN_RUN) ?? []) {
    if (run.charCodeAt(0) < FIRST_HAN) words += `${run} `;
    else for (let at = 0; at < run.length; at++) words += `${run.slice(at, at + 2)} `;
  }
  return words.trimEnd();
}

/** Words of an index that stand one after another. */
export interface Phrase {
  readonly words: readonly string[];
  /** Whether the word, which is the only one, is the beginning of those that are meant. */
  readonly isBeginning: boolean;
}

/** What a text asks for: whatever has all of these phrases. A single character of an unspaced script is found wherever it stands. */
export function phrasesIn(text: string): Phrase[] {
  return [...folded(text).matchAll(RUN)].map(({ 0: run, groups }) => {
    if (groups?.["unspaced"] === undefined) return { words: [run], isBeginning: false };
    const pairs = pairsIn(run);
    // Of a longer run the last character by itself would ask for the end of a sentence.
    return pairs.length === 1 ? { words: pairs, isBeginning: true } : { words: pairs.slice(0, -1), isBeginning: false };
  });
}

/** The question to the index that finds what has all the words of a text; undefined where it has none. */
export function matchOf(text: string): string | undefined {
  const phrases = phrasesIn(text).map(({ words, isBeginning }) => `"${words.join(" ")}"${isBeginning ? "*" : ""}`);
  return phrases.length === 0 ? undefined : phrases.join(" AND ");
}

/** The words that `indexedWords` puts into the index, and the index divides. */
export function wordsOf(text: string): string[] {
  return [...folded(text).matchAll(RUN)].flatMap(({ 0: run, groups }) =>
    groups?.["unspaced"] === undefined ? [run] : pairsIn(run),
  );
}

/** Whether a word begins with a character of an unspaced script, so that its beginning alone may be asked for. */
export function isUnspaced(word: string): boolean {
  return STARTS_UNSPACED.test(word);
}
