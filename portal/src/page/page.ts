import { CatalogueSection } from "../catalogue/catalogue-section";
import { WorkInHand } from "../hashing/work-in-hand";
import { find, type Finding } from "../judging/answer";
import { whatIs } from "../judging/dropped";
import { certificateInPdf } from "../judging/pdf";
import { NodeSection } from "../node/node-section";
import { answerView } from "../views/answer-view";
import { expectedView } from "../views/expected-view";
import { factsOf } from "../views/facts";
import { headerView } from "../views/header-view";
import { historyView } from "../views/history-view";
import { intakeView, type Kept, keptView, readingText } from "../views/intake-view";
import { proofsView } from "../views/proofs-view";
import { settingsView } from "../views/settings-view";
import { workView } from "../views/work-view";
import type { Language } from "../words/words";
import { h, refill } from "./dom";
import { listenForFiles, type Taking } from "./files";
import type { Folder } from "./folder";
import { chooseLanguage, chosenLanguage, wordsOf } from "./language";
import { type Link, readLink, workInLink } from "./link";
import type { Settings } from "./settings";
import { quotedText } from "./text";

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
  readonly #work = new WorkInHand(() => this.#showWork());
  /** The folder that was dropped last, and whether there is a catalogue in it. */
  #folder: { readonly name: string; readonly isCatalogue: boolean } | undefined;
  /** How many files of the last drop do not count. */
  #leftOut = 0;
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

  readonly #taking: Taking = {
    files: (files) => void this.take(files),
    folder: (folder) => void this.#takeFolder(folder),
  };
  readonly #node: NodeSection;
  readonly #catalogue: CatalogueSection;

  constructor(
    private readonly settings: Settings,
    hostsTrust: string | undefined,
  ) {
    this.#node = new NodeSection(this.#places.node, settings);
    this.#catalogue = new CatalogueSection(this.#places.catalogue, settings.catalogue, this.#taking.files);
    if (hostsTrust !== undefined) this.#trust = { name: "trust.json", text: hostsTrust };
  }

  /** Puts the page into the document and waits for files. */
  open(root: HTMLElement): void {
    const { header, footer, ...inside } = this.#places;
    root.replaceChildren(header, h("main", {}, ...Object.values(inside)), footer);
    this.#showAll();
    listenForFiles(this.#taking);
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
    await this.#node.ask(this.#work.contentHash ?? this.#finding.certificate?.work.id ?? workInLink(location.hash));
  }

  /** Takes files, of any kinds and in any order; of two of a kind the later one counts. */
  async take(files: readonly File[]): Promise<void> {
    const kinds = new Set<Kept["kind"]>();
    for (const file of files) {
      try {
        const dropped = await whatIs(file, file.name, certificateInPdf);
        kinds.add(dropped.kind);
        if (dropped.kind === "work") void this.#work.read(dropped).then(() => this.#answer());
        else if (dropped.kind === "trust") this.#trust = dropped;
        else this.#certificate = dropped;
      } catch {
        kinds.add("work");
        this.#work.stop();
        this.#work.set(file.name, { state: "unreadable" });
      }
    }
    this.#leftOut = files.length - kinds.size;
    await this.#answer();
  }

  /** Judges what somebody has brought, and lets the answer be seen: on a phone it stands below all that came. */
  async #answer(): Promise<void> {
    await this.#judge();
    this.#places.answer.scrollIntoView({ block: "nearest" });
  }

  async #takeFolder(folder: Folder): Promise<void> {
    const { name } = folder;
    const isCatalogue = await this.#catalogue.takeFolder(folder);
    if (!isCatalogue && this.#folder?.isCatalogue === true) this.#catalogue.remove();
    this.#folder = { name, isCatalogue };
    const { intake } = wordsOf(this.#language);
    this.#places.reading.textContent = isCatalogue ? "" : intake.noCatalogue(quotedText(name));
    this.#showKept();
  }

  #remove(kind: Kept["kind"]): void {
    if (kind === "certificate") this.#certificate = undefined;
    else if (kind === "trust") this.#trust = undefined;
    else if (kind === "catalogue") {
      this.#folder = undefined;
      this.#catalogue.remove();
    } else this.#work.remove();
    this.#leftOut = 0;
    void this.#judge();
  }

  async #judge(): Promise<void> {
    const turn = ++this.#turn;
    const finding = await find({
      certificate: this.#certificate?.text,
      trust: this.#trust?.text,
      contentHash: this.#work.contentHash,
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
    this.#places.intake.replaceChildren(intakeView(words, this.#node.host, this.#taking));
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

  #showWork(): void {
    const { name = "", reading } = this.#work;
    this.#places.reading.textContent = (reading && readingText(name, reading, wordsOf(this.#language).intake)) ?? "";
    this.#showKept();
  }

  #showKept(): void {
    const { name, reading } = this.#work;
    const kept: Kept[] = [
      ...(this.#certificate === undefined ? [] : [{ kind: "certificate" as const, name: this.#certificate.name }]),
      ...(name === undefined ? [] : [{ kind: "work" as const, name, reading }]),
      ...(this.#trust === undefined ? [] : [{ kind: "trust" as const, name: this.#trust.name }]),
      ...(this.#folder === undefined ? [] : [{ kind: "catalogue" as const, ...this.#folder }]),
    ];
    const on = { remove: (kind: Kept["kind"]) => this.#remove(kind), stop: () => this.#work.stop() };
    refill(this.#places.kept, keptView(kept, this.#leftOut, wordsOf(this.#language), on) ?? "", "files");
  }

  #showFinding(): void {
    const [words, finding] = [wordsOf(this.#language), this.#finding];
    const { likeness, contentHash } = this.#work;
    const work = { isCompared: contentHash !== undefined, likeness };
    const proven = finding.judgement?.proven;
    const shown =
      finding.answer === "nothing" ? "" : answerView(finding, factsOf(finding, work, this.#language), words);
    this.#places.answer.replaceChildren(shown);
    const details = [
      workView(finding, words, this.#language),
      proven && historyView(proven.history, finding.support === "enough", words, this.#language),
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
