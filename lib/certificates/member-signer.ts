import type { Signer } from "ethers";

import { type Typed, typedDigest } from "../hashing/typed-data";
import type { MemberSignature } from "./format";

/** A member that signs. */
export interface MemberSigner extends Pick<Signer, "signTypedData"> {
  readonly address: string;
  /** Signs a digest with its post-quantum key; undefined where it has none. */
  readonly signSecond?: ((digest: string) => string) | undefined;
}

/** A member's word for something: its account's signature, and beside it that of its post-quantum key. */
export async function signAsMember(signer: MemberSigner, typed: Typed): Promise<MemberSignature> {
  const signature = await signer.signTypedData(typed.domain, { [typed.type]: [...typed.fields] }, typed.message);
  const second = signer.signSecond?.(typedDigest(typed));
  return { by: signer.address, signature, ...(second !== undefined && { mlDsa44: second }) };
}
