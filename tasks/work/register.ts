import { resolve } from "node:path";

import { home } from "../../lib/env";
import { metadataHash } from "../../lib/metadata/metadata";
import type { CaptureOrder } from "../../lib/works/home/capture";
import type { Registered } from "../../lib/works/writing/carry-out";
import { registerWork } from "../../lib/works/writing/register";
import { name, version } from "../../package.json";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import {
  addAccount,
  addJson,
  addMetadata,
  addMetadataFrom,
  addRedactable,
  type MetadataArgs,
  type MetadataFromArgs,
} from "../shared/command/params";
import { fieldsNamed } from "../shared/command/parse";
import { workScope } from "../shared/command/scopes";
import { foundFields } from "../shared/facts/found-fields";
import { registeredFields } from "../shared/facts/registered-fields";
import { signer } from "../shared/open/accounts";
import { followUp } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { assertThere, metadataFromFile } from "../shared/open/work-args";

interface Args extends MetadataArgs, MetadataFromArgs {
  readonly file: string;
  readonly laterDate: boolean;
  readonly capture: boolean;
  readonly redactable?: string;
  readonly account?: string;
}

const definition = workScope
  .task("register", "Registers a file for the account that signs; one that it has anchored keeps that date")
  .addParam("file", "The file to register", undefined, types.string)
  .addFlag("capture", "Records in the metadata how: the tool, its system, the path and the clocks")
  .addFlag("laterDate", "Register it with today's date though the store has an anchor of it");

addJson(addAccount(addRedactable(addMetadataFrom(addMetadata(definition))))).setAction(
  action(async (args: Args, hre) => {
    await assertThere(args.file);
    const { metadata, found } = await metadataFromFile(args, args.file);
    const colophon = await open(hre);
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const { file, laterDate } = args;
    const registration = {
      ...{ file, metadata, laterDate, home: home(), redactable: fieldsNamed(args.redactable) },
      capture: args.capture ? captureOf(file) : undefined,
    };
    const result: Registered = await registerWork(colophon, wallet, registration);
    await followUp(colophon, [{ contentHash: result.record.claim.contentHash }]);

    const { anchor, claim } = result.record;
    const isOther = anchor !== undefined && claim.metadataHash !== metadataHash(metadata);
    const kept = isOther ? "those it was anchored with; change them with: npx hardhat work amend" : undefined;
    const done = anchor === undefined ? "Registered" : "Claimed";
    const more = isOther ? [] : foundFields(metadata, found);
    return {
      result,
      text: registeredFields(result.isNew ? done : "Found", result, [...more, ["Metadata are", kept]]),
    };
  }),
);

function captureOf(file: string): CaptureOrder {
  const system = `Node.js ${process.versions.node} on ${process.platform} ${process.arch}`;
  return { tool: `${name} ${version}`, system, path: resolve(file), now: Date.now() };
}
