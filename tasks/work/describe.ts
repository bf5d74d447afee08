import { metadataHash } from "../../lib/metadata/metadata";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import {
  addJson,
  addMetadata,
  addMetadataFrom,
  type MetadataArgs,
  type MetadataFromArgs,
} from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { foundFields } from "../shared/facts/found-fields";
import { metadataFromFile } from "../shared/open/work-args";
import { fields } from "../shared/print/output";

interface Args extends MetadataArgs, MetadataFromArgs {
  readonly file: string;
}

const definition = workScope
  .task("describe", "Shows the metadata that --metadata-from files would register a file with, and where they stand")
  .addParam("file", "The file; what it says of itself fills in what nothing else gives", undefined, types.string);

// The flag changes nothing: the line of a registration describes what it would register.
addJson(addMetadataFrom(addMetadata(definition))).setAction(
  action(async (args: Args) => {
    const { metadata, found } = await metadataFromFile(
      { ...args, metadataFrom: args.metadataFrom ?? "files" },
      args.file,
    );
    const hash = metadataHash(metadata);
    const result = { metadata, metadataHash: hash, sources: found?.sources ?? {}, unused: found?.problems ?? [] };
    const text = fields([
      ["Title", metadata.name],
      ...foundFields(metadata, found),
      ["Document", JSON.stringify(metadata, undefined, 2).split("\n")],
      ["Hash", hash],
    ]);
    return { result, text };
  }),
);
