import { formatTime } from "../../../lib/chain/rpc/time";
import type { Proposal } from "../../../lib/committee/proposal";
import { shortHex } from "../../../lib/short-hex";
import { table } from "../print/output";

/** What a list says of a proposal. */
type ListedProposal = Pick<Proposal, "id" | "state" | "deadline" | "described">;

/** Addresses, hashes, and data that cannot be read: `committee show` has them whole. */
const LONG_HEX = /0x[0-9a-fA-F]{40,}/g;

/** A table of proposals, the newest first. @param count how many there are in all */
export function proposalsText(proposals: readonly ListedProposal[], count: number): string {
  if (proposals.length === 0) return "No proposals yet";
  const rows = proposals.map(({ id, state, deadline, described }) => [
    id,
    state,
    formatTime(deadline),
    described.map(({ words }) => words.replace(LONG_HEX, shortHex)).join("; "),
  ]);
  const listed = table(["No", "State", "Ballot ends", "What it does"], rows);
  const rest = count - rows.length;
  return rest > 0 ? `${listed}\n\n${rest} older: --limit ${count}` : listed;
}
