import { addressOf } from "../../hashing/address";
import { mappingSlot, unpack } from "./storage";

/** Where the registry keeps its anchors, by their roots: `WorkAnchors._anchors`. */
const ANCHORS = 3;

/** An anchor as its slot has it; the time is Unix seconds. */
export interface SlotAnchor {
  readonly account: string;
  readonly anchoredAt: number;
  readonly block: number;
}

/** The slot in which the registry keeps the anchor of a root, 32 bytes. */
export function anchorSlot(root: string): string {
  return mappingSlot(BigInt(root), ANCHORS);
}

/** What the slot says; undefined where nobody anchored the root. The mirror of the contracts' `WorkAnchors.PackedAnchor`. */
export function readAnchorSlot(value: bigint): SlotAnchor | undefined {
  if (value === 0n) return undefined;

  const [account, anchoredAt, block] = unpack(value, 160, 40, 40);
  return { account: addressOf(account), anchoredAt: Number(anchoredAt), block: Number(block) };
}
