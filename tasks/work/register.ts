import { types } from "hardhat/config";

import { home } from "../../lib/env";
import type { Registered } from "../../lib/works/register";
import { action } from "../shared/action";
import { addAccount, addJson, addMetadata, type MetadataArgs } from "../shared/definitions";
import { workScope } from "../shared/scopes";

interface Args extends MetadataArgs {
  readonly file: string;
  readonly account?: string;
}

const definition = workScope
  .task("register", "Registers a file for the account that signs")
  .addParam("file", "The file to register", undefined, types.string);

addJson(addAccount(addMetadata(definition))).setAction(
  action(async (args: Args, hre, { fields, formatTime, metadataOf, open, signer }) => {
    const { registerWork } = await import("../../lib/works/register");
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
