import { readCheckpoints } from "../../lib/certificates/checkpoints";
import { blocksOf, signBlocks } from "../../lib/certificates/sign";
import { saveNew } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson, addWork, type WorkArgs } from "../shared/command/params";
import { checkpointScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { open } from "../shared/open/open";
import { workIdOf } from "../shared/open/work-args";
import { fields, table, whole } from "../shared/print/output";

interface Args extends WorkArgs {
  readonly checkpoints?: string;
  readonly out: string;
  readonly account?: string;
}

const definition = checkpointScope
  .task("sign", "Vouches for blocks as this node has them: those of a work, or those that others have signed")
  .addOptionalParam(
    "checkpoints",
    "What others have signed: the same blocks, and their signatures",
    undefined,
    types.string,
  )
  .addParam("out", "The file to write, which is not there yet", undefined, types.string);

addJson(addAccount(addWork(definition))).setAction(
  action(async ({ checkpoints: others, out, account, ...work }: Args, hre) => {
    const colophon = await open(hre);
    const signed = others === undefined ? undefined : await readCheckpoints(others, colophon);
    const isOfWork = signed === undefined || work.file !== undefined || work.work !== undefined;
    const blocks = isOfWork ? await blocksOf(colophon, await workIdOf(work)) : [];
    const wallet = await signer(colophon.chainId, account, "admin");

    const result = await signBlocks(colophon, wallet, signed?.checkpoints ?? [], blocks);
    await saveNew(out, result);

    const head = fields([
      ["Signed by", wallet.address],
      ["File", whole(out)],
    ]);
    const rows = result.checkpoints.map(({ blockNumber, blockHash, members }) => [
      blockNumber,
      blockHash,
      members.length,
    ]);
    return { result, text: `${head}\n\n${table(["Block", "Hash", "Signatures"], rows)}` };
  }),
);
