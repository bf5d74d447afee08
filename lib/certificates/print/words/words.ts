import type { PARTY_KINDS, PARTY_STATUSES, TITLE_STATUSES } from "../../../chain/contracts/enums";
import type { WORK_EVENTS } from "../../../history/work-events";

/** What a paper certifies: a title, a claim that was anchored in the place of one, or that there was neither. */
export type PaperKind = "title" | "claim" | "absence";

/** What stands beside a value. */
export type FieldName =
  | "author"
  | "withheld"
  | "fingerprint"
  | "owner"
  | "claimant"
  | "since"
  | "anchoredAt"
  | "root"
  | "finalFrom"
  | "status"
  | "accredited"
  | "timestamp"
  | "registry"
  | "asOf"
  | "vouched";

/** What stands beside a value of an event. */
export type DetailName =
  | "owner"
  | "move"
  | "offeree"
  | "metadata"
  | "root"
  | "anchoredAt"
  | "deed"
  | "until"
  | "order"
  | "adjudicator"
  | "recovery"
  | "status";

/** What must be read before anything else. */
export type Caution = "unknown" | "attested" | "provisional" | "held" | "annulled";

/** All that a paper says in one language. */
export interface Words {
  readonly heading: Readonly<Record<PaperKind, string>>;
  readonly lead: Readonly<Record<PaperKind, string>>;
  readonly cautions: Readonly<Record<Caution, string>>;
  readonly fields: Readonly<Record<FieldName, string>>;
  readonly untitled: string;
  readonly withheld: (fields: number) => string;
  readonly block: string;
  readonly chain: string;
  readonly until: string;
  readonly statuses: Readonly<Record<(typeof TITLE_STATUSES)[number], string>>;
  readonly kinds: Readonly<Record<(typeof PARTY_KINDS)[number], string>>;
  readonly partyStatuses: Readonly<Record<(typeof PARTY_STATUSES)[number], string>>;
  readonly finalUnknown: string;
  readonly authorityUnknown: string;
  readonly registryOfPartiesUnknown: string;
  readonly vouchedByNobody: string;
  readonly history: string;
  readonly events: Readonly<Record<(typeof WORK_EVENTS)[number], string>>;
  readonly details: Readonly<Record<DetailName, string>>;
  readonly check: string;
  /** By the code that opens a page, or by hand where no page was named. */
  readonly checking: Readonly<Record<"byCode" | "byHand", string>>;
  readonly undrawn: string;
  readonly cut: string;
  /** Whose the time of printing is, too: no chain says it. */
  readonly printed: string;
}
