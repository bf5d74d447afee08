import { type Typed, typedDigest } from "../hashing/typed-data";
import type { MemberSignature } from "./format";
import { type MemberSigner, signAsMember } from "./member-signer";

/** A block that members of a committee vouch for: whatever its state and its receipts prove, they vouch for as well. */
export interface Checkpoint {
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly stateRoot: string;
}

/** The whole history of a work at a block, for which members vouch themselves: where a chain gives no proofs. */
export interface HistoryCheckpoint {
  readonly blockNumber: number;
  readonly blockHash: string;
  /** Of the block, Unix seconds. */
  readonly time: number;
  /** The work's id, 32 bytes. */
  readonly work: string;
  /** What the registry keeps of the title in its slot, 32 bytes. */
  readonly title: string;
  /** The digest of all its events, in order. */
  readonly history: string;
}

/** What a member signs. */
export type Vouched = Checkpoint | HistoryCheckpoint;

/** The registry that a checkpoint speaks about. */
export interface CheckedRegistry {
  readonly chainId: number;
  readonly address: string;
}

/** Whether two are one registry, however its address is written. */
export function isSameRegistry(one: CheckedRegistry, other: CheckedRegistry): boolean {
  return one.chainId === other.chainId && one.address.toLowerCase() === other.address.toLowerCase();
}

const CHECKPOINT: Pick<Typed, "type" | "fields"> = {
  type: "Checkpoint",
  fields: [
    { name: "blockNumber", type: "uint256" },
    { name: "blockHash", type: "bytes32" },
    { name: "stateRoot", type: "bytes32" },
  ],
};
const HISTORY_CHECKPOINT: Pick<Typed, "type" | "fields"> = {
  type: "HistoryCheckpoint",
  fields: [
    { name: "blockNumber", type: "uint256" },
    { name: "blockHash", type: "bytes32" },
    { name: "time", type: "uint256" },
    { name: "work", type: "bytes32" },
    { name: "title", type: "bytes32" },
    { name: "history", type: "bytes32" },
  ],
};

function typed({ chainId, address }: CheckedRegistry, vouched: Vouched): Typed {
  return {
    domain: { name: "Colophon checkpoint", version: "1", chainId, verifyingContract: address },
    ...("work" in vouched ? HISTORY_CHECKPOINT : CHECKPOINT),
    message: { ...vouched },
  };
}

/** What a member signs. */
export function checkpointDigest(registry: CheckedRegistry, vouched: Vouched): string {
  return typedDigest(typed(registry, vouched));
}

/** A member's word for a block or a history (EIP-712). */
export async function signCheckpoint(
  signer: MemberSigner,
  registry: CheckedRegistry,
  vouched: Vouched,
): Promise<MemberSignature> {
  return signAsMember(signer, typed(registry, vouched));
}
