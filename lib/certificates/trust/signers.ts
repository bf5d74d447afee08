import { checksummed } from "../../hashing/address";
import { ProofError } from "../../proofs/proof-error";
import { signerOf } from "../../proofs/signatures/seals";
import type { MemberSignature } from "../format";
import type { TrustSet } from "../trust";

/** Who signed, and with which post-quantum key as well; addresses in EIP-55 form. */
export interface Signers {
  readonly all: ReadonlySet<string>;
  readonly secondKeys: ReadonlyMap<string, string>;
  /** Whose second signature is by none of the keys that they are listed with. */
  readonly unlisted: readonly string[];
}

/**
 * Who signed a digest.
 * @param digest undefined where there is nothing that could have been signed
 * @param sets those who are believed, who list the post-quantum keys; where none does for a member, its second signature is not looked at
 * @throws ProofError where a signature is another one's than it says, or they are not in the order of their signers, each once
 */
export async function signersOf(
  digest: string | undefined,
  signatures: readonly MemberSignature[],
  what: string,
  sets: readonly TrustSet[] = [],
): Promise<Signers> {
  const all = new Set<string>();
  const secondKeys = new Map<string, string>();
  const unlisted: string[] = [];
  let before = "";
  for (const [index, { by, signature, mlDsa44 }] of signatures.entries()) {
    if (digest === undefined || signerOf(digest, signature) !== by) {
      throw new ProofError("malformed", `${what}.${index} is not a signature by ${by}`);
    }
    if (by.toLowerCase() <= before) throw new ProofError("left-over", `${what}.${index} is not in its place`);
    before = by.toLowerCase();
    all.add(by);

    const listed = mlDsa44 === undefined ? [] : secondKeysOf(sets, by);
    if (mlDsa44 === undefined || listed.length === 0) continue;
    // Loaded where there is one: few have.
    const { isSignedWithMlDsa44 } = await import("../../proofs/signatures/ml-dsa");
    const key = listed.find((each) => isSignedWithMlDsa44(each, digest, mlDsa44));
    if (key === undefined) unlisted.push(by);
    else secondKeys.set(by, key);
  }
  return { all, secondKeys, unlisted };
}

/** @throws ProofError where a second signature is by no listed key, for whoever knows that these are the keys it is made with */
export function requireListedKeys({ unlisted: [by] }: Signers, what: string): void {
  if (by === undefined) return;
  throw new ProofError("malformed", `${what} has a second signature of ${by} that is not by its second key`);
}

/** The post-quantum keys that a member is listed with. */
function secondKeysOf(sets: readonly TrustSet[], member: string): string[] {
  const listed = sets.flatMap(({ members }) => members?.keys ?? []);
  const keys = listed.flatMap(({ address, mlDsa44 }) =>
    mlDsa44 !== undefined && checksummed(address) === member ? [mlDsa44] : [],
  );
  return [...new Set(keys)];
}
