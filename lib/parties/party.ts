import type { Colophon } from "../chain/contracts/colophon";
import { PARTY_KINDS, PARTY_STATUSES } from "../chain/contracts/enums";
import { answersNonsense } from "../chain/nodes/answers";
import { accreditations } from "../history/history";
import type { HistoryEvent } from "../history/walk";
import { mapInOrder } from "../in-order";

/** So many parties are asked for at a time. */
const IN_FLIGHT = 8;

/** A party as the chain has it; `validUntil` in Unix seconds. */
export interface PartyState {
  readonly accredited: boolean;
  readonly kind: (typeof PARTY_KINDS)[number];
  readonly status: (typeof PARTY_STATUSES)[number];
  readonly accreditor: string;
  readonly validUntil: number;
}

/** A party's state; undefined for an account that was never accredited. Revoked is also one whose accreditor was dismissed. */
export async function readParty({ parties }: Colophon, account: string): Promise<PartyState | undefined> {
  const party = await parties.partyOf(account);
  const kind = PARTY_KINDS[Number(party.kind)];
  const status = PARTY_STATUSES[Number(party.status)];
  if (kind === undefined || status === undefined) {
    throw answersNonsense(`${account} has the kind ${party.kind} and the status ${party.status}`);
  }
  if (status === "none") return undefined;
  return {
    accredited: await parties.isAccredited(account),
    kind,
    status,
    accreditor: party.accreditor,
    validUntil: Number(party.validUntil),
  };
}

/** Whether an accreditation ended with its accreditor's dismissal, which is no event of the party's own. */
export function endedByDismissal(party: PartyState | undefined, history: readonly HistoryEvent[]): boolean {
  const decision = history.findLast(({ event }) => event.name !== "PartyApplied")?.event.name;
  return party?.status === "revoked" && decision !== "PartyRevoked";
}

/** A party, and the account that it is. */
export interface ListedParty extends PartyState {
  readonly account: string;
  /** When it was last accredited, Unix seconds; a renewal is none. */
  readonly since: number;
}

/** How a party stands: its status, and expired where its term has ended by itself. */
export function standingOf({ accredited, status }: PartyState): PartyState["status"] | "expired" {
  return accredited || status !== "active" ? status : "expired";
}

/** All accounts that were ever accredited, by the time of their first accreditation. */
export async function* listParties(colophon: Colophon): AsyncGenerator<ListedParty> {
  const events = await accreditations(colophon.provider, colophon.parties);
  const newest = new Map(events.map(({ event, time }) => [String(event.args["account"]), time]));
  yield* mapInOrder(newest, IN_FLIGHT, async ([account, since]) => {
    const party = await readParty(colophon, account);
    if (party === undefined) throw answersNonsense(`${account} was accredited, and is no party`);
    return { account, ...party, since };
  });
}
