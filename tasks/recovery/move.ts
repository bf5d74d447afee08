import { titledWorksOf } from "../../lib/catalogue/titled";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { chainTime } from "../../lib/chain/rpc/time";
import { countOf } from "../../lib/count-of";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { formatWorkId } from "../../lib/hashing/work-id";
import { ownedBy, planMoves, TITLES_PER_CALL } from "../../lib/recovery/moves";
import { readRecovery } from "../../lib/recovery/recovery";
import { shelfOf } from "../../lib/works/home/shelf";
import { action, type Outcome } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson, addWork } from "../shared/command/params";
import { recoveryScope } from "../shared/command/scopes";
import { addressOf, signer } from "../shared/open/accounts";
import { carryMany } from "../shared/open/carry";
import { withCatalogue } from "../shared/open/catalogue";
import { type WorksArgs, worksNamed } from "../shared/open/work-list";
import { fields } from "../shared/print/output";
import { addLost, type LostArgs, openRecovery } from "./open-recovery";

interface Args extends LostArgs, WorksArgs {
  readonly account?: string;
}

/** The titles that have followed. */
export interface MovedTitles {
  readonly lost: string;
  readonly successor: string;
  readonly moved: readonly string[];
  readonly already: readonly string[];
  /** Those that cannot follow now, in words. */
  readonly refused: readonly string[];
  readonly transactions: readonly string[];
}

/** So many of those that cannot follow are named to people. */
const SHOWN = 10;

const definition = addLost(
  addWork(recoveryScope.task("move", "Moves a lost account's titles to its successor; anybody may do so")),
).addOptionalParam(
  "from",
  "A list of works; without it and without a work, all of its titles that this home knows",
  undefined,
  types.string,
);

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre): Promise<Outcome<MovedTitles>> => {
    const { colophon, recovery } = await openRecovery(hre);
    const lost = await addressOf(colophon.chainId, args.lost, "--lost");
    const { successor } = await readRecovery(recovery, lost, await chainTime(colophon.provider));
    if (successor === undefined) {
      throw new ColophonError(`The account ${lost} has no successor yet`, {
        code: "NoSuccessor",
        advice: "How far its recovery is: npx hardhat recovery show",
      });
    }
    const isNamed = (args.from ?? args.file ?? args.work) !== undefined;
    const works = isNamed ? await worksNamed(args) : undefined;
    const workIds = (await works?.ids()) ?? (await knownTitles(colophon, lost));
    const wallet = await signer(colophon.chainId, args.account, "publisher");
    const plan = await planMoves(colophon, wallet, { account: lost, successor }, workIds);

    const hashes = await carryMany(colophon, wallet, plan, "Following", {
      call: (...titles) => recovery.moveTitles.populateTransaction(lost, titles),
      perCall: TITLES_PER_CALL,
    });
    const transactions = [...new Set(hashes)];
    const refused = plan.refused.map((sentence) => works?.placed(sentence) ?? sentence);
    const more = refused.length - SHOWN;
    const text = fields([
      ["Followed", countOf(plan.open.length, "title")],
      ["Already so", plan.done.length === 0 ? undefined : countOf(plan.done.length, "title")],
      ["Lost", lost],
      ["Successor", successor],
      ["Not now", refused.length === 0 ? undefined : refused.slice(0, SHOWN)],
      ["", more > 0 ? `… ${more} more …` : undefined],
      ["Transactions", transactions.length === 0 ? undefined : transactions.slice(0, SHOWN)],
    ]);
    const result = {
      ...{ lost, successor, refused, transactions },
      ...{ moved: plan.open.map(formatWorkId), already: plan.done.map(formatWorkId) },
    };
    return { result, text, ...(refused.length === 0 ? {} : { exitCode: 3 as const }) };
  }),
);

/** The titles of an account that the catalogue of this home knows, and that belong to it now. */
async function knownTitles(colophon: Colophon, account: string): Promise<bigint[]> {
  const shelf = shelfOf(colophon, home());
  const works = await withCatalogue((catalogue) => titledWorksOf(catalogue, shelf, account));
  return ownedBy(colophon, account, works.map(BigInt));
}
