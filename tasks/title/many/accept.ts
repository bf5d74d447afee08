import type { BaseWallet } from "ethers";

import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { countOf } from "../../../lib/count-of";
import { ColophonError } from "../../../lib/errors";
import { formatWorkId } from "../../../lib/hashing/work-id";
import { planAcceptances } from "../../../lib/works/writing/hand-over";
import type { Outcome } from "../../shared/command/action";
import { carryMany } from "../../shared/open/carry";
import { confirmStep } from "../../shared/open/confirm";
import { offeredWorks } from "../../shared/open/offered";
import { fields, whole } from "../../shared/print/output";

/** So many of the titles are shown before they are accepted. */
const SHOWN = 10;

/** By which deed whose titles are accepted. */
interface ManyAcceptances {
  readonly from: string;
  readonly deedHash: string;
  /** The file, as the user named it. */
  readonly deed: string;
  readonly yes: boolean;
}

/** The titles that were accepted. */
export interface AcceptedMany {
  readonly from: string;
  readonly owner: string;
  readonly deedHash: string;
  readonly accepted: readonly string[];
  /** What the registry would not take now, in words. */
  readonly refused: readonly string[];
}

/** Accepts all titles that somebody offers by one deed. Run again after whatever stopped it, it goes on. */
export async function acceptMany(
  colophon: Colophon,
  wallet: BaseWallet,
  { from, deedHash, deed, yes }: ManyAcceptances,
): Promise<Outcome<AcceptedMany>> {
  const plan = await planAcceptances(colophon, { from, to: wallet.address, deedHash });
  const { open, refused } = plan;
  if (open.length === 0) {
    if (refused.length > 0)
      throw new ColophonError(refused.slice(0, SHOWN).join("\n"), {
        code: "TitlesRefused",
        advice: "Nothing was sent.",
      });
    throw new ColophonError(`${from} offers no title with the deed ${deedHash} to ${wallet.address}`, {
      code: "NothingOffered",
      advice: "Where a run was stopped, all were accepted. See an offer with: npx hardhat title show",
    });
  }
  if (!yes) {
    const first = await offeredWorks(colophon, open.slice(0, SHOWN));
    const shown = fields([
      ["Titles", open.length],
      ["From", from],
      ["Deed", [deedHash, whole(deed)]],
      ["Works", first.map(({ work, description }) => [work, description?.title].filter(Boolean).join("  "))],
      ["", open.length > SHOWN ? `… ${open.length - SHOWN} more …` : undefined],
      ["Not now", refusedLines(refused)],
    ]);
    const what = "Accepting titles cannot be undone";
    await confirmStep(yes, { what, shown, question: `Accept ${countOf(open.length, "title")}? It cannot be undone.` });
  }
  await carryMany(colophon, wallet, plan, "Accepting", {
    call: (workId) => colophon.registry.acceptTitle.populateTransaction(workId, deedHash),
  });
  const accepted = open.map(formatWorkId);
  const text = fields([
    ["Accepted", countOf(accepted.length, "title")],
    ["From", from],
    ["Owner", wallet.address],
    ["Deed", deedHash],
    ["Not now", refusedLines(refused)],
  ]);
  const result = { from, owner: wallet.address, deedHash, accepted, refused };
  return { result, text, ...(refused.length === 0 ? {} : { exitCode: 3 as const }) };
}

function refusedLines(refused: readonly string[]): readonly string[] | undefined {
  if (refused.length <= SHOWN) return refused.length === 0 ? undefined : refused;
  return [...refused.slice(0, SHOWN), `… ${refused.length - SHOWN} more …`];
}
