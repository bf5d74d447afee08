import { h } from "../page/dom";
import { wordsOf } from "../page/language";
import type { Settings } from "../page/settings";
import { shortText, timeText } from "../page/text";
import { historyView } from "../views/history-view";
import type { Language } from "../words/words";
import { type LookedUp, lookUp, NotLookedUp } from "./look-up";

type Shown =
  | { readonly kind: "nothing" }
  | { readonly kind: "asking" }
  | { readonly kind: "failed"; readonly error: NotLookedUp }
  | { readonly kind: "found"; readonly found: LookedUp };

/** What the node of the settings says of a work. Without a node and a registry it is empty, and asks nobody. */
export class NodeSection {
  #language: Language = "en";
  #shown: Shown = { kind: "nothing" };
  #work: string | undefined;
  #stop = new AbortController();

  constructor(
    private readonly element: HTMLElement,
    private readonly settings: Pick<Settings, "node" | "registry">,
  ) {
    element.setAttribute("aria-live", "polite");
  }

  /** Whom it asks; undefined where it asks nobody. */
  get host(): string | undefined {
    const { node, registry } = this.settings;
    return node === undefined || registry === undefined ? undefined : (URL.parse(node)?.host ?? node);
  }

  /** Asks about a work, and no more about the one before. @param work undefined where there is none */
  async ask(work: string | undefined): Promise<void> {
    const { node, registry } = this.settings;
    if (node === undefined || registry === undefined || work === this.#work) return;
    this.#stop.abort();
    this.#work = work;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    if (work === undefined) return this.#show({ kind: "nothing" });
    this.#show({ kind: "asking" });
    try {
      this.#show({ kind: "found", found: await lookUp({ node, registry }, BigInt(work), signal) });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof NotLookedUp)) throw error;
      this.#show({ kind: "failed", error });
    }
  }

  speak(language: Language): void {
    this.#language = language;
    this.#show(this.#shown);
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    if (shown.kind === "nothing") return this.element.replaceChildren();
    const { heading } = wordsOf(this.#language).node;
    const [kind, said] = this.#said(shown);
    const section = h(
      "section",
      { "aria-labelledby": "node", "data-node": kind },
      h("h2", { id: "node" }, heading),
      ...said,
    );
    this.element.replaceChildren(section);
  }

  /** @returns how it is called, for whoever styles or tests it, and what is said of it */
  #said(shown: Exclude<Shown, { readonly kind: "nothing" }>): readonly [kind: string, said: readonly Node[]] {
    const { node: words } = wordsOf(this.#language);
    switch (shown.kind) {
      case "asking":
        return ["asking", [h("p", {}, words.asking(this.#host))]];
      case "failed": {
        const { reason } = shown.error;
        return [reason, [h("p", { class: "caution" }, words.failures[reason](this.#host))]];
      }
      case "found":
        return [shown.found.state, this.#found(shown.found)];
    }
  }

  #found({ title, since, state, history }: LookedUp): Node[] {
    const language = this.#language;
    const all = wordsOf(language);
    const { node: words } = all;
    if (title === undefined || since === undefined || state === "unknown" || state === "anchored") {
      return [h("p", {}, words.unknown(this.#host))];
    }
    return [
      h("p", {}, words.titled(this.#host, shortText(title.owner), timeText(since.time, language))),
      h("p", {}, words.states[state]),
      h("p", { class: "note" }, words.caution),
      named("node-history", historyView(history, false, all, language)),
    ];
  }

  get #host(): string {
    return this.host ?? "";
  }
}

/** A section by another name, since a certificate's history may be on the page as well. */
function named(id: string, section: HTMLElement): HTMLElement {
  section.setAttribute("aria-labelledby", id);
  section.querySelector("h2")?.setAttribute("id", id);
  return section;
}
