import { CatalogueSection } from "../catalogue/catalogue-section";
import { hashInWorker, NotHashed } from "../hashing/hash-in-worker";
import { find, type Finding } from "../judging/answer";
import { whatIs } from "../judging/dropped";
import { certificateInPdf } from "../judging/pdf";
import { NodeSection } from "../node/node-section";
import { answerView } from "../views/answer-view";
import { expectedView } from "../views/expected-view";
import { factsOf } from "../views/facts";
import { headerView } from "../views/header-view";
import { historyView } from "../views/history-view";
import { intakeView, type Kept, keptView, type Reading, readingText } from "../views/intake-view";
import { proofsView } from "../views/proofs-view";
import { settingsView } from "../views/settings-view";
import { workView } from "../views/work-view";
import type { Language } from "../words/words";
import { h } from "./dom";
import { listenForFiles } from "./files";
import { chooseLanguage, chosenLanguage, wordsOf } from "./language";
import { type Link, readLink, workInLink } from "./link";
import type { Settings } from "./settings";

const MILLISECONDS_PER_SECOND = 1000;
interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** The page: what was dropped, what was found, and the places where it is shown. */
export class Page {
  #language: Language = chosenLanguage();
  #link: Link = readLink(location.hash);
  #certificate: TextFile | undefined;
  #trust: TextFile | undefined;
  #work: { readonly name: string; readonly reading: Reading; readonly stop: AbortController } | undefined;
  #notBefore = "";
  #finding: Finding = { answer: "nothing" };
  /** Of the newest judgement: an older one that ends later is not shown. */
  #turn = 0;

