import { drawing, h } from "../page/dom";
import { wordsOf } from "../page/language";
import { type Language, LANGUAGES } from "../words/words";

/** A printer's flower. */
const FLOWER = [
  "M12 4c2.4 2.6 2.4 5.400 0 8c-2.400-2.600-2.400-5.400 0-8",
  "M12 20c2.400-2.600 2.400-5.400 0-8c-2.400 2.600-2.400 5.400 0 8",
  "M4 12c2.600-2.400 5.400-2.400 8 0c-2.600 2.400-5.400 2.400-8 0",
  "M20 12c-2.600-2.400-5.400-2.400-8 0c2.600 2.400 5.400 2.400 8 0",
];

/** The page's name, and the languages that it speaks. */
export function headerView(chosen: Language, speak: (language: Language) => void): (HTMLElement | SVGSVGElement)[] {
  const words = wordsOf(chosen);
  const languages = LANGUAGES.map((language) => {
    const isChosen = `${language === chosen}`;
    const attributes = { type: "button", id: `language-${language}`, lang: language, "aria-pressed": isChosen };
    const button = h("button", attributes, wordsOf(language).name);
    button.addEventListener("click", () => speak(language));
    return button;
  });
  return [
    h("nav", { "aria-label": words.languages }, ...languages),
    drawing("flower", ...FLOWER),
    h("h1", {}, "Colophon"),
    h("p", { class: "tagline" }, words.tagline),
  ];
}
