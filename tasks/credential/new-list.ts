import { chainTime } from "../../lib/chain/rpc/time";
import { beginEntries } from "../../lib/credentials/issuing/given-entries";
import { findList } from "../../lib/credentials/issuing/registry";
import { StatusList, WIDTHS } from "../../lib/credentials/issuing/status-list";
import { formatList, parseList } from "../../lib/credentials/names";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { parseChoice } from "../shared/command/parse";
import { credentialScope } from "../shared/command/scopes";
import { fields } from "../shared/print/output";
import { addIssuer, type IssuerArgs, openIssuer } from "./open-credentials";
import { publishedFields, publishList } from "./publish-list";

interface Args extends IssuerArgs {
  readonly list: string;
  readonly size: number;
  readonly bits: string;
  readonly out: string;
}

const definition = credentialScope
  .task("new-list", "Begins a status list, by which credentials can be revoked")
  .addParam("list", "Your name for it, e.g. publishers", undefined, types.string)
  .addParam("out", "The file to write, for whoever checks credentials", undefined, types.string)
  .addOptionalParam("size", "How many credentials it is for: it stays so", 131_072, types.int)
  .addOptionalParam("bits", "Of an entry: 1 to revoke, 2 to suspend as well, 4 or 8", "2", types.string);

addIssuer(definition).setAction(
  action(async (args: Args, hre) => {
    const bits = WIDTHS.find((width) => String(width) === parseChoice(args.bits, "--bits", WIDTHS.map(String))) ?? 1;
    const list = new StatusList({ kind: "ietf", bits, size: args.size });
    const opened = await openIssuer(args, hre);
    const { credentials, issuer } = opened;
    const uri = formatList({ issuer: issuer.did, name: args.list });
    const known = await findList(credentials, parseList(uri));
    if (known !== undefined) {
      throw new ColophonError(
        `The status list ${uri} was begun before, and its newest state has the hash ${known.hash}`,
        {
          code: "StatusListExists",
          advice: "Begin another one under another name: credentials may point into this one.",
          exitCode: 2,
        },
      );
    }
    const issuedAt = await chainTime(credentials.identities.colophon.provider);
    await beginEntries(home(), uri);
    const published = await publishList(opened, { uri, list, out: args.out, issuedAt });
    const text = fields([...publishedFields(published), ["Entries", `${args.size} of ${args.bits} bits, all valid`]]);
    return { result: { ...published, bits, size: args.size }, text };
  }),
);
