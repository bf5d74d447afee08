import { types } from "hardhat/config";

import { formatTime } from "../../lib/chain/time";
import { home } from "../../lib/env";
import type { Registered } from "../../lib/works/register";
import { registerWork } from "../../lib/works/register";
import { signer } from "../shared/accounts";
import { action } from "../shared/action";
import { open } from "../shared/open";
import { fields } from "../shared/output";
import { addAccount, addJson, addMetadata, type MetadataArgs } from "../shared/params";
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

    const { claim, registration } = result.record;
    const text = fields([
      [result.isNew ? "Registered" : "Found", result.record.title],
      ["Work", claim.contentHash],
      ["Owner", claim.owner],
      ["Registered at", formatTime(registration.registeredAt)],
      ["Final from", formatTime(registration.finalAt)],
      ["Transaction", registration.transactionHash],
      ["Metadata", result.metadataPath],
      ["Record", result.recordPath],
    ]);
    return { result, text };
  }),
);
