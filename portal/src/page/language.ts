import { EN } from "../words/en";
import { FR } from "../words/fr";
import { type Language, LANGUAGES, type Words } from "../words/words";
import { ZH } from "../words/zh";

const WORDS: Readonly<Record<Language, Words>> = { en: EN, zh: ZH, fr: FR };
const KEY = "colophon-language";

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return WORDS[language];
}

/** The reader's language: the one chosen before, or the first of the browser's that the page has, or English. */
export function chosenLanguage(): Language {
  const wanted = [kept(), ...navigator.languages.map((each) => each.slice(0, 2))];
  const found = wanted.find((each) => (LANGUAGES as readonly (string | undefined)[]).includes(each));
  return (found as Language | undefined) ?? "en"; // one of the list
}

/** Keeps a choice, where the browser keeps anything. */
export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // It counts until the page is left.
  }
}

function kept(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}
