import { basename } from "node:path";

import { home } from "../../lib/env";
import { hashFile } from "../../lib/hashing/hash-file";
import { metadataHash } from "../../lib/metadata/metadata";
import { requireNoAnchor } from "../../lib/works/writing/register";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addMetadata, type MetadataArgs } from "../shared/command/params";
import { keyScope } from "../shared/command/scopes";
import { assertThere, metadataOf } from "../shared/open/work-args";
import { addPrepare, prepare, type PrepareArgs } from "./prepare";

interface Args extends PrepareArgs, MetadataArgs {
  readonly file: string;
  readonly laterDate: boolean;
}

const definition = keyScope
  .task("prepare-register", "Writes what a key signs to register a file for its account")
  .addParam("file", "The file to register", undefined, types.string)
  .addFlag("laterDate", "Register it with today's date though the store has an anchor of it");

addPrepare(addMetadata(definition)).setAction(
  action(async (args: Args, hre) => {
    const metadata = await metadataOf(args, args.file);
    await assertThere(args.file);
    return prepare(args, hre, async ({ colophon, account }) => {
      const { contentHash, size } = await hashFile(args.file);
      if (!args.laterDate) await requireNoAnchor(colophon, account, home(), contentHash);
      const claim = { owner: account, contentHash, metadataHash: metadataHash(metadata) };
      const call = await colophon.registry.register.populateTransaction(claim);
      return { call, work: { file: { name: basename(args.file), size }, metadata } };
    });
  }),
);
