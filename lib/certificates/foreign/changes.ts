import type { ForeignTitles, IForeignTitles } from "../../../typechain-types";
import { ColophonError } from "../../errors";
import type { Trust } from "../trust";
import { termsOf } from "../trust/terms";
import { contractSet, contractSignatures } from "./trust-set";

/** A change of those who are believed about a source, as the contract takes it. */
export interface Change {
  readonly set: IForeignTitles.TrustSetStruct;
  readonly signatures: string;
}

/**
 * The changes of a trust file that a contract does not have yet, the oldest first.
 * @param trust of the source's registry
 * @throws ColophonError, exit code 3, where the file's changes do not hold, or do not go on from those whom the contract believes
 */
export async function changesFor(contract: ForeignTitles, sourceId: string, trust: Trust): Promise<Change[]> {
  const { digest } = await contract.sourceOf(sourceId);
  const terms = await termsOf(trust);
  const known = terms.findIndex((term) => term.digest === digest);
  if (known === -1) {
    throw new ColophonError("The trust file does not go on from those whom this chain believes about that registry", {
      code: "SourceNotContinued",
      advice: "Ask the consortium of that registry for the newest file; or the committee of this chain admits it anew.",
      exitCode: 3,
    });
  }
  return (trust.changes ?? []).slice(known).map(({ signatures, ...set }) => ({
    set: contractSet(set),
    signatures: contractSignatures(signatures),
  }));
}
