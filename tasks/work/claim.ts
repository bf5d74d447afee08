import { home } from "../../lib/env";
import type { Registered } from "../../lib/works/writing/carry-out";
import { claimWork } from "../../lib/works/writing/claim";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { registeredFields } from "../shared/facts/registered-fields";
import { signer } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { assertThere } from "../shared/open/work-args";

interface Args {
  readonly file: string;
  readonly batch?: string;
  readonly laterDate: boolean;
  readonly account?: string;
}

const definition = workScope
  .task("claim", "Turns an anchored work into a title, with the time of its earliest anchor")
  .addParam("file", "The file to claim", undefined, types.string)
  .addOptionalParam("batch", "The batch file that it is in, where it is not of the store", undefined, types.string)
  .addFlag("laterDate", "Take the date of --batch though the store knows an earlier one");

addJson(addAccount(definition)).setAction(
  action(async ({ file, batch, laterDate, account }: Args, hre) => {
    await assertThere(file);
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, account, "publisher");

    const result: Registered = await claimWork(colophon, wallet, { file, batch, laterDate, home: home() });
    // A title that was seen since it was registered has an earlier date now.
    await followUp(colophon, [{ contentHash: result.record.claim.contentHash }]);

    return { result, text: registeredFields(result.isNew ? "Claimed" : "Found", result) };
  }),
);
