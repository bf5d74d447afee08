import { ColophonError } from "../../errors";
import { ML_DSA_44 } from "../../identity/keys";
import { mlDsa44KeyIn } from "../../identity/ml-dsa-pem";
import type { Identities } from "../../identity/registry";
import { resolveIdentity } from "../../identity/resolve";
import type { MemberSigner } from "../member-signer";
import type { Trust, TrustSet } from "../trust";

type Party = NonNullable<Trust["validators"]>[number];

/**
 * Members with the post-quantum keys that their identities name, each the newest; undefined where one names none any more.
 * @param block as of which block; undefined is the newest
 */
export async function withSecondKeys(
  identities: Identities,
  members: readonly Party[],
  block?: number,
): Promise<Party[]> {
  return Promise.all(
    members.map(async (member) => ({ ...member, mlDsa44: (await keysOf(identities, member.address, block)).at(-1) })),
  );
}

/**
 * Makes sure that whoever lists a member's post-quantum keys lists the one that it signs with: a second signature by another one counts
 * for nothing.
 * @throws ColophonError, exit code 2, where the member's identity does not name it
 */
export async function requireRegistered(identities: Identities, { address, second }: MemberSigner): Promise<void> {
  if (second === undefined || (await keysOf(identities, address)).includes(second.publicKey)) return;
  throw new ColophonError(`The second key is none that the identity of ${address} names`, {
    code: "SecondKeyNotRegistered",
    advice: "Register it with npx hardhat identity delegate --key FILE.pub, or leave --second-key out.",
    exitCode: 2,
  });
}

/** The same for who signs who comes next. @throws ColophonError, exit code 2, where the set before lists another key for the member */
export function requireListed({ members }: Pick<TrustSet, "members">, { address, second }: MemberSigner): void {
  const listed = members?.keys.find((each) => each.address.toLowerCase() === address.toLowerCase())?.mlDsa44;
  if (second === undefined || listed === undefined || listed === second.publicKey) return;
  throw new ColophonError(`The second key is not the one that the trust file lists for ${address}`, {
    code: "SecondKeyNotListed",
    advice: "Name the one that it lists, also where it was withdrawn since: those before a change sign it.",
    exitCode: 2,
  });
}

/** The post-quantum keys that an identity names, the oldest first. */
async function keysOf(identities: Identities, address: string, block?: number): Promise<string[]> {
  const { document } = await resolveIdentity(identities, address, block);
  const methods = document.verificationMethod.filter(({ type }) => type === ML_DSA_44);
  return methods.flatMap(({ publicKeyPem = "" }) => mlDsa44KeyIn(publicKeyPem) ?? []);
}
