import type { Signer } from "ethers";

import { type Typed, typedDigest } from "../hashing/typed-data";
import type { MemberSignature } from "./format";

/** A member that signs. */
export interface MemberSigner extends Pick<Signer, "signTypedData"> {
  readonly address: string;
  /** Its post-quantum key; undefined where it has none. */
  readonly second?: SecondKey | undefined;
}

/** A member's post-quantum key (ML-DSA-44), by which it signs a second time. */
export interface SecondKey {
  /** 1,312 bytes as 0x-hex. */
  readonly publicKey: string;
  /** Signs a digest. */
  readonly sign: (digest: string) => string;
}

/** A member's word for something: its account's signature, and beside it that of its post-quantum key. */
export async function signAsMember(signer: MemberSigner, typed: Typed): Promise<MemberSignature> {
  const signature = await signer.signTypedData(typed.domain, { [typed.type]: [...typed.fields] }, typed.message);
  const second = signer.second?.sign(typedDigest(typed));
  return { by: signer.address, signature, ...(second !== undefined && { mlDsa44: second }) };
}
