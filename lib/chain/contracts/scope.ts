import { PARTY_KINDS } from "./enums";

/** A kind as which an account can be accredited. */
export type PartyKindName = Exclude<(typeof PARTY_KINDS)[number], "none">;

const [, ...KINDS] = PARTY_KINDS;

/** All kinds as which an account can be accredited. */
export const ACCREDITED_KINDS: readonly PartyKindName[] = KINDS;

/** The contracts' number of a kind. */
export function kindNumber(kind: PartyKindName): number {
  return PARTY_KINDS.indexOf(kind);
}

/** What an accreditor may accredit as, in the contracts' form: the bit `1 << kind` for each kind. */
export function scopeOf(kinds: readonly PartyKindName[]): number {
  return kinds.reduce((scope, kind) => scope | (1 << kindNumber(kind)), 0);
}

/** The kinds of a scope, by name. */
export function kindsOf(scope: unknown): PartyKindName[] {
  return KINDS.filter((kind) => (Number(scope) >> kindNumber(kind)) & 1);
}
