import type { BaseWallet } from "ethers";

import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { formatTime } from "../../../lib/chain/rpc/time";
import { home } from "../../../lib/env";
import { ensureTitle } from "../../../lib/works/ensure-title";
import { printable } from "../print/printable";

/** Makes the title that a command needs where the work is anchored, and says so on stderr. */
export async function claimFirst(colophon: Colophon, wallet: BaseWallet, workId: bigint): Promise<void> {
  const claimed = await ensureTitle(colophon, wallet, workId, home());
  if (claimed === undefined) return;
  const { claim, registration } = claimed.record;
  const since = formatTime(registration.registeredAt);
  console.error(
    printable(`Claimed first: the work ${claim.contentHash} has a title since ${since}, its anchor's time`),
  );
}
