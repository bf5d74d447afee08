import { chainTime } from "../../lib/chain/rpc/time";
import { readListToken, unpackToken } from "../../lib/credentials/issuing/list-token";
import { requireNewest, requireOwn } from "../../lib/credentials/issuing/newest-list";
import { STATUSES } from "../../lib/credentials/issuing/status-list";
import { action, type Outcome } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { parseChoice, parseWholes } from "../shared/command/parse";
import { credentialScope } from "../shared/command/scopes";
import { fields, whole } from "../shared/print/output";
import { addIssuer, type IssuerArgs, openIssuer } from "./open-credentials";
import { publishedFields, publishList } from "./publish-list";

interface Args extends IssuerArgs {
  readonly statusList: string;
  readonly index: string;
  readonly status: string;
  readonly out: string;
}

const definition = credentialScope
  .task("revoke", "Revokes or suspends credentials, or ends a suspension, in a new status list")
  .addParam("statusList", "The newest state of the list, a file", undefined, types.string)
  .addParam("index", "The credentials' entries in it, e.g. 9 or 9,14", undefined, types.string)
  .addParam("out", "The file to write the new state to", undefined, types.string)
  .addOptionalParam("status", "What they are from now on: invalid, suspended or valid", "invalid", types.string);

addIssuer(definition).setAction(
  action(async (args: Args, hre): Promise<Outcome<unknown>> => {
    const status = parseChoice(args.status, "--status", STATUSES);
    const indexes = parseWholes(args.index, "--index");
    const token = await readListToken(args.statusList);
    const opened = await openIssuer(args, hre);
    const { credentials, issuer } = opened;
    requireOwn(token, issuer);
    await requireNewest(credentials, token);
    const list = unpackToken(token);

    const changed = indexes.filter((index) => list.get(index) !== STATUSES.indexOf(status));
    for (const index of changed) list.set(index, STATUSES.indexOf(status));
    const told = [
      ["Entries", indexes.join(", ")],
      ["Are", status],
    ] as const;
    if (changed.length === 0) {
      const text = fields([
        ["Found", "so already: nothing is written"],
        ...told,
        ["Status list", whole(token.said.sub)],
      ]);
      return { result: { indexes, status, statusList: token.said.sub, out: undefined }, text };
    }
    const issuedAt = await chainTime(credentials.identities.colophon.provider);
    const published = await publishList(opened, { uri: token.said.sub, list, out: args.out, issuedAt });
    return { result: { indexes, status, ...published }, text: fields([...told, ...publishedFields(published)]) };
  }),
);
