import { type Signer, type TypedDataDomain, TypedDataEncoder, type TypedDataField } from "ethers";

import type { MemberSignature } from "./format";

/** A member that signs. */
export interface MemberSigner extends Pick<Signer, "signTypedData"> {
  readonly address: string;
  /** Signs a digest with its post-quantum key; undefined where it has none. */
  readonly signSecond?: ((digest: string) => string) | undefined;
}

/** What is signed (EIP-712). */
export interface Typed {
  readonly domain: TypedDataDomain;
  readonly types: Record<string, TypedDataField[]>;
  readonly message: object;
}

/** The digest of what is signed. */
export function typedDigest({ domain, types, message }: Typed): string {
  return TypedDataEncoder.hash(domain, types, message);
}

/** A member's word for something: its account's signature, and beside it that of its post-quantum key. */
export async function signAsMember(signer: MemberSigner, typed: Typed): Promise<MemberSignature> {
  const signature = await signer.signTypedData(typed.domain, typed.types, typed.message);
  const second = signer.signSecond?.(typedDigest(typed));
  return { by: signer.address, signature, ...(second !== undefined && { mlDsa44: second }) };
}
