import { judgeEither } from "../../lib/certificates/attested/either";
import { gatherAttested, signedHistory } from "../../lib/certificates/attested/gather";
import { readCheckpoints } from "../../lib/certificates/checkpoints";
import { saveCertificate, textOf } from "../../lib/certificates/file";
import { gather } from "../../lib/certificates/issue";
import { requireSound } from "../../lib/certificates/judge/sound";
import { readTrust } from "../../lib/certificates/trust";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { home } from "../../lib/env";
import { formatWorkId } from "../../lib/hashing/work-id";
import { keptMetadataOf } from "../../lib/works/kept-metadata";
import { shelfOf } from "../../lib/works/shelf";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { certificateScope } from "../shared/command/scopes";
import { withCatalogue } from "../shared/open/catalogue";
import { open } from "../shared/open/open";
import { workIdOf } from "../shared/open/work-args";
import { fields, whole } from "../shared/print/output";
import { judgementLines } from "./judgement-lines";

interface Args extends WorkArgs {
  readonly out: string;
  readonly checkpoints?: string;
  readonly trust?: string;
}

const definition = certificateScope
  .task("issue", "Writes a work's complete chain of title, with its proofs, into one file")
  .addParam("out", "The file to write, which is not there yet", undefined, types.string)
  .addOptionalParam("checkpoints", "The members' signatures: what checkpoint sign wrote", undefined, types.string)
  .addOptionalParam("trust", "Judges it by this trust file, and writes only what it accepts", undefined, types.string);

addJson(addWork(definition)).setAction(
  action(async ({ out, checkpoints, trust, ...work }: Args, hre) => {
    const workId = await workIdOf(work);
    const trusted = trust === undefined ? undefined : await readTrust(trust);
    const colophon = await open(hre);
    const signed = checkpoints === undefined ? undefined : await readCheckpoints(checkpoints, colophon);

    const metadataOf = (hash: string): Promise<string | undefined> => keptHere(colophon, workId, hash);
    const history = signedHistory(workId, signed);
    const certificate =
      history === undefined
        ? await gather(colophon, { workId, metadataOf, checkpoints: signed })
        : await gatherAttested(colophon, { workId, metadataOf }, history);
    const judgement = await judgeEither(certificate, { trust: trusted });
    requireSound(certificate, judgement, trusted !== undefined);
    await saveCertificate(out, certificate);

    const text = fields([
      ["Certificate", whole(out)],
      ["Size", `${textOf(certificate).length} bytes`],
      ...judgementLines(certificate, judgement),
    ]);
    return { result: { out, certificate }, text };
  }),
);

/** The document of a hash, where this home keeps it. */
async function keptHere(colophon: Colophon, workId: bigint, metadataHash: string): Promise<string | undefined> {
  return withCatalogue((catalogue) =>
    keptMetadataOf(colophon, catalogue, shelfOf(colophon, home()), formatWorkId(workId), metadataHash),
  );
}
