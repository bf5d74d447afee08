import { randomBytes } from "node:crypto";

import { getAddress, hexlify, Wallet } from "ethers";

/** A new account. `Wallet.createRandom` takes ten times as long: it makes words first and derives the key from them. */
export function someWallet(): Wallet {
  return new Wallet(hexlify(randomBytes(32)));
}

/** The address of nobody. */
export function someAddress(): string {
  return getAddress(hexlify(randomBytes(20)));
}
