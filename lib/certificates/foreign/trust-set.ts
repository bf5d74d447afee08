import { concat } from "ethers";

import type { IForeignTitles } from "../../../typechain-types";
import { ColophonError } from "../../errors";
import { inOrderOfSigners } from "../../proofs/signatures/seals";
import type { NamedSignature } from "../format";
import type { TrustSet } from "../trust";

type Parties = NonNullable<TrustSet["validators"]>;

/**
 * Those who are believed in one term, as the contract takes them: it makes the text again whose hash is signed.
 * @throws ColophonError, exit code 2, where the contract cannot count them as the trust file does
 */
export function contractSet(set: TrustSet): IForeignTitles.TrustSetStruct {
  const { members, validators = [], from, until } = set;
  if (members?.secondSignature !== undefined) {
    throw notCountable(
      "its members must sign with their post-quantum keys as well",
      "No contract of this version can check those: verify the certificate itself (certificate verify).",
    );
  }
  if (from === 0) {
    throw notCountable("its first set has from: 0", "Ask for the file without it, which means the same.");
  }
  return {
    from: from ?? 0,
    until: until ?? 0,
    threshold: members?.threshold ?? 0,
    members: partiesIn(members?.keys ?? []),
    validators: partiesIn(validators),
  };
}

/** Signatures as the contract takes them: one behind the other, in the order of their signers. */
export function contractSignatures(signatures: readonly NamedSignature[]): string {
  return concat(inOrderOfSigners(signatures).map(({ signature }) => signature));
}

function partiesIn(parties: Parties): IForeignTitles.PartyStruct[] {
  return parties.map(({ address, name, mlDsa44 = "" }) => ({
    account: address,
    // As it stands between the quotes: RFC 8785 writes texts as JSON.stringify does.
    name: JSON.stringify(name).slice(1, -1),
    secondKey: mlDsa44,
  }));
}

function notCountable(why: string, advice: string): ColophonError {
  return new ColophonError(`A contract cannot count those whom this trust file names: ${why}`, {
    code: "TrustNotCountable",
    advice,
    exitCode: 2,
  });
}
