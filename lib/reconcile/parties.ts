import type { Colophon } from "../chain/contracts/colophon";
import { ACCREDITED_KINDS, type PartyKindName } from "../chain/contracts/scope";
import { currentCredentialHash, partyHistory } from "../history/history";
import { mapInOrder } from "../in-order";
import { type ListedParty, listParties, standingOf } from "../parties/party";
import type { OnProgress } from "../progress";
import { alteredIn, type Compared, compareRows, type Counted, type RowDifference, unreadable } from "./compare";
import type { MemberRow } from "./rows/row";
import { addressOf, hashOf, oneOf, readRow, timeOf } from "./values";

/** Histories that are read at a time. */
const PARALLEL = 8;

const FIELDS = ["kind", "since", "until", "status", "accreditor", "credentialHash"] as const;

type Field = (typeof FIELDS)[number];

/** How a party may stand; `none` was never accredited. */
const STATUSES = ["active", "expired", "suspended", "revoked", "none"] as const;

interface Named {
  readonly account: string;
}

/** Where a member's list of parties and the chain differ. */
export type PartyDifference =
  | RowDifference<Named, Field>
  /** An accreditation has not ended, and no row has the account. */
  | (Named & {
      readonly kind: "missing";
      readonly as: ListedParty["kind"];
      readonly status: ListedParty["status"];
      readonly accreditor: string;
    });

/** What a member's list says of a party; what it does not say is undefined. Times are Unix seconds. */
interface Expected {
  readonly account: string;
  readonly kind: PartyKindName | undefined;
  /** When it was last accredited. */
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly status: (typeof STATUSES)[number] | undefined;
  readonly accreditor: string | undefined;
  readonly credentialHash: string | undefined;
}

/** What a reconciliation needs. */
export interface ReconcilingParties {
  readonly colophon: Colophon;
  /** Whose parties may be missing; everybody's where it is undefined. */
  readonly accreditor: string | undefined;
  readonly onProgress: OnProgress;
}

/**
 * Compares a member's own list of parties with the chain, row by row: what a row says of its account, accounts that only one
 * side has, and rows that stand twice. The chain's own list is whole: each accreditation names the block of the one before it.
 * @param note hears of each difference: of rows in their order, then of parties that no row has
 */
export async function reconcileParties(
  { colophon, accreditor, onProgress }: ReconcilingParties,
  rows: AsyncIterable<MemberRow> | Iterable<MemberRow>,
  note: (difference: PartyDifference) => void,
): Promise<Omit<Counted, "seen">> {
  const parties = new Map<string, ListedParty>();
  for await (const party of listParties(colophon)) parties.set(party.account, party);
  const { seen, ...counted } = await compareRows(rows, {
    ...{ note, onProgress, named: (account) => ({ account }) },
    compare: (some) => compare(colophon, parties, some),
  });
  for (const { account, kind, accreditor: by, ...party } of parties.values()) {
    const isOver = ["revoked", "expired"].includes(standingOf({ ...party, kind, accreditor: by }));
    if (isOver || seen.has(account) || (accreditor !== undefined && by !== accreditor)) continue;
    note({ kind: "missing", account, as: kind, status: party.status, accreditor: by });
  }
  return counted;
}

async function compare(
  colophon: Colophon,
  parties: ReadonlyMap<string, ListedParty>,
  rows: readonly MemberRow[],
): Promise<readonly Compared<Named, Field>[]> {
  const compared: Compared<Named, Field>[] = [];
  for await (const one of mapInOrder(rows, PARALLEL, (row) => compareOne(colophon, parties, row))) compared.push(one);
  return compared;
}

async function compareOne(
  { provider, parties: registry }: Colophon,
  parties: ReadonlyMap<string, ListedParty>,
  member: MemberRow,
): Promise<Compared<Named, Field>> {
  const row = member.number;
  const expected = expectedIn(member);
  if (typeof expected === "string") return unreadable(row, expected);
  const { account } = expected;
  const party = parties.get(account);
  if (party === undefined) {
    const isSo = expected.status === "none";
    return { row, key: account, differences: isSo ? [] : [{ kind: "extra", row, account }] };
  }
  // Only a history tells it: it is read where a row asks.
  const asks = expected.credentialHash !== undefined;
  const credentialHash = asks ? currentCredentialHash(await partyHistory(provider, registry, account)) : undefined;
  const standing = { ...party, until: party.validUntil, status: standingOf(party), credentialHash };
  return { row, key: account, differences: alteredIn({ row, named: { account }, fields: FIELDS }, expected, standing) };
}

/** What a row says of its party; where it cannot be read, why. */
function expectedIn(row: MemberRow): Expected | string {
  return readRow(row, (column) => {
    const account = column("account", addressOf);
    if (account === undefined) return "has no account";
    return {
      account,
      kind: column("kind", oneOf(ACCREDITED_KINDS)),
      since: column("since", timeOf),
      until: column("until", timeOf),
      status: column("status", oneOf(STATUSES)),
      accreditor: column("accreditor", addressOf),
      credentialHash: column("credential_hash", hashOf),
    };
  });
}
