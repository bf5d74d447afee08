import type { Colophon } from "../chain/contracts/colophon";
import { PARTY_KINDS, PARTY_STATUSES } from "../chain/contracts/enums";

/** A party as the chain has it; `validUntil` in Unix seconds. */
export interface PartyState {
  readonly accredited: boolean;
  readonly kind: (typeof PARTY_KINDS)[number];
  readonly status: (typeof PARTY_STATUSES)[number];
  readonly accreditor: string;
  readonly validUntil: number;
}

/** A party's state; undefined for an account that was never accredited. */
export async function readParty({ parties }: Colophon, account: string): Promise<PartyState | undefined> {
  const party = await parties.partyOf(account);
  const kind = PARTY_KINDS[Number(party.kind)];
  const status = PARTY_STATUSES[Number(party.status)];
  if (kind === undefined || status === undefined) throw new Error(`${account} has an unknown kind or status`);
  if (status === "none") return undefined;
  return {
    accredited: await parties.isAccredited(account),
    kind,
    status,
    accreditor: party.accreditor,
    validUntil: Number(party.validUntil),
  };
}
