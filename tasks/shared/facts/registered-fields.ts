import { formatTime } from "../../../lib/chain/rpc/time";
import type { Registered } from "../../../lib/works/writing/carry-out";
import { fields, whole } from "../print/output";

/** What people are told of a registration. @param more lines beside those that every registration has */
export function registeredFields(
  done: string,
  { record, metadataPath, recordPath }: Registered,
  more: readonly (readonly [string, string | readonly string[] | undefined])[] = [],
): string {
  const { title, claim, registration, anchor } = record;
  return fields([
    [done, title],
    ["Work", claim.contentHash],
    ["Owner", claim.owner],
    ["Since", formatTime(registration.registeredAt)],
    ["Final from", formatTime(registration.finalAt)],
    ["Transaction", registration.transactionHash],
    ["Anchored at", anchor && formatTime(anchor.anchoredAt)],
    ["Root", anchor?.root],
    ...more,
    ["Metadata", whole(metadataPath)],
    ["Record", whole(recordPath)],
  ]);
}
