import type { Colophon } from "../chain/contracts/colophon";
import { explainRevert } from "../chain/contracts/reverts";
import { readTitle } from "../chain/contracts/title";
import { formatTime } from "../chain/rpc/time";
import { ColophonError } from "../errors";
import { formatWorkId } from "../hashing/work-id";
import { knownAnchors } from "./known-anchors";

/**
 * Makes sure that a work has a title, for a command that ends or takes an offer: a title is not made for those, since nobody
 * can have offered what there is not. To be called before the registry is asked, which knows of no anchored work.
 * @param home the folder of the store
 * @throws ColophonError where it has none, which says whether the work is anchored or unknown
 */
export async function requireTitle(colophon: Colophon, workId: bigint, home: string): Promise<void> {
  if ((await readTitle(colophon, workId)) !== undefined) return;
  const work = formatWorkId(workId);
  const [earliest] = (await knownAnchors(colophon, home, work)).anchored;
  if (earliest === undefined) {
    throw explainRevert(colophon.registry.interface.encodeErrorResult("WorkRegistryNotRegistered", [workId]));
  }
  const { owner, anchoredAt } = earliest;
  throw new ColophonError(
    `The work ${work} is anchored for ${owner} since ${formatTime(anchoredAt)} and has no title yet`,
    {
      code: "AnchoredWithoutTitle",
      advice:
        "Offering it makes its title, with the anchor's time. That account can do so with: npx hardhat title offer",
    },
  );
}
