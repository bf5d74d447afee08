import type { Certificate } from "../../lib/certificates/format";
import { claimOfHome } from "../../lib/certificates/issue/claim-of-home";
import { disclosuresOfHome } from "../../lib/certificates/issue/disclosures-of-home";
import type { CertificateOrder } from "../../lib/certificates/issue/issue";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { readTitle } from "../../lib/chain/contracts/title";
import { home } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { formatWorkId } from "../../lib/hashing/work-id";
import { readModest } from "../../lib/text-file";
import { keptMetadataOf } from "../../lib/works/home/kept-metadata";
import { shelfOf } from "../../lib/works/home/shelf";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { fieldsNamed } from "../shared/command/parse";
import { certificateScope } from "../shared/command/scopes";
import { withCatalogue } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { workMeant } from "../shared/open/work-args";
import { issueAll } from "./issue-all";
import { addWrite, vouchersOf, type WriteArgs, writeCertificate } from "./write";

interface Args extends WorkArgs, WriteArgs {
  readonly all: boolean;
  readonly batch?: string;
  readonly from?: string;
  readonly redact?: string;
  readonly timestamp?: string;
}

/** In the place of fields: the whole document. */
const ALL = "all";

const definition = certificateScope
  .task("issue", "Writes a work's complete chain of title, with its proofs, into one file")
  .addFlag("all", "All works that have a title, into the folder --out: of this home, or of --batch or --from")
  .addOptionalParam("batch", "With --all: a batch file", undefined, types.string)
  .addOptionalParam("from", "With --all: a folder, or a list of files", undefined, types.string)
  .addOptionalParam(
    "redact",
    "Fields of the metadata to withhold: author,datePublished; or all: the whole document",
    undefined,
    types.string,
  );

definition.addOptionalParam(
  "timestamp",
  "A timestamp of the work's file: the response of an RFC 3161 authority",
  undefined,
  types.string,
);

addJson(addWork(addWrite(definition))).setAction(
  action<Args, object>(async (args: Args, hre) => {
    const { all, batch, from, redact, timestamp: response } = args;
    requireOneWay(all, [args.file, args.work, redact, response], [batch, from]);
    if (all) {
      const colophon = await open(hre);
      return issueAll(colophon, { batch, from }, { folder: args.out, ...(await vouchersOf(args, colophon)) });
    }
    const idOf = await workMeant(args);
    const colophon = await open(hre);
    const workId = await idOf();
    const timestamp = response && (await timestampFrom(response, formatWorkId(workId)));
    const hasTitle = (await readTitle(colophon, workId)) !== undefined;
    const untitled = hasTitle ? undefined : await claimOfHome(colophon, formatWorkId(workId), home());

    return writeCertificate(colophon, args, {
      workId,
      ...(args.redact === ALL ? {} : saidHere(colophon, formatWorkId(workId), fieldsNamed(args.redact))),
      ...(untitled && { untitled }),
      ...(timestamp && { timestamp }),
    });
  }),
);

type Name = string | undefined;

/** @throws ColophonError, exit code 2, where both one work and all of something are named, or two somethings */
function requireOneWay(all: boolean, one: readonly Name[], of: readonly Name[]): void {
  const isNamed = (name: Name): boolean => name !== undefined;
  if (all ? !one.some(isNamed) && of.filter(isNamed).length < 2 : !of.some(isNamed)) return;
  throw new ColophonError("Name either one work, or --all with one of --batch and --from at most", {
    code: "WorkNotNamed",
    advice: "--redact and --timestamp are about one work.",
    exitCode: 2,
  });
}

async function timestampFrom(path: string, contentHash: string): Promise<Certificate["timestamp"]> {
  const { timestampIn } = await import("../../lib/proofs/timestamps/timestamp-token");
  return timestampIn(await readModest(path), contentHash, path);
}

/** What this home keeps of what was said about the work. */
function saidHere(
  colophon: Colophon,
  workId: string,
  withheld: readonly string[],
): Pick<CertificateOrder, "metadataOf" | "disclosuresOf"> {
  const shelf = shelfOf(colophon, home());
  return {
    metadataOf: (hash) => withCatalogue((catalogue) => keptMetadataOf(colophon, catalogue, shelf, workId, hash)),
    disclosuresOf: (metadata) => disclosuresOfHome(shelf, workId, metadata, withheld),
  };
}
