import type { RlpStructuredData } from "ethers";

import { bytesIn, joinHex, sliceHex } from "../hex";
import { ProofError } from "./proof-error";
import { encode, readBytes, readList } from "./rlp";

const VANITY_BYTES = 32;
const ROUND_BYTE = 31;

/**
 * What the validators of an engine put into `extraData` beside what is hashed. The list of validators in it proves nothing: whoever makes up a header
 * makes up the list.
 */
export interface Sealed {
  /** `extraData` as the block's hash has it. */
  readonly hashed: string;
  /** The round in which the block was made, where the seals sign it. */
  readonly round?: string;
  /** The committed seals, 65 bytes each. */
  readonly seals: readonly string[];
}

/**
 * Kaia's: a vanity whose last byte is the round, which the hash has as 0, then RLP([validators, proposer's seal, seals]), which
 * the hash has without seals.
 */
export function kaiaExtra(extraData: string): Sealed {
  const what = "the header's extraData";
  if (bytesIn(extraData) <= VANITY_BYTES) throw new ProofError("malformed", `${what} has no validators`);

  const [validators, proposer, seals] = readList(sliceHex(extraData, VANITY_BYTES), what);
  return {
    hashed: joinHex(
      sliceHex(extraData, 0, ROUND_BYTE),
      "0x00",
      encode([asItem(validators), readBytes(proposer, what), []]),
    ),
    seals: sealsIn(seals, what),
  };
}

/** QBFT's: RLP([vanity, validators, vote, round, seals]), which the hash has with the round 0 and without seals. */
export function qbftExtra(extraData: string): Sealed {
  const what = "the header's extraData";
  const [vanity, validators, vote, round, seals] = readList(extraData, what);
  const kept = [readBytes(vanity, what), asItem(validators), asItem(vote)];
  return { hashed: encode([...kept, "0x", []]), round: readBytes(round, what), seals: sealsIn(seals, what) };
}

/** `extraData` as QBFT's seals sign it: with the round in which the block was made, and without seals. */
export function qbftSignedExtra(hashed: string, round: string): string {
  const what = "the header's extraData";
  const [vanity, validators, vote] = readList(hashed, what);
  return encode([asItem(vanity), asItem(validators), asItem(vote), round, []]);
}

function asItem(item: RlpStructuredData | undefined): RlpStructuredData {
  if (item === undefined) throw new ProofError("malformed", "the header's extraData lacks a field");
  return item;
}

function sealsIn(seals: RlpStructuredData | undefined, what: string): string[] {
  if (!Array.isArray(seals)) throw new ProofError("malformed", `${what} has no seals`);
  return seals.map((seal: RlpStructuredData) => readBytes(seal, what));
}
