import { type EitherCertificate, judgeEither } from "../../lib/certificates/attested/either";
import { gatherAttested, signedHistory } from "../../lib/certificates/attested/gather";
import { readCheckpoints } from "../../lib/certificates/checkpoints";
import { saveCertificate, textOf } from "../../lib/certificates/file";
import { type CertificateOrder, gather } from "../../lib/certificates/issue";
import { requireSound } from "../../lib/certificates/judge/sound";
import { readTrust } from "../../lib/certificates/trust";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import type { Outcome } from "../shared/command/action";
import { type TaskDefinition, types } from "../shared/command/definition";
import { fields, whole } from "../shared/print/output";
import { judgementLines } from "./judgement-lines";

/** What every task that writes a certificate is told. */
export interface WriteArgs {
  readonly out: string;
  readonly checkpoints?: string;
  readonly trust?: string;
}

export function addWrite(definition: TaskDefinition): TaskDefinition {
  return definition
    .addParam("out", "The file to write, which is not there yet", undefined, types.string)
    .addOptionalParam("checkpoints", "The members' signatures: what checkpoint sign wrote", undefined, types.string)
    .addOptionalParam(
      "trust",
      "Judges it by this trust file, and writes only what it accepts",
      undefined,
      types.string,
    );
}

/** Gathers a certificate, judges it and writes it. */
export async function writeCertificate(
  colophon: Colophon,
  { out, checkpoints, trust: trustFile }: WriteArgs,
  order: CertificateOrder,
): Promise<Outcome<{ readonly out: string; readonly certificate: EitherCertificate }>> {
  const trust = trustFile === undefined ? undefined : await readTrust(trustFile);
  const signed = checkpoints === undefined ? undefined : await readCheckpoints(checkpoints, colophon);

  const history = signedHistory(order.workId, signed);
  const certificate =
    history === undefined
      ? await gather(colophon, { ...order, checkpoints: signed })
      : await gatherAttested(colophon, order, history);
  const judgement = await judgeEither(certificate, { trust });
  requireSound(certificate, judgement, trust !== undefined);
  await saveCertificate(out, certificate);

  const text = fields([
    ["Certificate", whole(out)],
    ["Size", `${textOf(certificate).length} bytes`],
    ...judgementLines(certificate, judgement),
  ]);
  return { result: { out, certificate }, text };
}
