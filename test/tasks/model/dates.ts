import { expect } from "chai";

/** An anchor that the chain took. */
export interface Anchor {
  /** The path of the batch file. */
  readonly batch: string;
  readonly owner: string;
  /** Unix seconds. */
  readonly at: number;
}

/** A title as the chain has it. */
export interface Title {
  readonly owner: string;
  /** Unix seconds: the date that counts. */
  readonly since: number;
}

/** A command that was run. */
export interface Step {
  /** The task: "work claim". */
  readonly command: string;
  /** The address of the account that signed. */
  readonly account: string;
  /** The works that it was about. */
  readonly works: readonly string[];
  /** Whether it was told to give a later date than it might. */
  readonly isLaterMeant: boolean;
  /** Whether it did what it was for; what is refused changes no date for the worse either. */
  readonly isDone: boolean;
}

/** What a command gives the earliest date, where it does what it is for. */
const PROVING: readonly string[] = ["work claim", "work amend", "title offer"];

/** What publishers have proven of their works, and the rules that no command breaks. */
export class Dates {
  readonly #anchors = new Map<string, Anchor[]>();
  readonly #titles = new Map<string, Title>();

  noteAnchor(work: string, anchor: Anchor): void {
    this.#anchors.set(work, [...this.anchorsOf(work), anchor]);
  }

  anchorsOf(work: string): readonly Anchor[] {
    return this.#anchors.get(work) ?? [];
  }

  titleOf(work: string): Title | undefined {
    return this.#titles.get(work);
  }

  /** The earliest anchor's time, in Unix seconds. @param owner anybody's where it is left out */
  earliest(work: string, owner?: string): number | undefined {
    const times = this.anchorsOf(work).flatMap((anchor) =>
      owner === undefined || anchor.owner === owner ? [anchor.at] : [],
    );
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Takes the title of a work after a step. @throws what chai throws where a date was lost */
  noteTitle(work: string, title: Title | undefined, step: Step): void {
    const before = this.#titles.get(work);
    if (title === undefined) {
      expect(before, "a title is never lost").to.equal(undefined);
      return;
    }
    this.#titles.set(work, title);
    const own = this.earliest(work, title.owner);
    if (before === undefined) this.#expectEarliest(work, title, step);
    else expect(title.since, "a date never gets later").to.be.at.most(before.since);
    if (before !== undefined && before.owner !== title.owner && step.command !== "title accept") {
      expect(title.since, "an earlier date alone takes a title").to.be.lessThan(before.since);
    }
    const isAbout = step.works.includes(work) && title.owner === step.account;
    if (step.isDone && isAbout && !step.isLaterMeant && own !== undefined && PROVING.includes(step.command)) {
      expect(title.since, `${step.command} gives the earliest date`).to.be.at.most(own);
    }
  }

  /** That a new title has its owner's earliest date, and that nobody's earlier one was passed over. */
  #expectEarliest(work: string, title: Title, { isLaterMeant }: Step): void {
    if (isLaterMeant) return;
    const own = this.earliest(work, title.owner);
    if (own === undefined) expect(this.earliest(work), "nobody has an anchor of it").to.equal(undefined);
    else expect(title.since, "the title's date is its owner's earliest anchor's").to.equal(own);
  }
}
