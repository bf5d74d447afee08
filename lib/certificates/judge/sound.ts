import { ColophonError } from "../../errors";
import type { Certificate } from "../format";
import { notProvable } from "../issue-errors";
import type { Judgement } from "./judge";

/**
 * Refuses a certificate that would not be believed.
 * @param isTrusted whether it was judged by somebody's trust
 * @throws ColophonError where it does not hold, or those who are trusted do not vouch for it
 */
export function requireSound(
  { work }: Pick<Certificate, "work">,
  { verdict, reason = "" }: Judgement,
  isTrusted: boolean,
): void {
  if (verdict === "altered") throw notProvable(work.id, reason);
  if (!isTrusted || (verdict !== "signers unknown" && verdict !== "not enough signers")) return;
  throw new ColophonError(`The certificate of ${work.id} would not be believed: ${reason}`, {
    code: "CertificateNotVouched",
    advice: "Have the members sign its blocks: npx hardhat checkpoint sign --work WORK --out FILE",
    exitCode: 3,
  });
}
