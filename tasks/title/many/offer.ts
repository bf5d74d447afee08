import type { BaseWallet } from "ethers";

import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { formatTime } from "../../../lib/chain/rpc/time";
import { countOf } from "../../../lib/count-of";
import { formatWorkId } from "../../../lib/hashing/work-id";
import { planOffers } from "../../../lib/works/writing/hand-over";
import type { Outcome } from "../../shared/command/action";
import { carryMany } from "../../shared/open/carry";
import { fields } from "../../shared/print/output";

/** What is offered to whom. */
interface ManyOffers {
  readonly workIds: readonly bigint[];
  readonly to: string;
  readonly deedHash: string;
  /** Unix seconds. */
  readonly until: number;
  /** The same as it was typed: it may count from now. */
  readonly typedUntil: string;
}

/** How many titles were offered, and how many of the list were so already. */
export interface OfferedMany {
  readonly from: string;
  readonly to: string;
  readonly deedHash: string;
  readonly expiresAt: number;
  readonly offered: readonly string[];
  readonly already: readonly string[];
}

/** Offers many titles by one deed. Run again after whatever stopped it, it goes on. */
export async function offerMany(
  colophon: Colophon,
  wallet: BaseWallet,
  { workIds, to, deedHash, until, typedUntil }: ManyOffers,
): Promise<Outcome<OfferedMany>> {
  const from = wallet.address;
  const plan = await planOffers(colophon, { from, to, deedHash }, until, workIds);
  await carryMany(colophon, wallet, plan, "Offering", {
    call: (workId) => colophon.registry.offerTitle.populateTransaction(workId, to, deedHash, until),
    intent: (workId) => ["offer", workId, to, deedHash, typedUntil].join(" "),
  });
  const [offered, already] = [plan.open.map(formatWorkId), plan.done.map(formatWorkId)];
  const text = fields([
    ["Offered", countOf(offered.length, "title")],
    ["Already so", already.length === 0 ? undefined : countOf(already.length, "title")],
    ["To", to],
    ["Deed", deedHash],
    ["Until", formatTime(until)],
  ]);
  return { result: { from, to, deedHash, expiresAt: until, offered, already }, text };
}
