import type { ExportedState } from "../../../lib/catalogue/export/format";
import type { Verdict } from "../../../lib/certificates/judge/verdict";
import type { WORK_EVENTS } from "../../../lib/history/work-events";
import type { Support } from "../judging/answer";
import type { Likeness } from "../judging/dropped";
import type { NotFoundBecause } from "../node/look-up";

export const LANGUAGES = ["en", "zh", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the page says of what was dropped: what the judge says, and of what no judge is needed for. */
export type Answer =
  | Verdict
  | "nothing"
  | "work alone"
  | "trust alone"
  | "trust broken"
  | "later trust"
  | "no certificate"
  | "not checked here";

/** Of what the list of whom to trust is, where there is one. */
export type List = "none" | "of it" | "elsewhere";

/** What a sentence may name; texts are in the reader's language. */
export interface Facts {
  /** What the work is called; undefined where its metadata are not there. */
  readonly title: string | undefined;
  /** Since when the title counts, and as of when the certificate speaks. */
  readonly since: string | undefined;
  readonly asOf: string;
  readonly block: string;
  /** Until when an earlier claim may take the title. */
  readonly finalAt: string | undefined;
  /** Whether the work itself is here, and was compared with the one that the certificate is about. */
  readonly isCompared: boolean;
  /** What else the work could be. */
  readonly likeness: Likeness | undefined;
  readonly list: List;
  /** The judge's own reason, in English, for details. */
  readonly reason: string | undefined;
}

/** What a certificate is about: a title, a claim that was anchored in its place, or that there was neither. */
export type Certified = "title" | "claim" | "absence";

/** What a reader is told first. */
export interface Said {
  /** The answer in a few words. */
  readonly headline: string;
  /** The same so that anybody understands it. */
  readonly sentence: string;
  /** What to do next. */
  readonly advice?: string;
}

/** What an event names, as text in the reader's language; accounts and hashes are shortened. */
export interface EventFacts {
  readonly owner: string;
  readonly from: string;
  readonly to: string;
  readonly adjudicator: string;
  readonly until: string;
  readonly anchoredAt: string;
  readonly newStatus: "in force" | "held" | "annulled";
}

/** Everything that the page says, in one language. */
export interface Words {
  /** Of the language, in itself. */
  readonly name: string;
  readonly tagline: string;
  readonly languages: string;
  readonly intake: {
    readonly heading: string;
    readonly invitation: string;
    readonly choose: string;
    readonly chooseFolder: string;
    readonly paste: string;
    readonly privacy: string;
    /** The same where a node is asked about what is dropped. */
    readonly privacyWithNode: (host: string) => string;
    readonly dropped: string;
    readonly certificate: string;
    readonly work: string;
    readonly trust: string;
    readonly catalogue: string;
    readonly folder: string;
    readonly remove: (name: string) => string;
    readonly hashing: (name: string) => string;
    readonly stop: string;
    readonly stopped: (name: string) => string;
    readonly empty: (name: string) => string;
    readonly unreadable: (name: string) => string;
    readonly leftOut: (files: number) => string;
    readonly noCatalogue: (name: string) => string;
  };
  readonly expected: {
    readonly heading: string;
    readonly missing: string;
    readonly same: string;
    readonly other: string;
    readonly invalid: string;
  };
  readonly answers: Readonly<Record<Answer, (facts: Facts) => Said>>;
  /** That the work which is here is that of the certificate, where nothing else says so. */
  readonly compared: string;
  readonly details: string;
  readonly work: {
    readonly heading: string;
    readonly title: string;
    readonly author: string;
    readonly owner: string;
    readonly claimant: string;
    readonly since: string;
    readonly status: string;
    readonly asOf: string;
    readonly untitled: string;
    readonly withheld: (fields: number) => string;
    readonly statuses: Readonly<Record<"in force" | "held" | "annulled", string>>;
    readonly blockAt: (block: string, time: string) => string;
    readonly unbelieved: Readonly<Record<Exclude<Support, "enough">, string>>;
  };
  readonly history: {
    readonly heading: string;
    readonly empty: string;
    readonly complete: (events: number) => string;
    readonly block: (block: string) => string;
    readonly events: Readonly<Record<(typeof WORK_EVENTS)[number], (facts: EventFacts) => string>>;
  };
  readonly proofs: {
    readonly heading: string;
    readonly vouchers: string;
    readonly trusted: (name: string) => string;
    readonly stranger: (account: string) => string;
    /** Who has signed by a second key, too, that is not on the list. */
    readonly unlisted: (signer: string) => string;
    readonly noVouchers: string;
    readonly attested: string;
    readonly accreditation: string;
    readonly accredited: (accreditor: string, until: string) => string;
    readonly notCompared: string;
    readonly anchor: string;
    readonly anchored: (time: string, block: string) => string;
    readonly timestamp: string;
    readonly stamped: (time: string, authority: string) => string;
    readonly stampedByStranger: (time: string) => string;
    readonly hashes: string;
    readonly fingerprint: string;
    readonly metadata: string;
    readonly registry: string;
    readonly chain: string;
    readonly account: string;
    readonly proven: string;
    readonly provenList: Readonly<Record<Certified, readonly string[]>>;
    readonly notProven: string;
    readonly notProvenList: Readonly<Record<Certified, readonly string[]>>;
  };
  /** What a node says, without a certificate. */
  readonly node: {
    readonly heading: string;
    readonly asking: (host: string) => string;
    readonly unknown: (host: string) => string;
    readonly titled: (host: string, owner: string, since: string) => string;
    readonly states: Readonly<Record<"provisional" | "final" | "held" | "annulled", string>>;
    readonly caution: string;
    readonly failures: Readonly<Record<NotFoundBecause, (host: string) => string>>;
  };
  readonly catalogue: {
    readonly heading: string;
    readonly label: string;
    readonly search: string;
    readonly none: string;
    readonly more: string;
    readonly unreadable: string;
    readonly onDisk: string;
    readonly missing: string;
    readonly open: string;
    readonly work: string;
    readonly untitled: string;
    readonly by: (author: string) => string;
    readonly published: string;
    readonly language: string;
    readonly version: string;
    readonly earlier: string;
    readonly fingerprint: string;
    readonly state: string;
    readonly states: Readonly<Record<ExportedState, string>>;
    readonly asOf: (time: string) => string;
  };
  readonly settings: {
    readonly heading: string;
    readonly node: string;
    readonly nodeHint: string;
    readonly registry: string;
    readonly catalogue: string;
    readonly notBefore: string;
    readonly notBeforeHint: string;
    readonly save: string;
    readonly notKept: string;
    readonly reaches: (where: string) => string;
    readonly reachesNothing: string;
  };
  readonly footer: string;
}