  readonly #places = {
    header: h("header"),
    expected: h("div", { role: "status" }),
    intake: h("div"),
    kept: h("div"),
    /** What becomes of the work, for those who do not see it. */
    reading: h("div", { role: "status", class: "unseen" }),
    answer: h("div", { role: "status", "aria-live": "polite", "aria-atomic": "true" }),
    details: h("div"),
    node: h("div"),
    catalogue: h("div"),
    settings: h("div"),
    footer: h("footer"),
  };

  readonly #node: NodeSection;
  readonly #catalogue: CatalogueSection;

  constructor(
    private readonly settings: Settings,
    hostsTrust: string | undefined,
  ) {
    this.#node = new NodeSection(this.#places.node, settings);
    this.#catalogue = new CatalogueSection(this.#places.catalogue, settings, (files) => {
      void this.take(files).then(() => this.#places.answer.scrollIntoView());
    });
    if (hostsTrust !== undefined) this.#trust = { name: "trust.json", text: hostsTrust };
  }

  /** Puts the page into the document and waits for files. */
  open(root: HTMLElement): void {
    const { header, footer, ...inside } = this.#places;
    root.replaceChildren(header, h("main", {}, ...Object.values(inside)), footer);
    this.#showAll();
    listenForFiles((files) => void this.take(files));
    addEventListener("hashchange", () => {
      this.#link = readLink(location.hash);
      this.#showExpected();
      void this.#follow();
    });
    void this.#judge();
    void this.#follow();
  }

  /** Shows the work of the catalogue that the page's address names. */
  async #follow(): Promise<void> {
    await Promise.all([this.#catalogue.follow(location.hash), this.#ask()]);
  }

  /** Asks the node about the work that is here, or else about that of the certificate or of the page's address. */
  async #ask(): Promise<void> {
    const reading = this.#work?.reading;
    const dropped = reading?.state === "read" ? reading.contentHash : this.#finding.certificate?.work.id;
    await this.#node.ask(dropped ?? workInLink(location.hash));
  }

  /** Takes files, of any kinds and in any order; of two of a kind the later one counts. */
  async take(files: readonly File[]): Promise<void> {
    for (const file of files) {
      try {
        const dropped = await whatIs(file, file.name, certificateInPdf);
        if (dropped.kind === "work") void this.#hash(dropped.file, dropped.name);
        else if (dropped.kind === "trust") this.#trust = dropped;
        else this.#certificate = dropped;
      } catch {
        this.#setWork(file.name, { state: "unreadable" });
      }
    }
    await this.#judge();
  }

  async #hash(file: Blob, name: string): Promise<void> {
    this.#work?.stop.abort();
    const stop = this.#setWork(name, { state: "reading", bytes: 0, of: file.size });
    const isCurrent = (): boolean => this.#work?.stop === stop;
    try {
      const onProgress = (bytes: number): void => {
        const bar = document.getElementById("progress");
        if (isCurrent() && bar instanceof HTMLProgressElement) bar.value = bytes;
      };
      const { contentHash } = await hashInWorker(file, { onProgress, signal: stop.signal });
      if (isCurrent()) this.#setWork(name, { state: "read", contentHash });
    } catch (error) {
      if (!isCurrent()) return;
      const state = error instanceof NotHashed ? error.reason : stop.signal.aborted ? "stopped" : "unreadable";
      this.#setWork(name, { state });
    }
    await this.#judge();
  }

  #setWork(name: string, reading: Reading): AbortController {
    const stop = new AbortController();
    this.#work = { name, reading, stop };
    this.#places.reading.textContent = readingText(name, reading, wordsOf(this.#language).intake) ?? "";
    this.#showKept();
    return stop;
  }

  #remove(kind: Kept["kind"]): void {
    if (kind === "certificate") this.#certificate = undefined;
    else if (kind === "trust") this.#trust = undefined;
    else {
      this.#work?.stop.abort();
      this.#work = undefined;
      this.#places.reading.textContent = "";
    }
    document.getElementById("files")?.focus();
    void this.#judge();
  }

  async #judge(): Promise<void> {
    const turn = ++this.#turn;
    const reading = this.#work?.reading;
    const finding = await find({
      certificate: this.#certificate?.text,
      trust: this.#trust?.text,
      contentHash: reading?.state === "read" ? reading.contentHash : undefined,
      notBefore: this.#notBefore === "" ? undefined : Date.parse(this.#notBefore) / MILLISECONDS_PER_SECOND,
    });
    if (turn !== this.#turn) return;
    this.#finding = finding;
    this.#showKept();
    this.#showFinding();
    void this.#ask();
  }

  #showAll(): void {
    const words = wordsOf(this.#language);
    document.documentElement.lang = this.#language;
    document.title = `Colophon · ${words.tagline}`;
    this.#places.header.replaceChildren(...headerView(this.#language, (language) => this.#speak(language)));
    this.#places.intake.replaceChildren(intakeView(words, this.#node.host, (files) => void this.take(files)));
    const onChange = (day: string): void => {
      this.#notBefore = day;
      void this.#judge();
    };
    this.#places.settings.replaceChildren(settingsView(this.settings, words, { day: this.#notBefore, onChange }));
    this.#places.footer.replaceChildren(h("p", {}, words.footer));
    this.#node.speak(this.#language);
    this.#catalogue.speak(this.#language);
    this.#showKept();
    this.#showFinding();
  }

  #speak(language: Language): void {
    this.#language = language;
    chooseLanguage(language);
    this.#showAll();
    document.getElementById(`language-${language}`)?.focus();
  }

  #showKept(): void {
    const kept: Kept[] = [
      ...(this.#certificate === undefined ? [] : [{ kind: "certificate" as const, name: this.#certificate.name }]),
      ...(this.#work === undefined ? [] : [{ kind: "work" as const, ...this.#work }]),
      ...(this.#trust === undefined ? [] : [{ kind: "trust" as const, name: this.#trust.name }]),
    ];
    const on = { remove: (kind: Kept["kind"]) => this.#remove(kind), stop: () => this.#work?.stop.abort() };
    this.#places.kept.replaceChildren(keptView(kept, wordsOf(this.#language), on) ?? "");
  }

  #showFinding(): void {
    const [words, finding] = [wordsOf(this.#language), this.#finding];
    const isCompared = this.#work?.reading.state === "read";
    const proven = finding.judgement?.proven;
    const shown =
      finding.answer === "nothing" ? "" : answerView(finding, factsOf(finding, isCompared, this.#language), words);
    this.#places.answer.replaceChildren(shown);
    const details = [
      workView(finding, words, this.#language),
      proven && historyView(proven.history, finding.isBelieved === true, words, this.#language),
      proofsView(finding, words, this.#language),
    ];
    this.#places.details.replaceChildren(...details.filter((each) => each !== undefined));
    this.#showExpected();
  }

  #showExpected(): void {
    const expected = expectedView(this.#link, this.#certificate?.text, wordsOf(this.#language));
    this.#places.expected.replaceChildren(expected ?? "");
  }
}
