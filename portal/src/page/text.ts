import { shortHex } from "../../../lib/short-hex";
import type { Language } from "../words/words";

const MILLISECONDS_PER_SECOND = 1000;
const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", zh: "zh-CN", fr: "fr-FR" };

/** A time as people say it, in UTC: what a chain says is the same everywhere. @param seconds Unix time */
export function timeText(seconds: number, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
    hour12: false,
  });
  return `${format.format(new Date(seconds * MILLISECONDS_PER_SECOND))} UTC`;
}

/** For machines. @param seconds Unix time */
export function isoTime(seconds: number): string {
  return new Date(seconds * MILLISECONDS_PER_SECOND).toISOString();
}

/** A number as people write it. */
export function numberText(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language]).format(value);
}

/** After it no line ends. */
const WORD_JOINER = "\u2060";

/** An account or a hash, short enough for a sentence, and in one piece: a line could end after the three dots. */
export function shortText(hex: unknown): string {
  return shortHex(String(hex)).replace("…", `…${WORD_JOINER}`);
}

/** What a language is called in another; its code where it has no name there. */
export function languageText(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames(LOCALES[language], { type: "language" }).of(code) ?? code;
  } catch {
    return code; // What somebody has written is no code.
  }
}
