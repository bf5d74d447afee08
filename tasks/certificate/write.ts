import { type EitherCertificate, judgeEither } from "../../lib/certificates/attested/either";
import { gatherAttested, signedHistory } from "../../lib/certificates/attested/gather";
import { type Checkpoints, readCheckpoints } from "../../lib/certificates/checkpoints";
import { saveCertificate, textOf } from "../../lib/certificates/file";
import { type CertificateOrder, gather } from "../../lib/certificates/issue/issue";
import { requireSound } from "../../lib/certificates/judge/sound";
import { deploymentTrusted } from "../../lib/certificates/members/trust-of-chain";
import { signersIn } from "../../lib/certificates/print/vouchers";
import { readTrust, type Trust } from "../../lib/certificates/trust";
import type { Colophon } from "../../lib/chain/contracts/colophon";
import { countOf } from "../../lib/count-of";
import type { Outcome } from "../shared/command/action";
import { type TaskDefinition, types } from "../shared/command/definition";
import { fields, whole } from "../shared/print/output";
import { whileShown } from "../shared/print/progress";
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
    checkpoints:
      checkpoints === undefined ? undefined : await whileShown((show) => readCheckpoints(checkpoints, colophon, show)),
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
  // Without a trust file nobody is believed or doubted, who reads it will: the node says what the registry was deployed with.
  const isBelieved = trust === undefined;
  const judgement = await judgeEither(certificate, { trust: trust ?? (await deploymentTrusted(colophon)), isBelieved });
  requireSound(certificate, judgement, trust !== undefined);
  await saveCertificate(out, certificate);

  const text = fields([
    ["Certificate", whole(out)],
    ["Size", `${textOf(certificate).length} bytes`],
    ["Vouched for", trust === undefined ? vouchedText(certificate) : undefined],
    ...judgementLines(certificate, judgement, trust),
  ]);
  return { result: { out, certificate }, text };
}

/** What whoever has a certificate issued is told where no trust file tells what it is worth. */
function vouchedText(certificate: EitherCertificate): string {
  const by = signersIn(certificate).size;
  return by === 0
    ? "by nobody yet, so that nobody will believe it: have members sign with npx hardhat checkpoint sign, and name what they wrote with --checkpoints"
    : `by ${countOf(by, "signer")}; whether they are enough, --trust tells with the trust file of whoever will read it`;
}
