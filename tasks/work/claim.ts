import type { Colophon } from "../../lib/chain/contracts/colophon";
import { formatTime } from "../../lib/chain/rpc/time";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { hashFile } from "../../lib/hashing/hash-file";
import type { Registered } from "../../lib/works/carry-out";
import { claimWork } from "../../lib/works/claim";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { earliestAnchorOf, followUp } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { registeredFields } from "../shared/print/registered-fields";

interface Args {
  readonly file: string;
  readonly batch?: string;
  readonly account?: string;
}

const definition = workScope
  .task("claim", "Turns one work of an anchored batch into a title, with the anchor's time")
  .addParam("file", "The file to claim", undefined, types.string)
  .addOptionalParam(
    "batch",
    "The batch file that it is in; default: the one of this home with the earliest anchor",
    undefined,
    types.string,
  );

addJson(addAccount(definition)).setAction(
  action(async ({ file, batch, account }: Args, hre) => {
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, account, "publisher");

    const from = batch ?? (await earliestBatch(colophon, file, wallet.address));
    const result: Registered = await claimWork(colophon, wallet, { file, batch: from, home: home() });
    await followUp(colophon);

    const { anchor } = result.record;
    const claimed = [
      ["Anchored at", anchor && formatTime(anchor.anchoredAt)],
      ["Root", anchor?.root],
    ] as const;
    return { result, text: registeredFields(result.isNew ? "Claimed" : "Found", result, claimed) };
  }),
);

/** The batch file with the owner's earliest anchor of a file. @throws ColophonError, exit code 2, where this home has none */
async function earliestBatch(colophon: Colophon, file: string, owner: string): Promise<string> {
  const anchor = await earliestAnchorOf(colophon, (await hashFile(file)).contentHash, owner);
  if (anchor !== undefined) return anchor.batch;
  throw new ColophonError(`No batch of ${owner} in ${home()} has ${file} under an anchor`, {
    code: "NoAnchorHere",
    advice: "If its batch file lies elsewhere, name it with --batch.",
    exitCode: 2,
  });
}
