import { formatTime } from "../../../lib/chain/rpc/time";
import type { DescribedVerification } from "../../../lib/works/verify-files";
import { fields } from "./output";

/** The answer to whether a file is registered in a word or two, which is what the exit code says as well. */
export function answerOf({ title, anchored, differences }: DescribedVerification): string {
  if (title === undefined && anchored.length === 0) return "NOT REGISTERED";
  if (title?.status === "annulled") return "ANNULLED";
  if (differences.length > 0) return "NOT AS RECORDED";
  return title === undefined ? "ANCHORED" : "REGISTERED";
}

/** What people are told of one file. */
export function verificationText(result: DescribedVerification): string {
  const { title, description } = result;
  return fields([
    [answerOf(result), result.file],
    ["Title", description?.title],
    ["Author", description?.author],
    ["Work", result.contentHash],
    ["Owner", title?.owner],
    ["Registered at", title && formatTime(title.registeredAt)],
    ["Final from", title && formatTime(title.finalAt)],
    ["Status", title?.status],
    ["Metadata", result.metadataHash],
    ...result.anchored.flatMap(
      ({ anchoredAt, owner, batch }) =>
        [
          ["Anchored at", formatTime(anchoredAt)],
          ["Claimed by", owner],
          ["Batch", batch],
        ] as const,
    ),
    ["Chain", `${result.network} (chain id ${result.chainId})`],
    ["Registry", result.registry],
    ...result.unreadable.map((problem) => ["Not searched", problem] as const),
    ...result.differences.map((difference) => ["Differs", difference] as const),
  ]);
}
