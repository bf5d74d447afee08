import { type Consensus, quorumOf } from "../../chain/rpc/validators";
import { checksummed } from "../../hashing/address";
import { addressesOf, type Term, type TrustSet } from "../trust";
import type { Signers } from "./signers";

/** Whether enough of those who are trusted vouch for something, some but too few of them, or nobody. */
export type Standing = "vouched" | "too few" | "nobody";

/**
 * How well something is vouched for by members who signed it and validators who sealed it.
 * @param consensus the rule by which validators count; default: the stricter one
 */
export function standingBy(
  { members, validators = [] }: Pick<TrustSet, "members" | "validators">,
  signers: Pick<Signers, "all" | "secondKeys">,
  sealed: ReadonlySet<string>,
  consensus: Consensus = "kaia",
): Standing {
  const signatures = members === undefined ? 0 : countSigned(members, signers);
  const trusted = addressesOf(validators);
  const seals = [...trusted].filter((each) => sealed.has(each)).length;

  if (members !== undefined && signatures >= members.threshold) return "vouched";
  if (trusted.size > 0 && seals >= quorumOf(consensus, trusted.size)) return "vouched";
  return signatures + seals === 0 ? "nobody" : "too few";
}

/**
 * How well a block is vouched for by those who are believed. Validators seal the blocks of their own term. Members look at their own
 * nodes, so they also sign blocks that are older than their term, and none that is younger.
 */
export function standingAt(
  terms: readonly Term[],
  block: number,
  signers: Pick<Signers, "all" | "secondKeys">,
  sealed: ReadonlySet<string>,
  consensus?: Consensus,
): Standing {
  const standings = terms
    .filter(({ end }) => block < end)
    .map(({ members, validators, from }) =>
      standingBy({ members, ...(block >= from ? { validators } : {}) }, signers, sealed, consensus),
    );
  return (["vouched", "too few"] as const).find((each) => standings.includes(each)) ?? "nobody";
}

function countSigned(
  { keys, secondSignature }: NonNullable<TrustSet["members"]>,
  { all, secondKeys }: Pick<Signers, "all" | "secondKeys">,
): number {
  const signed = keys.filter(({ address, mlDsa44 }) => {
    const member = checksummed(address);
    const hasSignedTwice = mlDsa44 !== undefined && secondKeys.get(member) === mlDsa44;
    return all.has(member) && (secondSignature === undefined || hasSignedTwice);
  });
  return addressesOf(signed).size;
}
