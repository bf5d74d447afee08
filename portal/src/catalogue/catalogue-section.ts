import { ExportedCatalogue } from "../../../lib/catalogue/export/exported-catalogue";
import { certificatePath, type ExportedWork } from "../../../lib/catalogue/export/format";
import { button, h } from "../page/dom";
import { wordsOf } from "../page/language";
import { workInLink } from "../page/link";
import type { Settings } from "../page/settings";
import { timeText } from "../page/text";
import type { Language } from "../words/words";
import { filesAt, isOnDisk, textAt } from "./files-at";
import { workPage } from "./work-page";

/** Works that are shown at first, and with each further step. */
const STEP = 10;

/** Where one can search a catalogue, and the public page of each of its works. Without a catalogue it is empty. */
export class CatalogueSection {
  #language: Language = "en";
  #opened: Promise<ExportedCatalogue> | undefined;
  /** Of the newest question: an answer to an older one is not shown. */
  #turn = 0;
  #asked = "";
  #work: { readonly catalogue: ExportedCatalogue; readonly work: ExportedWork | undefined } | undefined;

  readonly #page = h("div", { "aria-live": "polite" });
  readonly #search = h("div");
  readonly #results = h("div", { "aria-live": "polite" });

  constructor(
    private readonly element: HTMLElement,
    private readonly settings: Pick<Settings, "catalogue">,
    private readonly take: (files: readonly File[]) => void,
  ) {}

  speak(language: Language): void {
    this.#language = language;
    if (this.settings.catalogue === undefined) return;
    const { catalogue: words } = wordsOf(language);
    const input = h("input", { type: "search", id: "search", autocomplete: "off" });
    input.value = this.#asked;
    const form = h(
      "form",
      { role: "search" },
      h("label", { for: "search" }, words.label),
      input,
      h("button", { type: "submit" }, words.search),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#asked = input.value;
      void this.#find(0);
    });
    this.#search.replaceChildren(h("h2", { id: "catalogue" }, words.heading), form);
    this.#results.replaceChildren();
    this.#showWork();
    const section = h("section", { "aria-labelledby": "catalogue", class: "catalogue" }, this.#search, this.#results);
    this.element.replaceChildren(this.#page, section);
    if (this.#asked !== "") void this.#find(0);
  }

  /** Shows the work that the page's address names, if it names one. */
  async follow(hash: string): Promise<void> {
    const id = workInLink(hash);
    const turn = ++this.#turn;
    this.#work = undefined;
    if (id === undefined || this.settings.catalogue === undefined) return this.#showWork();
    try {
      const catalogue = await this.#open();
      const work = await catalogue.find(id);
      if (turn !== this.#turn) return;
      this.#work = { catalogue, work };
      this.#showWork();
    } catch {
      if (turn === this.#turn) this.#page.replaceChildren(this.#unreadable());
    }
  }

  /** Takes the certificate of a work as if it had been dropped. */
  async #openCertificate({ id, title }: ExportedWork): Promise<void> {
    try {
      const text = await textAt(this.settings.catalogue ?? "", certificatePath(id));
      this.take([new File([text], `${title ?? id}.json`)]);
    } catch {
      this.#page.querySelector(".caution")?.remove();
      this.#page.append(this.#unreadable());
    }
  }

  #showWork(): void {
    if (this.#work === undefined) return this.#page.replaceChildren();
    const { catalogue, work } = this.#work;
    const open = work?.certificate && (() => void this.#openCertificate(work));
    const shown = work ? workPage(work, catalogue.index.asOf, this.#language, open) : this.#caution("missing");
    this.#page.replaceChildren(shown);
  }

  /** Shows the works that have the words that are asked for. @param from where to go on */
  async #find(from: number): Promise<void> {
    const turn = ++this.#turn;
    const { catalogue: words } = wordsOf(this.#language);
    try {
      const catalogue = await this.#open();
      const { works, next } = await catalogue.search(this.#asked, from, STEP);
      if (turn !== this.#turn) return;
      const items = works.map((work) => this.#item(work));
      if (from === 0 && items.length === 0) return this.#results.replaceChildren(h("p", {}, words.none));
      const list = from === 0 ? undefined : this.#results.querySelector("ol");
      if (list) list.append(...items);
      else this.#results.replaceChildren(h("ol", { class: "works" }, ...items));
      this.#results.querySelector("button")?.remove();
      if (next !== undefined) this.#results.append(this.#more(next));
      if (list) items[0]?.querySelector("a")?.focus();
    } catch {
      if (turn === this.#turn) this.#results.replaceChildren(this.#unreadable());
    }
  }

  #more(next: number): HTMLElement {
    return button(wordsOf(this.#language).catalogue.more, () => void this.#find(next));
  }

  #item({ id, title, author, state, since }: ExportedWork): HTMLElement {
    const { catalogue: words } = wordsOf(this.#language);
    const said = [author && words.by(author), since && timeText(since, this.#language), words.states[state]];
    return h(
      "li",
      {},
      h("a", { href: `#work=${id.slice(2)}` }, title ?? words.untitled),
      h("p", { class: "note" }, said.filter(Boolean).join(" · ")),
    );
  }

  #unreadable(): HTMLElement {
    return this.#caution(isOnDisk(this.settings.catalogue ?? "") ? "onDisk" : "unreadable");
  }

  #caution(why: "unreadable" | "onDisk" | "missing"): HTMLElement {
    return h("p", { class: "caution" }, wordsOf(this.#language).catalogue[why]);
  }

  /** The catalogue; one that could not be opened is tried again. */
  #open(): Promise<ExportedCatalogue> {
    this.#opened ??= ExportedCatalogue.open(filesAt(this.settings.catalogue ?? "")).catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }
}
