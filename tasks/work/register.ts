import type { Colophon } from "../../lib/chain/contracts/colophon";
import { readTitle } from "../../lib/chain/contracts/title";
import { formatTime } from "../../lib/chain/rpc/time";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { hashFile } from "../../lib/hashing/hash-file";
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
import { earliestAnchorOf, followUp } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { metadataFromFile } from "../shared/open/work-args";
import { foundFields } from "../shared/print/found-fields";
import { registeredFields } from "../shared/print/registered-fields";

interface Args extends MetadataArgs, MetadataFromArgs {
  readonly file: string;
  readonly account?: string;
  readonly laterDate: boolean;
}

const definition = workScope
  .task("register", "Registers a file for the account that signs")
  .addParam("file", "The file to register", undefined, types.string)
  .addFlag("laterDate", "Give it the date of today, though an anchor of this home proves an earlier one");

addJson(addAccount(addMetadataFrom(addMetadata(definition)))).setAction(
  action(async (args: Args, hre) => {
    const { metadata, found } = await metadataFromFile(args, args.file);
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    if (!args.laterDate) await requireNoEarlierDate(colophon, args.file, wallet.address);

    const result: Registered = await registerWork(colophon, wallet, { file: args.file, metadata, home: home() });
    await followUp(colophon);

    return {
      result,
      text: registeredFields(result.isNew ? "Registered" : "Found", result, foundFields(metadata, found)),
    };
  }),
);

/** @throws ColophonError, exit code 2, where an anchor of this home proves an earlier date than a registration would give */
async function requireNoEarlierDate(colophon: Colophon, file: string, owner: string): Promise<void> {
  const { contentHash } = await hashFile(file);
  const anchor = await earliestAnchorOf(colophon, contentHash, owner);
  // A title that exists has its date; the registry says so.
  if (anchor === undefined || (await readTitle(colophon, BigInt(contentHash))) !== undefined) return;
  throw new ColophonError(
    `${file} is anchored on ${formatTime(anchor.anchoredAt)}, which a new registration would not prove`,
    {
      code: "EarlierDate",
      advice: `Make a title of that date with: npx hardhat work claim --file ${file}. For the later date give --later-date.`,
      exitCode: 2,
    },
  );
}
