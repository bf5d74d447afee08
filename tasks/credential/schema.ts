import { write } from "../../lib/chain/sending/write";
import { findSchema } from "../../lib/credentials/issuing/registry";
import { formatType, typeNamed } from "../../lib/credentials/names";
import { readSchema } from "../../lib/credentials/schema";
import { didOf } from "../../lib/identity/did";
import { action, type Outcome } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { credentialScope } from "../shared/command/scopes";
import { confirmStep, requireYesOrTerminal } from "../shared/open/confirm";
import { fields, whole } from "../shared/print/output";
import { addIdentity, type IssuerArgs, openIdentity } from "./open-credentials";

interface Args extends IssuerArgs {
  readonly file: string;
  readonly type: string;
  readonly yes: boolean;
}

const WHAT = "Publishing a type of credential cannot be undone";

const definition = credentialScope
  .task("schema", "Publishes a type of credential: what its claims are, for good")
  .addParam("file", "The JSON Schema that its claims keep to (2020-12)", undefined, types.string)
  .addParam("type", "Its name and version, e.g. publisher-licence/1", undefined, types.string)
  .addFlag("yes", "Do not ask");

addIdentity(definition).setAction(
  action(async (args: Args, hre): Promise<Outcome<unknown>> => {
    requireYesOrTerminal(args.yes, WHAT);
    const { hash } = await readSchema(args.file);
    const { credentials, wallet, address } = await openIdentity(args, hre);
    const { colophon } = credentials.identities;
    const name = typeNamed(args.type, didOf(colophon.chainId, address));
    const type = formatType(name);
    const shown = [
      ["Type", whole(type)],
      ["Schema", whole(args.file)],
      ["SHA-256", hash],
    ] as const;

    if ((await findSchema(credentials, name)) === hash) {
      const text = fields([["Found", "published before, with this schema"], ...shown]);
      return { result: { type, schemaHash: hash, transactionHash: undefined }, text };
    }
    await confirmStep(args.yes, { what: WHAT, shown: fields(shown), question: "Publish it for good?" });
    const call = credentials.registry.publishSchema.populateTransaction(address, name.name, name.version, hash);
    const { hash: transactionHash } = await write(colophon, wallet, call);
    const text = fields([["Published", whole(type)], ...shown.slice(1), ["Transaction", transactionHash]]);
    return { result: { type, schemaHash: hash, transactionHash }, text };
  }),
);
