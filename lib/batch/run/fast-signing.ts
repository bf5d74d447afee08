import { BaseWallet, type BytesLike, getBytes, hexlify, Signature, SigningKey } from "ethers";
import type * as Secp256k1 from "tiny-secp256k1";

const SCALAR_BYTES = 32;

/**
 * The same account, which signs in WebAssembly: the same bytes (RFC 6979, low s), in a third of the time. It matters where a
 * chain takes hundreds of transactions a second.
 */
export async function toFastSigner({ privateKey }: BaseWallet): Promise<BaseWallet> {
  // Loaded here: most commands sign one transaction.
  const { signRecoverable } = await import("tiny-secp256k1");
  return new BaseWallet(new FastSigningKey(privateKey, signRecoverable));
}

class FastSigningKey extends SigningKey {
  constructor(
    privateKey: string,
    private readonly signRecoverable: typeof Secp256k1.signRecoverable,
  ) {
    super(privateKey);
  }

  override sign(digest: BytesLike): Signature {
    const { signature, recoveryId } = this.signRecoverable(getBytes(digest), getBytes(this.privateKey));
    return Signature.from({
      r: hexlify(signature.subarray(0, SCALAR_BYTES)),
      s: hexlify(signature.subarray(SCALAR_BYTES)),
      yParity: recoveryId & 1 ? 1 : 0,
    });
  }
}
