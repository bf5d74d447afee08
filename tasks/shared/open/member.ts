import type { MemberSigner } from "../../../lib/certificates/member-signer";
import { readSecondKey } from "../../../lib/certificates/members/second-key";
import { type TaskDefinition, types } from "../command/definition";
import { signer } from "./accounts";

export function addSecondKey(definition: TaskDefinition): TaskDefinition {
  return definition.addOptionalParam(
    "secondKey",
    "Signs with this post-quantum key as well (checkpoint key)",
    undefined,
    types.string,
  );
}

/** The member that signs: an account, and where a file of one is named, its post-quantum key. */
export async function memberSigner(
  chainId: bigint,
  account: string | undefined,
  secondKey: string | undefined,
): Promise<MemberSigner> {
  const second = secondKey === undefined ? undefined : await readSecondKey(secondKey);
  const wallet = await signer(chainId, account, "admin");
  return {
    address: wallet.address,
    signTypedData: (...typed) => wallet.signTypedData(...typed),
    second,
  };
}
