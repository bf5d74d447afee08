import { shortHex } from "../../../lib/short-hex";
import type { Language } from "../words/words";

const MILLISECONDS_PER_SECOND = 1000;
/** At it no line ends. */
const WORD_JOINER = "\u2060";
const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", zh: "zh-CN", fr: "fr-FR" };

/** A time as people say it, in UTC: what a chain says is the same everywhere. @param seconds Unix time */
export function timeText(seconds: number, language: Language): string {
  const said = (style: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(LOCALES[language], { ...style, dateStyle: "long", timeZone: "UTC", hour12: false }).format(
      new Date(seconds * MILLISECONDS_PER_SECOND),
    );
  const day = said({});
  return `${said({ timeStyle: "short" }).replace(day, inOnePiece(day))}\u00a0UTC`;
}

/** A day, at none of whose spaces and changes of script a line ends. */
function inOnePiece(day: string): string {
  return day.replaceAll(" ", "\u00a0").replace(/(?<=\d)(?=\p{Script=Han})|(?<=\p{Script=Han})(?=\d)/gu, WORD_JOINER);
}

/** For machines. @param seconds Unix time */
export function isoTime(seconds: number): string {
  return new Date(seconds * MILLISECONDS_PER_SECOND).toISOString();
}

/** A number as people write it. */
export function numberText(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language]).format(value);
}

/** An account or a hash, short enough for a sentence, and in one piece: a line could end after the three dots. */
export function shortText(hex: unknown): string {
  return shortHex(String(hex)).replace("…", `…${WORD_JOINER}`);
}

/** What turns the direction of all that follows it. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
/** Letters that are written from right to left. */
const LEFTWARD = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A text that somebody else wrote, for within a sentence: whichever way it runs, the sentence runs its own. */
export function quotedText(text: string): string {
  const still = text.replace(TURNING, "");
  return LEFTWARD.test(still) ? `\u2068${still}\u2069` : still;
}

/** What a language is called in another; its code where it has no name there. */
export function languageText(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames(LOCALES[language], { type: "language" }).of(code) ?? code;
  } catch {
    return code; // What somebody has written is no code.
  }
}
