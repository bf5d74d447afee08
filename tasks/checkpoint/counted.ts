import type { Counted } from "../../lib/certificates/trust/publish";

export const COUNTED_COLUMNS = ["Block", "Hash", "Signatures that count", "Enough"];

/** What members vouch for, as a row. */
export function countedRow({ signed, signatures, standing }: Counted): (string | number)[] {
  const isEnough = standing === "vouched";
  return [signed.blockNumber, signed.blockHash, signatures, isEnough ? "yes" : "no"];
}
