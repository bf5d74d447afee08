import { TITLE_STATUSES } from "../../../lib/chain/contracts/enums";
import type { Finding } from "../judging/answer";
import { h } from "../page/dom";
import { isoTime, numberText, timeText } from "../page/text";
import type { Language, Words } from "../words/words";
import { descriptionOf, withheldOf } from "./facts";
import { short } from "./hex";

/** What a certificate says of its work; undefined where it says nothing that holds. */
export function workView(finding: Finding, words: Words, language: Language): HTMLElement | undefined {
  const { judgement: { proven } = {}, support = "nobody" } = finding;
  if (proven === undefined) return undefined;
  const { work } = words;
  const { title, author } = descriptionOf(finding);
  const withheld = withheldOf(finding);
  const status = proven.title && TITLE_STATUSES[proven.title.status];
  const moment = (seconds: number): HTMLElement =>
    h("time", { datetime: isoTime(seconds) }, timeText(seconds, language));
  const rows: readonly (readonly [string, Node | string | undefined])[] = [
    [work.title, title === undefined ? work.untitled : h("bdi", {}, title)],
    [work.author, author === undefined ? undefined : h("bdi", {}, author)],
    [work.owner, proven.title && short(proven.title.owner)],
    [work.claimant, proven.title === undefined && proven.anchor ? short(proven.anchor.owner) : undefined],
    [work.since, proven.title && moment(proven.title.registeredAt)],
    [work.status, status && work.statuses[status]],
    [work.asOf, work.blockAt(numberText(proven.block, language), timeText(proven.time, language))],
  ];
  return h(
    "section",
    { "aria-labelledby": "work" },
    h("h2", { id: "work" }, work.heading),
    support !== "enough" && h("p", { class: "caution" }, work.unbelieved[support]),
    h(
      "dl",
      {},
      ...rows.flatMap(([name, value]) =>
        value === undefined ? [] : [h("div", {}, h("dt", {}, name), h("dd", {}, value))],
      ),
    ),
    withheld > 0 && h("p", { class: "note" }, work.withheld(withheld)),
  );
}
