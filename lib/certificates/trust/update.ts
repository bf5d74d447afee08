import { inOrderOfSigners } from "../../proofs/signatures/seals";
import type { MemberSigner } from "../member-signer";
import { requireListed } from "../members/second-keys-of";
import { ableAmong, type Named, requireCountable, type Rule } from "../members/trust-of-chain";
import type { Trust, TrustChange, TrustSet } from "../trust";
import { signChange } from "./change";
import { termsOf } from "./terms";

type Parties = NonNullable<TrustSet["validators"]>;
type NamedSet = Pick<TrustSet, "members" | "validators">;

/** Whom a chain names, and from which block on it shall count. */
export interface NextSet extends Named, Rule {
  readonly from: number;
}

/**
 * A list of whom to trust, with the change that leads from its newest set to whom the chain names, which nobody has signed yet. Where
 * that set is the one already, it stays as it is. What it does not list, members or validators, stays out; the names that it gives and its
 * threshold stay.
 */
export function withChange(trust: Trust, next: NextSet): Trust {
  const { members, withoutKey, validators, threshold, secondSignature, from } = next;
  const newest: TrustSet = trust.changes?.at(-1) ?? trust;
  const isSecondRequired = secondSignature === true || newest.members?.secondSignature !== undefined;
  const named: NamedSet = {
    ...(newest.members && {
      members: {
        ...newest.members,
        threshold: threshold ?? newest.members.threshold,
        ...(secondSignature && { secondSignature: "required" as const }),
        keys: renewed(newest.members.keys, isSecondRequired ? members && ableAmong(members, withoutKey) : members),
      },
    }),
    ...(newest.validators && !secondSignature && { validators: renewed(newest.validators, validators) }),
  };
  if (isSame(named, newest)) return trust;
  if (named.members !== undefined) {
    const { threshold: takes, keys, secondSignature: second } = named.members;
    requireCountable(takes, { members: keys, withoutKey }, second !== undefined);
  }
  return { ...trust, changes: [...(trust.changes ?? []), { ...named, from, signatures: [] }] };
}

/**
 * The same list, its newest change signed by one more of those before it.
 * @throws ColophonError where what is before it does not hold, or lists another second key for the signer
 */
export async function signNewest(trust: Trust, signer: MemberSigner): Promise<Trust> {
  const newest = trust.changes?.at(-1);
  if (newest === undefined) throw new Error("there is no change to sign");

  const changes = trust.changes?.slice(0, -1) ?? [];
  const before = (await termsOf({ ...trust, changes })).at(-1);
  if (before === undefined) throw new Error("there is no set before the change");
  requireListed(before, signer);
  const own = await signChange(signer, trust.registry, before.digest, newest);
  const others = newest.signatures.filter(({ by }) => by !== own.by);
  const signed: TrustChange = { ...newest, signatures: inOrderOfSigners([...others, own]) };
  return { ...trust, changes: [...changes, signed] };
}

/** Those whom a chain names, each by the name by which it is listed already; with its key where the chain does not say which it has. */
function renewed(listed: Parties, named: readonly Parties[number][] = listed): Parties {
  const names = new Map(listed.map((each) => [each.address.toLowerCase(), each]));
  return named.map((each) => {
    const known = names.get(each.address.toLowerCase());
    const { mlDsa44 } = "mlDsa44" in each ? each : (known ?? {});
    return { name: known?.name ?? each.name, address: each.address, ...(mlDsa44 !== undefined && { mlDsa44 }) };
  });
}

function isSame(a: NamedSet, b: NamedSet): boolean {
  const whole = ({ members, validators = [] }: NamedSet): string =>
    JSON.stringify([members?.threshold, members?.secondSignature, keysIn(members?.keys ?? []), keysIn(validators)]);
  return whole(a) === whole(b);
}

function keysIn(parties: Parties): string[] {
  return parties.map(({ address, mlDsa44 = "" }) => `${address.toLowerCase()} ${mlDsa44}`).sort();
}
