import { types } from "hardhat/config";

import { formatTime } from "../../lib/chain/time";
import { home } from "../../lib/env";
import type { Registered } from "../../lib/works/carry-out";
import { claimWork } from "../../lib/works/claim";
import { signer } from "../shared/accounts";
import { action } from "../shared/action";
import { open } from "../shared/open";
import { addAccount, addJson } from "../shared/params";
import { registeredFields } from "../shared/registered-fields";
import { workScope } from "../shared/scopes";

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

    const { anchor } = result.record;
    const claimed = [
      ["Anchored at", anchor && formatTime(anchor.anchoredAt)],
      ["Root", anchor?.root],
    ] as const;
    return { result, text: registeredFields(result.isNew ? "Claimed" : "Found", result, claimed) };
  }),
);
