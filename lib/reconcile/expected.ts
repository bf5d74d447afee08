import { WORK_STATES, type WorkStateName } from "../catalogue/query";
import type { MemberRow } from "./rows/row";
import { addressOf, hashOf, oneOf, readRow, timeOf } from "./values";

/** What a member's database says of a work; what it does not say is undefined. */
export interface Expected {
  /** 0x and 64 hex digits. */
  readonly contentHash: string;
  readonly owner: string | undefined;
  readonly metadataHash: string | undefined;
  /** Unix seconds. */
  readonly since: number | undefined;
  readonly state: WorkStateName | undefined;
}

export const COMPARED = ["owner", "metadataHash", "since", "state"] as const;

/** What a row says of its work; where it cannot be read, why. */
export function expectedIn(row: MemberRow): Expected | string {
  return readRow(row, (column) => {
    const contentHash = column("content_hash", hashOf);
    if (contentHash === undefined) return "has no content_hash";
    return {
      contentHash,
      owner: column("owner", addressOf),
      metadataHash: column("metadata_hash", hashOf),
      since: column("since", timeOf),
      state: column("state", oneOf(WORK_STATES)),
    };
  });
}
