import type { NamedAccount } from "../../../lib/accounts/accounts";
import type { WorkStateName } from "../../../lib/catalogue/query";
import { formatTime } from "../../../lib/chain/rpc/time";
import { countOf } from "../../../lib/count-of";
import { firstOf } from "../../../lib/first-of";
import type { PartyState } from "../../../lib/parties/party";
import type { OpenOffer, OpenOffers } from "../../../lib/works/reading/open-offers";
import { fields, withOdd, wrapped } from "../print/output";

/** What is left of 80 columns beside the longest name of a line. */
const WIDTH = 70;

/** A transaction of an account that nobody has seen in a block, or why its outbox could not be read. */
export type Waiting =
  | { readonly account: string; readonly transactionHash: string; readonly nonce: number }
  | { readonly account: string; readonly problem: string };

/** Where a home stands. Times are Unix seconds. */
export interface Status {
  readonly network: string;
  readonly chainId: number;
  readonly registry: string;
  /** The newest block when the chain was asked. */
  readonly block: number;
  /** Its time. */
  readonly time: number;
  readonly accounts: readonly (NamedAccount & { readonly party: PartyState | undefined })[];
  /** The files of the keystore that are no accounts. */
  readonly odd: readonly { readonly problem: string }[];
  /** As the home last saw each. */
  readonly works: Readonly<Partial<Record<WorkStateName, number>>>;
  readonly offers: OpenOffers;
  /** The batch files. */
  readonly batches: readonly string[];
  readonly waiting: readonly Waiting[];
}

/** The same for people, in 80 columns. */
export function statusText({ accounts, odd, works, offers, batches, waiting, ...chain }: Status): string {
  const text = fields([
    ["Chain", `${chain.network} (chain id ${chain.chainId})`],
    ["As of", `block ${chain.block}, ${formatTime(chain.time)}`],
    ["Registry", chain.registry],
    ["Accounts", accounts.length === 0 ? "none" : accounts.flatMap(accountLines)],
    ["Works", workLines(works)],
    ["Offers", offerLines(offers)],
    ["Batches", batchLines(batches)],
    ["Outbox", waiting.length === 0 ? "nothing waits" : firstEntries(waiting.map(waitingLines))],
  ]);
  return withOdd(text, odd);
}

function accountLines({ name, address, party }: Status["accounts"][number]): string[] {
  const state = party?.accredited === false ? `${party.status}, ` : "";
  const accredited =
    party === undefined ? "not accredited" : `${state}${party.kind} until ${formatTime(party.validUntil)}`;
  return [`${name}: ${accredited}`, `  ${address ?? "its file does not say the address"}`];
}

function workLines(works: Status["works"]): string[] {
  const counted = Object.entries(works).map(([state, number]) => `${number} ${state}`);
  if (counted.length === 0) return ["none"];
  return [counted.join(", "), "As this home last saw each; what others did since is not known here."];
}

function offerLines({ toMe, byMe, blocks }: OpenOffers): string[] {
  const lines = ({ contentHash, expiresAt }: OpenOffer, party: string): string[] => [
    contentHash,
    `  ${party}`,
    `  until ${formatTime(expiresAt)}`,
  ];
  const where =
    blocks === undefined
      ? "Looked at the works that were seen on offer; the node gives no events."
      : `Looked at the works that were seen on offer, and at the blocks ${blocks.first} to ${blocks.last}.`;
  return [
    `${toMe.length} to me, ${byMe.length} by me`,
    ...firstEntries(toMe.map((offer) => lines(offer, `to me from ${offer.from}`))),
    ...firstEntries(byMe.map((offer) => lines(offer, `by me to ${offer.to}`))),
    ...wrapped(where, WIDTH),
  ];
}

/** The lines of the first entries of a list, and how many there are beside them. */
function firstEntries(entries: readonly (readonly string[])[]): string[] {
  return firstOf(entries.map((lines) => lines.join("\n"))).flatMap((entry) => entry.split("\n"));
}

function batchLines(batches: readonly string[]): string[] {
  if (batches.length === 0) return ["none"];
  return [
    `${countOf(batches.length, "file")} in this home`,
    ...wrapped("Whether there are copies elsewhere is not known here; without its file a batch proves nothing.", WIDTH),
  ];
}

function waitingLines(waiting: Waiting): string[] {
  if ("problem" in waiting) return wrapped(`${waiting.account}: ${waiting.problem}`, WIDTH);
  return [`${waiting.account}: number ${waiting.nonce} of the account`, waiting.transactionHash];
}
