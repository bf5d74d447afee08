import {
  type CataloguedWork,
  listWorks,
  WORK_ORDERS,
  WORK_STATES,
  type WorkFilter,
  type WorkPage,
} from "../../lib/catalogue/query";
import { seeBlocks, seeWorks } from "../../lib/catalogue/see";
import { chainTime } from "../../lib/chain/rpc/time";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { shelfOf } from "../../lib/works/home/shelf";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { parseChoice, parseDate, requireOneForm } from "../shared/command/parse";
import { workScope } from "../shared/command/scopes";
import { workCsv, workLines } from "../shared/facts/work-lines";
import { withCatalogue } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { exportWorks } from "./export";

interface Args {
  readonly search?: string;
  readonly author?: string;
  readonly since?: string;
  readonly state?: string;
  readonly batch?: string;
  readonly sort: string;
  readonly limit: number;
  readonly page: number;
  readonly csv: boolean;
  readonly refresh: boolean;
  readonly export?: string;
  readonly withAnchored: boolean;
  readonly certificates?: string;
  readonly json: boolean;
}

const PAGE = 20;
const NEWEST = "newest";

const definition = workScope
  .task("list", "Lists the works of this home, as it last saw them: anchored or titled, the newest first")
  .addOptionalParam("search", "Words of title, author or path; all must be there", undefined, types.string)
  .addOptionalParam("author", "Words of the author's name", undefined, types.string)
  .addOptionalParam("since", "Works from this date on: 2026-03-14, or a date-time", undefined, types.string)
  .addOptionalParam("state", `One of: ${WORK_STATES.join(", ")}`, undefined, types.string)
  .addOptionalParam("batch", "Works of a batch file: its name, or how it begins", undefined, types.string)
  .addOptionalParam("sort", `One of: ${WORK_ORDERS.join(", ")}`, NEWEST, types.string)
  .addOptionalParam("limit", "The most works on a page", PAGE, types.int)
  .addOptionalParam("page", "Which page, from 1", 1, types.int)
  .addFlag("csv", "Print CSV instead of text; times are Unix seconds")
  .addFlag("refresh", "Ask the chain for the titles on the page first")
  .addOptionalParam(
    "export",
    "A folder for what is public of all that have a title, for the page",
    undefined,
    types.string,
  )
  .addFlag("withAnchored", "With --export: those too that only an anchor has, without their owners")
  .addOptionalParam(
    "certificates",
    "With --export: the folder of their certificates, which readers can open",
    undefined,
    types.string,
  );

addJson(definition).setAction(
  action<Args, object>(async (args: Args, hre) => {
    const { filter, page } = readArgs(args);
    const { withAnchored, certificates } = args;
    if (args.export !== undefined) {
      return exportWorks(await open(hre), args.export, { filter, withAnchored, certificates });
    }
    const colophon = await open(hre);
    const shelf = shelfOf(colophon, home());
    const now = await chainTime(colophon.provider);
    const list = (): Promise<CataloguedWork[]> =>
      withCatalogue((catalogue) => listWorks(catalogue, shelf, filter, { ...page, limit: page.limit + 1 }, now));

    let found = await list();
    if (args.refresh) {
      await seeWorks(colophon, shelf, found.slice(0, page.limit));
      await withCatalogue((catalogue) => seeBlocks(colophon, catalogue, shelf));
      found = await list();
    }

    const result = found.slice(0, page.limit);
    const isMore = found.length > page.limit;
    if (isMore && args.csv) console.error(`There are more: --page ${args.page + 1}`);
    const isThere = async (number: number): Promise<boolean> => {
      const offset = (number - 1) * page.limit;
      return withCatalogue(
        (catalogue) => listWorks(catalogue, shelf, filter, { ...page, offset, limit: 1 }, now).length > 0,
      );
    };
    const more = isMore ? `\n\nThere are more: --page ${args.page + 1}` : "";
    const text =
      result.length === 0
        ? args.page > 1
          ? `There is no page ${args.page}${await lastPage(args.page, isThere)}`
          : "The catalogue has no such work"
        : workLines(result) + more;
    return { result, text: args.csv ? workCsv(result) : text };
  }),
);

/** ": the last is 3", where there is one, found by halves. @param behind a page that is not there */
async function lastPage(behind: number, isThere: (page: number) => Promise<boolean>): Promise<string> {
  let [there, absent] = [0, behind];
  while (absent - there > 1) {
    const middle = Math.floor((there + absent) / 2);
    if (await isThere(middle)) there = middle;
    else absent = middle;
  }
  return there === 0 ? ": there is no such work" : `: the last is ${there}`;
}

const ON_STATES = "A registered work is provisional, then final; titled has these and those that are held or annulled.";

/** @throws ColophonError, exit code 2, where an export is to have what only a page has, or the reverse */
function requireNoPage(args: Args): void {
  const { export: folder, withAnchored, certificates, csv, refresh, sort, limit, page } = args;
  const isPaged = csv || refresh || sort !== NEWEST || limit !== PAGE || page !== 1;
  const isExport = withAnchored || certificates !== undefined;
  if (folder === undefined ? !isExport : !isPaged) return;
  const message =
    folder === undefined
      ? `${withAnchored ? "--with-anchored" : "--certificates"} is for --export, and there is none`
      : "An export has all works that fit, the newest first: --csv, --refresh, --sort, --limit and --page are for a list";
  throw new ColophonError(message, {
    code: "WrongParameter",
    advice: "A list is of one page, an export of all works: leave out what is of the other.",
    exitCode: 2,
  });
}

function readArgs(args: Args): { filter: WorkFilter; page: WorkPage } {
  const { search, author, batch, limit, page, csv, json } = args;
  requireOneForm({ csv, json });
  requireNoPage(args);
  if (limit < 1 || page < 1)
    throw new ColophonError("--limit and --page count from 1", {
      code: "WrongParameter",
      advice: "Leave them out for the first page.",
      exitCode: 2,
    });
  const since = args.since === undefined ? undefined : parseDate(args.since, "--since");
  const state = args.state === undefined ? undefined : parseChoice(args.state, "--state", WORK_STATES, ON_STATES);
  const order = parseChoice(args.sort, "--sort", WORK_ORDERS);
  return { filter: { search, author, since, state, batch }, page: { order, limit, offset: (page - 1) * limit } };
}
