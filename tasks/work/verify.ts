import { types } from "hardhat/config";

import { formatTime } from "../../lib/chain/time";
import { readRecord } from "../../lib/store/records";
import type { Verification } from "../../lib/works/verify";
import { verifyWork } from "../../lib/works/verify";
import { action } from "../shared/action";
import { open } from "../shared/open";
import { fields } from "../shared/output";
import { addJson } from "../shared/params";
import { workScope } from "../shared/scopes";

interface Args {
  readonly file: string;
  readonly record?: string;
}

const definition = workScope
  .task("verify", "Says whether a file is registered, by whom and since when")
  .addParam("file", "The file to verify", undefined, types.string)
  .addOptionalParam("record", "A saved record to compare with the chain", undefined, types.string);

addJson(definition).setAction(
  action(async ({ file, record: recordPath }: Args, hre) => {
    const record = recordPath === undefined ? undefined : await readRecord(recordPath);

    const result = await verifyWork(await open(hre), file, record);

    const { title } = result;
    const answer = answerOf(result);
    const text = fields([
      [answer, file],
      ["Work", result.contentHash],
      ["Owner", title?.owner],
      ["Registered at", title && formatTime(title.registeredAt)],
      ["Final from", title && formatTime(title.finalAt)],
      ["Status", title?.status],
      ["Metadata", result.metadataHash],
      ["Chain", `${result.network} (chain id ${result.chainId})`],
      ["Registry", result.registry],
      ...result.differences.map((difference) => ["Differs", difference] as const),
    ]);
    return { result, text, ...(result.verified ? {} : { exitCode: 3 as const }) };
  }),
);

/** The answer in a word or two, which is what the exit code says as well. */
function answerOf({ title, differences }: Verification): string {
  if (title === undefined) return "NOT REGISTERED";
  if (title.status === "annulled") return "ANNULLED";
  return differences.length === 0 ? "REGISTERED" : "NOT AS RECORDED";
}
