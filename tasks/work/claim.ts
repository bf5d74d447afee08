import { formatTime } from "../../lib/chain/rpc/time";
import { home } from "../../lib/env";
import type { Registered } from "../../lib/works/carry-out";
import { claimWork } from "../../lib/works/claim";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { registeredFields } from "../shared/print/registered-fields";

interface Args {
  readonly file: string;
  readonly batch: string;
  readonly account?: string;
}

const definition = workScope
  .task("claim", "Turns one work of an anchored batch into a title, with the anchor's time")
  .addParam("file", "The file to claim", undefined, types.string)
  .addParam("batch", "The batch file that it is in", undefined, types.string);

addJson(addAccount(definition)).setAction(
  action(async ({ file, batch, account }: Args, hre) => {
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, account, "publisher");

    const result: Registered = await claimWork(colophon, wallet, { file, batch, home: home() });
    await followUp(colophon);

    const { anchor } = result.record;
    const claimed = [
      ["Anchored at", anchor && formatTime(anchor.anchoredAt)],
      ["Root", anchor?.root],
    ] as const;
    return { result, text: registeredFields(result.isNew ? "Claimed" : "Found", result, claimed) };
  }),
);
