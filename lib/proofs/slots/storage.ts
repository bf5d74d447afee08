import { keccak256 } from "../../hashing/keccak";
import { joinHex, wordHex } from "../../hex";

/** The slot of a mapping's value (Solidity): of a key of one word, in the mapping that stands at a position; 32 bytes. */
export function mappingSlot(key: bigint, position: number): string {
  return keccak256(joinHex(wordHex(key), wordHex(position)));
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
