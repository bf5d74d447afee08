import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { countOf } from "../../lib/count-of";
import { type Issued, listIssued, STANDINGS } from "../../lib/credentials/issuing/issued";
import { readListToken } from "../../lib/credentials/issuing/list-token";
import { home } from "../../lib/env";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { parseChoice, parseWithin } from "../shared/command/parse";
import { credentialScope } from "../shared/command/scopes";
import { table, withOdd } from "../shared/print/output";
import { openCredentials } from "./open-credentials";

interface Args {
  readonly statusList?: string;
  readonly status?: string;
  readonly limit: number;
  readonly page: number;
}

const PAGE = 20;

const definition = credentialScope
  .task("list", "Lists the credentials that were issued from here, the newest first, with the status of each")
  .addOptionalParam("statusList", "A status list that was not written from here last, a file", undefined, types.string)
  .addOptionalParam("status", `One of: ${STANDINGS.join(", ")}`, undefined, types.string)
  .addOptionalParam("limit", "The most credentials on a page", PAGE, types.int)
  .addOptionalParam("page", "Which page, from 1", 1, types.int);

addJson(definition).setAction(
  action(async ({ statusList, status, limit, page }: Args, hre) => {
    parseWithin(limit, "--limit", 1);
    parseWithin(page, "--page", 1);
    const wanted = status === undefined ? undefined : parseChoice(status, "--status", STANDINGS);
    const list = statusList === undefined ? undefined : await readListToken(statusList);
    const credentials = await openCredentials(hre);
    const now = await chainTime(credentials.identities.colophon.provider);

    const { credentials: all, odd } = await listIssued(credentials, home(), list, now);
    const fitting = all.filter(({ standing }) => wanted === undefined || standing === wanted);
    const shown = fitting.slice((page - 1) * limit, page * limit);
    const counts = Object.fromEntries(
      STANDINGS.map((each) => [each, all.filter(({ standing }) => standing === each).length]),
    );
    const pages = Math.max(1, Math.ceil(fitting.length / limit));
    const result = { total: all.length, counts, pages, credentials: shown, odd };
    const parts = [
      all.length === 0 ? "No credential was issued from here" : totals(all.length, counts),
      shown.length === 0 ? undefined : tableOf(shown),
      shown.length === 0 && all.length > 0 ? `There is none such on page ${page} of ${pages}` : undefined,
      page < pages ? `There are more: --page ${page + 1}` : undefined,
    ];
    return { result, text: withOdd(parts.filter((part) => part !== undefined).join("\n\n"), odd) };
  }),
);

function totals(total: number, counts: Readonly<Record<string, number>>): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return `Issued from here: ${countOf(total, "credential")}, ${some.map(([name, count]) => `${count} ${name}`).join(", ")}`;
}

function tableOf(credentials: readonly Issued[]): string {
  const rows = credentials.map(({ standing, validUntil, issuedAt, type, entry, file, issuer }) => [
    standing,
    issuedAt === undefined ? "" : formatTime(issuedAt),
    validUntil === undefined ? "" : formatTime(validUntil),
    type === undefined ? "" : shortOf(type, `${issuer}/types/`),
    entry === undefined ? "none" : `${entry.idx} of ${entry.uri.split("/").at(-1)}`,
    file,
  ]);
  return table(["Status", "Issued", "Until", "Type", "Entry", "File"], rows);
}

/** A name of the issuer's own without its DID. */
function shortOf(name: string, own: string): string {
  return name.startsWith(own) ? name.slice(own.length) : name;
}
