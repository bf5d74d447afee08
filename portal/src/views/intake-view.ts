import { button, drawing, h } from "../page/dom";
import type { Taking } from "../page/files";
import { chosenFolder } from "../page/folder";
import { quotedText } from "../page/text";
import type { Words } from "../words/words";

const SHEET = ["M6 2.5h8.2L19 7.3V21.5H6z", "M14 2.5v5h5", "M9 12h7", "M9 15h7", "M9 18h4"];

/**
 * Where files are dropped or chosen.
 * @param host who is asked about them; undefined where nobody is
 */
export function intakeView({ intake: words }: Words, host: string | undefined, take: Taking): HTMLElement {
  const files = chooser("files", words.choose, { multiple: true }, take.files);
  const folder = chooser("folder", words.chooseFolder, { webkitdirectory: true }, (inside) => {
    const chosen = chosenFolder(inside);
    if (chosen !== undefined) take.folder(chosen);
  });
  return h(
    "section",
    { class: "intake", "aria-labelledby": "intake-heading" },
    h("h2", { id: "intake-heading", class: "unseen" }, words.heading),
    drawing("sheet", ...SHEET),
    h("p", { class: "invitation" }, words.invitation),
    // The browsers of some phones know no folders.
    h("p", { class: "choose" }, files, "webkitdirectory" in HTMLInputElement.prototype && folder),
    h("p", { class: "note" }, words.paste),
    h("p", { class: "note", id: "privacy" }, host === undefined ? words.privacy : words.privacyWithNode(host)),
  );
}

/** A button that opens the browser's window of files. */
function chooser(
  id: string,
  text: string,
  what: Readonly<Record<string, true>>,
  take: (files: readonly File[]) => void,
): HTMLElement {
  const input = h("input", { type: "file", id, ...what, "aria-describedby": "privacy" });
  input.addEventListener("change", () => {
    take([...(input.files ?? [])]);
    input.value = "";
  });
  return h("span", { class: "chooser" }, input, h("label", { for: id }, text));
}

/** How far a work has been read. */
export type Reading =
  | { readonly state: "reading"; readonly bytes: number; readonly of: number }
  | { readonly state: "read"; readonly contentHash: string }
  | { readonly state: "stopped" | "empty" | "unreadable" };

/** Something that was dropped. */
export interface Kept {
  readonly kind: "certificate" | "work" | "trust" | "catalogue";
  readonly name: string;
  readonly reading?: Reading | undefined;
  /** Of a folder: whether there is one in it. */
  readonly isCatalogue?: boolean;
}

/** What has been dropped, each with a way to take it back. @param leftOut how many files beside it do not count */
export function keptView(
  kept: readonly Kept[],
  leftOut: number,
  { intake: words }: Words,
  on: { readonly remove: (kind: Kept["kind"]) => void; readonly stop: () => void },
): HTMLElement | undefined {
  if (kept.length === 0) return undefined;
  const items = kept.map(({ kind, name, reading, isCatalogue }) => {
    const remove = h(
      "button",
      { type: "button", id: `remove-${kind}`, class: "remove", "aria-label": words.remove(quotedText(name)) },
      "×",
    );
    remove.addEventListener("click", () => on.remove(kind));
    return h(
      "li",
      {},
      h("span", { class: "kind" }, isCatalogue === false ? words.folder : words[kind]),
      h("bdi", { class: "name" }, name),
      remove,
      reading !== undefined && readingView(name, reading, words, on.stop),
      isCatalogue === false && h("p", { class: "caution" }, words.noCatalogue(quotedText(name))),
    );
  });
  return h(
    "section",
    { class: "kept", "aria-labelledby": "kept" },
    h("h2", { id: "kept", class: "unseen" }, words.dropped),
    h("ul", {}, ...items),
    leftOut > 0 && h("p", { class: "note", role: "status" }, words.leftOut(leftOut)),
  );
}

/** How far a work has been read, in words; undefined where it has been. */
export function readingText(name: string, { state }: Reading, words: Words["intake"]): string | undefined {
  if (state === "read") return undefined;
  return state === "reading" ? words.hashing(quotedText(name)) : words[state](quotedText(name));
}

function readingView(name: string, reading: Reading, words: Words["intake"], onStop: () => void): HTMLElement | false {
  const said = readingText(name, reading, words);
  if (reading.state !== "reading") return said !== undefined && h("p", { class: "caution" }, said);
  const stop = button(words.stop, onStop);
  stop.id = "stop";
  const bar = h("progress", {
    id: "progress",
    max: `${reading.of}`,
    value: `${reading.bytes}`,
    "aria-label": said,
  });
  return h("p", { class: "reading" }, bar, stop);
}
