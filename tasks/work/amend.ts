import { home } from "../../lib/env";
import { amendWork } from "../../lib/works/amend";
import { action } from "../shared/command/action";
import { addAccount, addJson, addMetadata, addWork, type MetadataArgs, type WorkArgs } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { metadataOf, workIdOf } from "../shared/open/work-args";
import { fields } from "../shared/print/output";

interface Args extends WorkArgs, MetadataArgs {
  readonly account?: string;
}

const definition = workScope.task(
  "amend",
  "Gives a work other metadata, all of them; those before stay in the history",
);

addJson(addAccount(addMetadata(addWork(definition)))).setAction(
  action(async (args: Args, hre) => {
    const workId = await workIdOf(args);
    const metadata = await metadataOf(args, args.file);
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const result = await amendWork(colophon, wallet, { workId, metadata, home: home() });
    await followUp(colophon, [{ contentHash: result.work, metadataHash: result.metadataHash }]);

    const text = fields([
      ["Amended", result.work],
      ["Metadata", result.metadataHash],
      ["Kept in", result.metadataPath],
      ["Transaction", result.transactionHash],
    ]);
    return { result, text };
  }),
);
