import { types } from "hardhat/config";

import { home } from "../../lib/env";
import type { Registered } from "../../lib/works/carry-out";
import { registerWork } from "../../lib/works/register";
import { signer } from "../shared/accounts";
import { action } from "../shared/action";
import { open } from "../shared/open";
import { addAccount, addJson, addMetadata, type MetadataArgs } from "../shared/params";
import { registeredFields } from "../shared/registered-fields";
import { workScope } from "../shared/scopes";
import { metadataOf } from "../shared/work-args";

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
