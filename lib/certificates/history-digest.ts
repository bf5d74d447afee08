import { keccak256 } from "../hashing/keccak";
import { shortestHex } from "../hex";
import { encode } from "../proofs/rlp";

/** An event as whoever vouches for a history has it. */
export interface VouchedEvent {
  readonly block: number;
  /** Of its block, Unix seconds. */
  readonly time: number;
  readonly topics: readonly string[];
  readonly data: string;
}

/** The digest of a history: Keccak-256 of the RLP of its events in order, each [block, time, topics, data]. */
export function historyDigest(events: readonly VouchedEvent[]): string {
  return keccak256(
    encode(events.map(({ block, time, topics, data }) => [shortestHex(block), shortestHex(time), [...topics], data])),
  );
}
