import type { ExportedWork } from "../../../lib/catalogue/export/format";
import { button, h } from "../page/dom";
import { wordsOf } from "../page/language";
import { isoTime, languageText, timeText } from "../page/text";
import { grouped, short } from "../views/hex";
import type { Language } from "../words/words";

/**
 * The public page of a work.
 * @param asOf when the export was made, Unix seconds
 * @param open opens its certificate; undefined where the export has none
 */
export function workPage(
  work: ExportedWork,
  asOf: number,
  language: Language,
  open: (() => void) | undefined,
): HTMLElement {
  const { catalogue: words, work: terms } = wordsOf(language);
  const { since, basedOn, owner } = work;
  const rows: readonly (readonly [string, Node | string | undefined])[] = [
    [terms.author, work.author && h("bdi", {}, work.author)],
    [words.published, work.published],
    [words.language, work.language && languageText(work.language, language)],
    [words.version, work.version],
    [words.earlier, basedOn && h("a", { href: `#work=${basedOn.slice(2)}` }, short(basedOn))],
    [words.state, words.states[work.state]],
    [terms.since, since === undefined ? undefined : h("time", { datetime: isoTime(since) }, timeText(since, language))],
    [terms.owner, owner === undefined ? undefined : short(owner)],
    [words.fingerprint, grouped(work.id)],
  ];
  return h(
    "section",
    { "aria-labelledby": "public", class: "public", "data-work": work.id },
    h("h2", { id: "public" }, words.work),
    h(
      "p",
      { class: "sentence", ...(work.language !== undefined && { lang: work.language }) },
      h("bdi", {}, work.title ?? words.untitled),
    ),
    h(
      "dl",
      {},
      ...rows.flatMap(([name, value]) =>
        value === undefined || value === "" ? [] : [h("div", {}, h("dt", {}, name), h("dd", {}, value))],
      ),
    ),
    h("p", { class: "note" }, words.asOf(timeText(asOf, language))),
    open && h("p", {}, button(words.open, open)),
  );
}
