import { ML_DSA_44 } from "../../identity/keys";
import { mlDsa44KeyIn } from "../../identity/ml-dsa-pem";
import type { Identities } from "../../identity/registry";
import { resolveIdentity } from "../../identity/resolve";
import type { Trust } from "../trust";

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
    members.map(async (member) => {
      const { document } = await resolveIdentity(identities, member.address, block);
      const keys = document.verificationMethod.filter(({ type }) => type === ML_DSA_44);
      const mlDsa44 = mlDsa44KeyIn(keys.at(-1)?.publicKeyPem ?? "");
      return { ...member, mlDsa44 };
    }),
  );
}
