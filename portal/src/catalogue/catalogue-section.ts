import { ExportedCatalogue } from "../../../lib/catalogue/export/exported-catalogue";
import { certificatePath, type ExportedWork } from "../../../lib/catalogue/export/format";
import { button, h } from "../page/dom";
import type { Folder } from "../page/folder";
import { wordsOf } from "../page/language";
import { workInLink } from "../page/link";
import { quotedText, timeText } from "../page/text";
import type { Language } from "../words/words";
import type { ExportFiles } from "./export-files";
import { filesAt } from "./files-at";
import { filesIn } from "./files-in";
import { workPage } from "./work-page";

/** Works that are shown at first, and with each further step. */
const STEP = 10;

/** Where one can search a catalogue, and the public page of each of its works. Without a catalogue it is empty. */
export class CatalogueSection {
  #language: Language = "en";
  /** Of the folder that was dropped last, or else at the address of the settings. */
  #files: ExportFiles | undefined;
  #opened: Promise<ExportedCatalogue> | undefined;
  /** Of the newest question about a work, and about words: an answer to an older one is not shown. */
  readonly #turns = { work: 0, words: 0 };
  /** The words that were searched for last; undefined before. */
  #asked: string | undefined;
  #work: { readonly catalogue: ExportedCatalogue; readonly work: ExportedWork | undefined } | undefined;

  readonly #page = h("div", { "aria-live": "polite" });
  readonly #search = h("div");
  readonly #results = h("div", { "aria-live": "polite" });

  constructor(
    private readonly element: HTMLElement,
    private readonly place: string | undefined,
    private readonly take: (files: readonly File[]) => void,
  ) {
    this.#files = this.#filesOfSettings();
  }

  /** Has the catalogue in a folder in the place of any other, and shows its works. @returns whether there is one in it */
  async takeFolder(folder: Folder): Promise<boolean> {
    const files = filesIn(folder);
    const opened = await ExportedCatalogue.open(files.read).catch(() => undefined);
    if (opened === undefined) return false;
    this.#use(files, { opened: Promise.resolve(opened), asked: "" });
    return true;
  }

  /** Goes back to the catalogue of the settings. */
  remove(): void {
    this.#use(this.#filesOfSettings());
  }

  #filesOfSettings(): ExportFiles | undefined {
    return this.place === undefined ? undefined : filesAt(this.place);
  }

  #use(files: ExportFiles | undefined, has: { opened?: Promise<ExportedCatalogue>; asked?: string } = {}): void {
    [this.#files, this.#opened, this.#asked] = [files, has.opened, has.asked];
    void this.follow(location.hash);
    this.speak(this.#language);
  }

  speak(language: Language): void {
    this.#language = language;
    if (this.#files === undefined) return this.element.replaceChildren();
    const { catalogue: words } = wordsOf(language);
    const input = h("input", { type: "search", id: "search", autocomplete: "off" });
    input.value = this.#asked ?? "";
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
    if (this.#asked !== undefined) void this.#find(0);
  }

  /** Shows the work that the page's address names, if it names one. */
  async follow(hash: string): Promise<void> {
    const id = workInLink(hash);
    const turn = ++this.#turns.work;
    this.#work = undefined;
    if (id === undefined || this.#files === undefined) return this.#showWork();
    try {
      const catalogue = await this.#open();
      const work = await catalogue.find(id);
      if (turn !== this.#turns.work) return;
      this.#work = { catalogue, work };
      this.#showWork();
      // It may be far above the link that was followed.
      this.#page.scrollIntoView();
    } catch {
      if (turn === this.#turns.work) this.#page.replaceChildren(this.#unreadable());
    }
  }

  /** Takes the certificate of a work as if it had been dropped. */
  async #openCertificate(files: ExportFiles, { id, title }: ExportedWork): Promise<void> {
    try {
      const text = await files.text(certificatePath(id));
      this.take([new File([text], `${title ?? id}.json`)]);
    } catch {
      this.#page.querySelector(".caution")?.remove();
      this.#page.append(this.#unreadable());
    }
  }

  #showWork(): void {
    if (this.#work === undefined) return this.#page.replaceChildren();
    const { catalogue, work } = this.#work;
    const files = this.#files;
    const open = work?.certificate && files && (() => void this.#openCertificate(files, work));
    const shown = work ? workPage(work, catalogue.index.asOf, this.#language, open) : this.#caution("missing");
    this.#page.replaceChildren(shown);
  }

  /** Shows the works that have the words that are asked for. @param from where to go on */
  async #find(from: number): Promise<void> {
    const turn = ++this.#turns.words;
    const { catalogue: words } = wordsOf(this.#language);
    try {
      const catalogue = await this.#open();
      const { works, next } = await catalogue.search(this.#asked ?? "", from, STEP);
      if (turn !== this.#turns.words) return;
      const items = works.map((work) => this.#item(work));
      if (from === 0 && items.length === 0) return this.#results.replaceChildren(h("p", {}, words.none));
      const list = from === 0 ? undefined : this.#results.querySelector("ol");
      if (list) list.append(...items);
      else this.#results.replaceChildren(h("ol", { class: "works" }, ...items));
      this.#results.querySelector("button")?.remove();
      if (next !== undefined) this.#results.append(this.#more(next));
      if (list) items[0]?.querySelector("a")?.focus();
    } catch {
      if (turn === this.#turns.words) this.#results.replaceChildren(this.#unreadable());
    }
  }

  #more(next: number): HTMLElement {
    return button(wordsOf(this.#language).catalogue.more, () => void this.#find(next));
  }

  #item({ id, title, author, language, state, since }: ExportedWork): HTMLElement {
    const { catalogue: words } = wordsOf(this.#language);
    const said = [
      author && words.by(quotedText(author)),
      since && timeText(since, this.#language),
      words.states[state],
    ];
    return h(
      "li",
      {},
      h(
        "a",
        { href: `#work=${id.slice(2)}`, lang: title === undefined ? undefined : language },
        h("bdi", {}, title ?? words.untitled),
      ),
      h("p", { class: "note" }, said.filter(Boolean).join(" · ")),
    );
  }

  #unreadable(): HTMLElement {
    return this.#caution(this.#files?.isForbidden === true ? "onDisk" : "unreadable");
  }

  #caution(why: "unreadable" | "onDisk" | "missing"): HTMLElement {
    return h("p", { class: "caution" }, wordsOf(this.#language).catalogue[why]);
  }

  /** The catalogue; one that could not be opened is tried again. */
  #open(): Promise<ExportedCatalogue> {
    if (this.#files === undefined) return Promise.reject(new Error("there is no catalogue"));
    this.#opened ??= ExportedCatalogue.open(this.#files.read).catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }
}
