import type { CertifiedEvent } from "../../../lib/certificates/judge/history";
import { TITLE_STATUSES } from "../../../lib/chain/contracts/enums";
import type { WORK_EVENTS } from "../../../lib/history/work-events";
import { h } from "../page/dom";
import { isoTime, numberText, shortText, timeText } from "../page/text";
import type { EventFacts, Language, Words } from "../words/words";

type EventName = (typeof WORK_EVENTS)[number];

/** What happened to a work, the oldest first. @param isBelieved whether somebody trusted stands for it */
export function historyView(
  history: readonly CertifiedEvent[],
  isBelieved: boolean,
  { history: words }: Words,
  language: Language,
): HTMLElement {
  const heading = h("h2", { id: "history" }, words.heading);
  if (history.length === 0) return h("section", { "aria-labelledby": "history" }, heading, h("p", {}, words.empty));
  const entries = history.map(({ event, blockNumber, time }) =>
    h(
      "li",
      {},
      h(
        "p",
        { class: "when" },
        h("time", { datetime: isoTime(time) }, timeText(time, language)),
        h("span", {}, words.block(numberText(blockNumber, language))),
      ),
      h("p", {}, words.events[event.name as EventName](factsOf(event.args, language))), // of a work's history
    ),
  );
  return h(
    "section",
    { "aria-labelledby": "history" },
    heading,
    h("ol", { class: "history" }, ...entries),
    isBelieved && h("p", { class: "note" }, words.complete(history.length)),
  );
}

/** What an event names, in short; what it does not name no sentence asks for. */
function factsOf(args: CertifiedEvent["event"]["args"], language: Language): EventFacts {
  const moment = (seconds: unknown): string => (seconds === undefined ? "" : timeText(Number(seconds), language));
  return {
    owner: shortText(args["owner"]),
    from: shortText(args["from"]),
    to: shortText(args["to"]),
    adjudicator: shortText(args["adjudicator"]),
    until: moment(args["expiresAt"]),
    anchoredAt: moment(args["anchoredAt"]),
    newStatus: TITLE_STATUSES[Number(args["newStatus"] ?? 0)] ?? "in force",
  };
}
