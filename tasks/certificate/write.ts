import { type EitherCertificate, judgeEither } from "../../lib/certificates/attested/either";
import { gatherAttested, signedHistory } from "../../lib/certificates/attested/gather";
import { type Checkpoints, readCheckpoints } from "../../lib/certificates/checkpoints";
import { saveCertificate, textOf } from "../../lib/certificates/file";
import { type CertificateOrder, gather } from "../../lib/certificates/issue/issue";
import { requireSound } from "../../lib/certificates/judge/sound";
import { readTrust, type Trust } from "../../lib/certificates/trust";
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

/** By whose word a certificate is written. */
export interface Vouchers {
  readonly checkpoints: Checkpoints | undefined;
  readonly trust: Trust | undefined;
}

export async function vouchersOf(
  { checkpoints, trust }: Pick<WriteArgs, "checkpoints" | "trust">,
  colophon: Colophon,
): Promise<Vouchers> {
  return {
    trust: trust === undefined ? undefined : await readTrust(trust),
    checkpoints: checkpoints === undefined ? undefined : await readCheckpoints(checkpoints, colophon),
  };
}

/** Gathers a certificate, judges it and writes it. */
export async function writeCertificate(
  colophon: Colophon,
  { out, ...vouchers }: WriteArgs,
  order: CertificateOrder,
): Promise<Outcome<{ readonly out: string; readonly certificate: EitherCertificate }>> {
  const { checkpoints, trust } = await vouchersOf(vouchers, colophon);
  const history = signedHistory(order.workId, checkpoints);
  const certificate =
    history === undefined
      ? await gather(colophon, { ...order, checkpoints })
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
