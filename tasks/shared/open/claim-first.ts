import type { BaseWallet } from "ethers";

import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { formatTime } from "../../../lib/chain/rpc/time";
import { home } from "../../../lib/env";
import { ColophonError } from "../../../lib/errors";
import type { OnProgress } from "../../../lib/progress";
import { ensureTitle } from "../../../lib/works/writing/ensure-title";
import { printable } from "../print/printable";
import { followUp } from "./catalogue";

/** Makes the title that a command needs where the work is anchored, and says so on stderr. */
export async function claimFirst(colophon: Colophon, wallet: BaseWallet, workId: bigint): Promise<void> {
  const claimed = await ensureTitle(colophon, wallet, workId, home());
  if (claimed === undefined) return;
  const { claim, registration } = claimed.record;
  await followUp(colophon, [{ contentHash: claim.contentHash }]);
  const since = formatTime(registration.registeredAt);
  console.error(
    printable(`Claimed first: the work ${claim.contentHash} has a title since ${since}, its anchor's time`),
  );
}

/**
 * Gives anchored works their titles, one after the other, since the registry takes one claim at a time.
 * @param works content hashes
 * @returns those that have a title now
 * @throws ColophonError where the registry refuses one, or the signal stops it; run again, it goes on
 */
export async function claimEach(
  colophon: Colophon,
  wallet: BaseWallet,
  works: readonly string[],
  { onProgress, signal }: { readonly onProgress: OnProgress; readonly signal: AbortSignal },
): Promise<string[]> {
  const claimed: string[] = [];
  try {
    for (const work of works) {
      if (signal.aborted) {
        throw new ColophonError(`Stopped: ${claimed.length} of ${works.length} anchored works have titles`, {
          code: "BatchStopped",
          advice: "Run the same command again: it goes on where it stopped.",
        });
      }
      if ((await ensureTitle(colophon, wallet, BigInt(work), home())) !== undefined) claimed.push(work);
      onProgress({ stage: "Claiming", done: claimed.length, total: works.length, unit: "titles" });
    }
    return claimed;
  } finally {
    if (works.length > 0) {
      await followUp(
        colophon,
        claimed.map((contentHash) => ({ contentHash })),
      );
    }
  }
}
