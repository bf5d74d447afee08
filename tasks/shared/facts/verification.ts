import { formatTime } from "../../../lib/chain/rpc/time";
import type { DescribedVerification } from "../../../lib/works/reading/verify-files";
import { fields, whole } from "../print/output";
import { verdict } from "../print/verdict";
import { anchorLines, evidenceLines, sinceText } from "./standing";

/** The answer to whether a file is registered in a word or two, which is what the exit code says as well. */
export function answerOf({ title, anchored, evidence, differences }: DescribedVerification): string {
  if (title === undefined && anchored.length === 0 && evidence === undefined) return "NOT REGISTERED";
  if (title?.status === "annulled") return "ANNULLED";
  if (differences.length > 0) return "NOT AS RECORDED";
  return title === undefined ? "ANCHORED" : "REGISTERED";
}

/** What people are told of one file. */
export function verificationText(result: DescribedVerification): string {
  const { title, description, evidence } = result;
  return fields([
    [verdict(answerOf(result), result.verified), whole(result.file)],
    ["Title", description?.title],
    ["Author", description?.author],
    ["Work", result.contentHash],
    ["Owner", title?.owner],
    ["Since", sinceText(result.since)],
    ["Final from", title && formatTime(title.finalAt)],
    ["Status", title?.status],
    ["Metadata", result.metadataHash],
    ...anchorLines(result.anchored, result.unreadable),
    ...(evidence === undefined ? [] : evidenceLines(evidence)),
    ["Chain", `${result.network} (chain id ${result.chainId})`],
    ["Registry", result.registry],
    ...result.differences.map((difference) => ["Differs", difference] as const),
  ]);
}
