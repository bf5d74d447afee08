import { concat, keccak256, toBeHex } from "ethers";

const WORD_BYTES = 32;

/** The slot of a mapping's value (Solidity): of a key of one word, in the mapping that stands at a position; 32 bytes. */
export function mappingSlot(key: bigint, position: number): string {
  return keccak256(concat([toBeHex(key, WORD_BYTES), toBeHex(position, WORD_BYTES)]));
}

/** The numbers in a word, from its lowest bit: as Solidity packs the fields of a struct. @param bits how many each has */
export function unpack(word: bigint, ...bits: readonly number[]): bigint[] {
  let rest = word;
  return bits.map((width) => {
    const part = rest & ((1n << BigInt(width)) - 1n);
    rest >>= BigInt(width);
    return part;
  });
}

/** An account of 160 bits, in lower case. */
export function accountIn(bits: bigint | undefined): string {
  return toBeHex(bits ?? 0n, 20);
}
