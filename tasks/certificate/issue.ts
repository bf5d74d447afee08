import { readFile } from "node:fs/promises";

import { claimOfHome } from "../../lib/certificates/claim-of-home";
import { disclosuresOfHome } from "../../lib/certificates/disclosures-of-home";
import type { Certificate } from "../../lib/certificates/format";
import type { CertificateOrder } from "../../lib/certificates/issue";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { readTitle } from "../../lib/chain/contracts/title";
import { home } from "../../lib/env";
import { fileError } from "../../lib/errors";
import { formatWorkId } from "../../lib/hashing/work-id";
import { keptMetadataOf } from "../../lib/works/kept-metadata";
import { shelfOf } from "../../lib/works/shelf";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { fieldsNamed } from "../shared/command/parse";
import { certificateScope } from "../shared/command/scopes";
import { withCatalogue } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { workIdOf } from "../shared/open/work-args";
import { addWrite, type WriteArgs, writeCertificate } from "./write";

interface Args extends WorkArgs, WriteArgs {
  readonly redact?: string;
  readonly timestamp?: string;
}

/** In the place of fields: the whole document. */
const ALL = "all";

const definition = certificateScope
  .task("issue", "Writes a work's complete chain of title, with its proofs, into one file")
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
  action(async (args: Args, hre) => {
    const workId = await workIdOf(args);
    const timestamp = args.timestamp && (await timestampFrom(args.timestamp, formatWorkId(workId)));
    const colophon = await open(hre);
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

async function timestampFrom(path: string, contentHash: string): Promise<Certificate["timestamp"]> {
  const { timestampIn } = await import("../../lib/proofs/timestamp-token");
  const response = await readFile(path).catch((cause: unknown) => Promise.reject(fileError(path, cause)));
  return timestampIn(response, contentHash, path);
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
