import type { BaseWallet } from "ethers";

import { isByOwner } from "../../batch/run/anchor-call";
import { anchoredForOther } from "../../batch/run/anchored-for-other";
import type { Colophon } from "../../chain/contracts/colophon";
import { explain } from "../../chain/contracts/failures";
import { readTitle, type TitleState } from "../../chain/contracts/title";
import { formatWorkId } from "../../hashing/work-id";
import { hasRecord, workFolder } from "../../store/records";
import type { AnchoredClaim } from "../home/anchored";
import { knownAnchors } from "../home/known-anchors";
import { shelfOf } from "../home/shelf";
import type { Registered } from "./carry-out";
import { claimFrom } from "./claim";

/** What a claim is answered with where the title has the earliest date that the registry gives it. */
const STAYS: readonly string[] = [
  ...["WorkRegistryAlreadyRegistered", "WorkRegistryFinal"],
  // Where the chain's clock went back, an anchor of an earlier time is no earlier one.
  ...["WorkRegistryAnchorAfterTitle", "RegisteredByYou"],
];

/**
 * Makes the title that a command needs: an anchored work of the account that signs, or of one that it is the operator of, is
 * claimed from the earliest anchor that the home has. A title that its owner registered later than that gets the anchor's time
 * first, since nobody can give it that when it has moved. Another's title is left: the registry says what may be done with it.
 * @param home the folder of the store
 * @returns the claim; undefined where none was to be made
 * @throws ColophonError, exit code 2, where the work is anchored for another account alone
 */
export async function ensureTitle(
  colophon: Colophon,
  wallet: BaseWallet,
  workId: bigint,
  home: string,
): Promise<Registered | undefined> {
  const work = formatWorkId(workId);
  const { anchored } = await knownAnchors(colophon, home, work);
  const [earliest] = anchored;
  if (earliest === undefined) return undefined;

  const title = await readTitle(colophon, workId);
  const own = await ofAccount(colophon, wallet.address, anchored);
  if (own.length === 0 && title === undefined) throw anchoredForOther(work, earliest, "");
  const folder = workFolder(shelfOf(colophon, home), work);
  for (const anchor of own) {
    if (title !== undefined && !(await isToBeClaimed(title, anchor, folder))) continue;
    try {
      return await claimFrom(colophon, wallet, { contentHash: work, batch: anchor.batch, home });
    } catch (error) {
      if (title === undefined || !STAYS.includes(explain(error)?.code ?? "")) throw error;
    }
  }
  return undefined;
}

/** Whether a claim makes a title earlier, or a run that was killed has claimed it and not come to its record. */
async function isToBeClaimed(title: TitleState, own: AnchoredClaim, folder: string): Promise<boolean> {
  if (title.owner !== own.owner || title.registeredAt < own.anchoredAt) return false;
  return title.registeredAt > own.anchoredAt || !(await hasRecord(folder));
}

/** Those of some anchors that an account may act on, in their order. */
async function ofAccount(
  colophon: Colophon,
  account: string,
  anchored: readonly AnchoredClaim[],
): Promise<AnchoredClaim[]> {
  const isOwn = await Promise.all(anchored.map(async ({ owner }) => isByOwner(colophon, owner, account)));
  return anchored.filter((_, index) => isOwn[index]);
}
