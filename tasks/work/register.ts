import { home } from "../../lib/env";
import type { Registered } from "../../lib/works/carry-out";
import { registerWork } from "../../lib/works/register";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson, addMetadata, type MetadataArgs } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { open } from "../shared/open/open";
import { metadataOf } from "../shared/open/work-args";
import { registeredFields } from "../shared/print/registered-fields";

interface Args extends MetadataArgs {
  readonly file: string;
  readonly account?: string;
}

const definition = workScope
  .task("register", "Registers a file for the account that signs")
  .addParam("file", "The file to register", undefined, types.string);

addJson(addAccount(addMetadata(definition))).setAction(
  action(async (args: Args, hre) => {
    const metadata = await metadataOf(args, args.file);
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const result: Registered = await registerWork(colophon, wallet, { file: args.file, metadata, home: home() });

    return { result, text: registeredFields(result.isNew ? "Registered" : "Found", result) };
  }),
);
