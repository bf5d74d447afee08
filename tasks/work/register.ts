import { home } from "../../lib/env";
import type { Registered } from "../../lib/works/carry-out";
import { registerWork } from "../../lib/works/register";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import {
  addAccount,
  addJson,
  addMetadata,
  addMetadataFrom,
  type MetadataArgs,
  type MetadataFromArgs,
} from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { metadataFromFile } from "../shared/open/work-args";
import { foundFields } from "../shared/print/found-fields";
import { registeredFields } from "../shared/print/registered-fields";

interface Args extends MetadataArgs, MetadataFromArgs {
  readonly file: string;
  readonly account?: string;
}

const definition = workScope
  .task("register", "Registers a file for the account that signs")
  .addParam("file", "The file to register", undefined, types.string);

addJson(addAccount(addMetadataFrom(addMetadata(definition)))).setAction(
  action(async (args: Args, hre) => {
    const { metadata, found } = await metadataFromFile(args, args.file);
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const result: Registered = await registerWork(colophon, wallet, { file: args.file, metadata, home: home() });
    await followUp(colophon);

    return {
      result,
      text: registeredFields(result.isNew ? "Registered" : "Found", result, foundFields(metadata, found)),
    };
  }),
);
