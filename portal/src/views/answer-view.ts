import type { Finding } from "../judging/answer";
import { drawing, h } from "../page/dom";
import type { Answer, Facts, Words } from "../words/words";

/** How an answer looks: by its sign, its frame and its color. The words alone say all of it. */
type Tone = "good" | "wait" | "bad" | "open";

const TONES: Readonly<Record<Answer, Tone>> = {
  valid: "good",
  altered: "bad",
  "not this file": "bad",
  annulled: "bad",
  "trust broken": "bad",
  "no certificate": "bad",
  "signers unknown": "wait",
  "not enough signers": "wait",
  "on hold": "wait",
  stale: "wait",
  provisional: "wait",
  anchored: "wait",
  "later format": "open",
  "later trust": "open",
  "not checked here": "open",
  "no title": "open",
  "work alone": "open",
  "trust alone": "open",
  nothing: "open",
};

/** What these say, they say of the file. */
const TELL_OF_FILE: readonly Answer[] = ["valid", "not this file", "no title"];

const RING = "M12 1.6a10.4 10.4 0 1 0 0 20.8a10.4 10.4 0 1 0 0-20.8";
const SIGNS: Readonly<Record<Tone, readonly string[]>> = {
  good: [RING, "M7 12.6l3.4 3.4l6.8-7.6"],
  wait: [RING, "M12 6.4v7.2", "M12 17v.6"],
  bad: [RING, "M8 8l8 8", "M16 8l-8 8"],
  open: [RING, "M7.4 12h9.2"],
};

/** The answer: a sign, a few words, a sentence, and what to do next. */
export function answerView(finding: Finding, facts: Facts, words: Words): HTMLElement {
  const tone = TONES[finding.answer];
  const { headline, sentence, advice } = words.answers[finding.answer](facts);
  return h(
    "div",
    { class: `answer ${tone}`, "data-answer": finding.answer },
    drawing("sign", ...SIGNS[tone]),
    h("h2", { id: "answer" }, headline),
    h("p", { class: "sentence" }, sentence),
    facts.isCompared && !TELL_OF_FILE.includes(finding.answer) && h("p", {}, words.compared),
    advice !== undefined && h("p", { class: "advice" }, advice),
    facts.reason !== undefined &&
      h("details", {}, h("summary", {}, words.details), h("p", { lang: "en", class: "reason" }, facts.reason)),
  );
}
