import type { Colophon } from "../../lib/chain/contracts/colophon";
import { requireMayHold } from "../../lib/chain/contracts/may-register";
import { formatTime } from "../../lib/chain/rpc/time";
import { write } from "../../lib/chain/sending/write";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { hashFile } from "../../lib/hashing/hash-file";
import { formatWorkId } from "../../lib/hashing/work-id";
import { requireTitle } from "../../lib/works/reading/require-title";
import { action, type Outcome } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson, addWork, type WorkArgs } from "../shared/command/params";
import { titleScope } from "../shared/command/scopes";
import { addressOf, signer } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { confirmStep, requireYesOrTerminal } from "../shared/open/confirm";
import { offeredWorks } from "../shared/open/offered";
import { open } from "../shared/open/open";
import { assertThere, workMeant } from "../shared/open/work-args";
import { fields, whole } from "../shared/print/output";
import { acceptMany } from "./many/accept";

interface Args extends WorkArgs {
  readonly deed: string;
  readonly allFrom?: string;
  readonly account?: string;
  readonly yes: boolean;
}

const WHAT = "Accepting a title cannot be undone";

const definition = titleScope
  .task("accept", "Accepts a title, or many, offered to the account that signs")
  .addParam("deed", "The file with the deed that you agree to", undefined, types.string)
  .addOptionalParam(
    "allFrom",
    "Accepts all titles that this party offers by the deed: an address or the name of an account",
    undefined,
    types.string,
  )
  .addFlag("yes", "Do not ask; needed without a terminal. An accepted title comes back by a new offer only");

addJson(addAccount(addWork(definition))).setAction(
  action(async (args: Args, hre): Promise<Outcome<unknown>> => {
    requireYesOrTerminal(args.yes, WHAT);
    const { allFrom, deed, yes } = args;
    if (allFrom !== undefined && (args.file ?? args.work) !== undefined) {
      throw new ColophonError("Name either one work or --all-from", {
        code: "WorkNotNamed",
        advice: "Leave one of them out.",
        exitCode: 2,
      });
    }
    const idOf = allFrom === undefined ? await workMeant(args) : () => Promise.resolve(0n);
    await assertThere(deed);
    const colophon = await open(hre);
    const from = allFrom === undefined ? undefined : await addressOf(colophon.chainId, allFrom, "--all-from");
    const wallet = await signer(colophon.chainId, args.account, "publisher");
    await requireMayHold(colophon, wallet.address);
    const { contentHash: deedHash } = await hashFile(deed);
    if (from !== undefined) return acceptMany(colophon, wallet, { from, deedHash, deed, yes });

    const workId = await idOf();
    await requireTitle(colophon, workId, home(), "offer");
    const call = colophon.registry.acceptTitle.populateTransaction(workId, deedHash);
    // Not before the registry has been asked: nobody is asked about what it would refuse.
    const beforeSending = (): Promise<void> => askToAccept(colophon, workId, deed, yes);
    const receipt = await write(colophon, wallet, call, { beforeSending });

    const work = formatWorkId(workId);
    await followUp(colophon, [{ contentHash: work }]);
    const result = { work, owner: wallet.address, deedHash, transactionHash: receipt.hash };
    const text = fields([
      ["Accepted", work],
      ["Owner", wallet.address],
      ["Deed", deedHash],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);

async function askToAccept(colophon: Colophon, workId: bigint, deed: string, yes: boolean): Promise<void> {
  if (yes) return;
  for (const { work, title, offer, description } of await offeredWorks(colophon, [workId])) {
    const shown = fields([
      ["Title", description?.title],
      ["Author", description?.author],
      ["Work", work],
      ["Seller", title?.owner],
      ["Since", title && formatTime(title.registeredAt)],
      ["Deed", offer && [offer.deedHash, whole(deed)]],
      ["Offer ends", offer && formatTime(offer.expiresAt)],
    ]);
    await confirmStep(yes, { what: WHAT, shown, question: "Accept this title? It cannot be undone." });
  }
}
