/** What an account is accredited as: the contracts' `PartyKind`, by its numbers. */
export const PARTY_KINDS = ["none", "publisher", "adjudicator", "notary"] as const;

/** What the accreditor decided last: the contracts' `PartyStatus`, by its numbers. */
export const PARTY_STATUSES = ["none", "active", "suspended", "revoked"] as const;

/** What an order says of a title: the contracts' `TitleStatus`, by its numbers. */
export const TITLE_STATUSES = ["in force", "held", "annulled"] as const;

/** What became of one work of `registerMany`: the contracts' `Outcome`, by its numbers. */
export const OUTCOMES = ["registered", "already registered", "zero content hash"] as const;

/** How the key of an account signs: the contracts' `KeyKind`, by its numbers. */
export const KEY_KINDS = ["p256", "rsa", "passkey"] as const;

export type KeyKind = (typeof KEY_KINDS)[number];
