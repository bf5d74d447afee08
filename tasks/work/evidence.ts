import { formatTime } from "../../lib/chain/rpc/time";
import { home } from "../../lib/env";
import { formatWorkId } from "../../lib/hashing/work-id";
import { shellWord } from "../../lib/shell-word";
import { saveEvidence } from "../../lib/store/evidence";
import { descriptionIn } from "../../lib/works/home/described";
import { evidenceOf } from "../../lib/works/reading/evidence";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson, addWork, type WorkArgs } from "../shared/command/params";
import { workScope } from "../shared/command/scopes";
import { open } from "../shared/open/open";
import { workMeant } from "../shared/open/work-args";
import { fields, whole } from "../shared/print/output";

interface Args extends WorkArgs {
  readonly out: string;
  readonly batch?: string;
}

const definition = workScope
  .task("evidence", "Writes one file that proves an anchored work, without its batch file")
  .addParam("out", "The file to write, which is not there yet", undefined, types.string)
  .addOptionalParam("batch", "The batch file that it is in, where it is not of the store", undefined, types.string);

addJson(addWork(definition)).setAction(
  action(async ({ out, batch, ...work }: Args, hre) => {
    const idOf = await workMeant(work);
    const colophon = await open(hre);
    const contentHash = formatWorkId(await idOf());

    const evidence = await evidenceOf(colophon, { contentHash, batch, home: home() });
    await saveEvidence(out, evidence);

    const { claim, anchor, metadata } = evidence;
    const { title, author } = descriptionIn(metadata);
    const text = fields([
      ["Evidence", out],
      ["Title", title],
      ["Author", author],
      ["Work", contentHash],
      ["Claimed by", claim.owner],
      ["Anchored at", formatTime(anchor.anchoredAt)],
      ["Root", anchor.root],
      ["Chain", `${colophon.network} (chain id ${anchor.chainId})`],
      ["Registry", anchor.registry],
      ["Check with", whole(checkingCommand(out, work.file))],
    ]);
    return { result: { out, evidence }, text };
  }),
);

/** The command that checks the evidence here; where the work was named by its id, its file is to be put in. */
function checkingCommand(out: string, file = "FILE"): string {
  return `npx hardhat work verify --file ${shellWord(file)} --record ${shellWord(out)}`;
}
