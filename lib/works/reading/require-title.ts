import type { Colophon } from "../../chain/contracts/colophon";
import { explainRevert } from "../../chain/contracts/reverts";
import { readTitle } from "../../chain/contracts/title";
import { formatTime } from "../../chain/rpc/time";
import { ColophonError } from "../../errors";
import { formatWorkId } from "../../hashing/work-id";
import { knownAnchors } from "../home/known-anchors";

/**
 * What is said to somebody who needs the title of another's work: nobody but its owner is told to register or to claim it.
 * Of a work that is anchored, and of one that nobody here knows.
 */
const ADVICES = {
  offer: {
    anchored:
      "Offering it makes its title, with the anchor's time. That account can do so with: npx hardhat title offer",
    unknown: "So nothing of it is offered. Compare the file, byte for byte, or the id with what the offer names.",
  },
  order: {
    anchored: "An order is about a title. That account makes it, with the anchor's time, by: npx hardhat work claim",
    unknown: "An order is about a title. Compare the file, byte for byte, or the id with what the order names.",
  },
} as const;

/**
 * Makes sure that a work has a title, for a command that ends or takes an offer, or is about orders: a title is not made for
 * those, since nobody can have offered what there is not. To be called before the registry is asked, which knows of no anchored
 * work.
 * @param home the folder of the store
 * @param subject what the command is about
 * @throws ColophonError where it has none, which says whether the work is anchored or unknown
 */
export async function requireTitle(
  colophon: Colophon,
  workId: bigint,
  home: string,
  subject: keyof typeof ADVICES,
): Promise<void> {
  if ((await readTitle(colophon, workId)) !== undefined) return;
  const work = formatWorkId(workId);
  const [earliest] = (await knownAnchors(colophon, home, work)).anchored;
  const advices = ADVICES[subject];
  if (earliest === undefined) {
    const data = colophon.registry.interface.encodeErrorResult("WorkRegistryNotRegistered", [workId]);
    const { message, code } = explainRevert(data);
    throw new ColophonError(message, { code, advice: advices.unknown });
  }
  const { owner, anchoredAt } = earliest;
  throw new ColophonError(
    `The work ${work} is anchored for ${owner} since ${formatTime(anchoredAt)} and has no title yet`,
    { code: "AnchoredWithoutTitle", advice: advices.anchored },
  );
}
