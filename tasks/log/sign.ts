import { timeNow } from "../../lib/chain/rpc/time";
import { formatHead } from "../../lib/log/head";
import { signLog } from "../../lib/log/signed";
import { FOR_ALL, saveNewFile } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { clock } from "../shared/command/clock";
import { types } from "../shared/command/definition";
import { addAccount, addJson } from "../shared/command/params";
import { logScope } from "../shared/command/scopes";
import { logSigner, openOwnLog, readSignedHead } from "../shared/open/log";
import { open } from "../shared/open/open";
import { fields, whole } from "../shared/print/output";

interface Args {
  readonly account?: string;
  readonly head?: string;
  readonly out: string;
}

const definition = logScope
  .task("sign", "Builds the log from this node's chain, and signs its head: the newest, or one that others have signed")
  .addOptionalParam("head", "The head that others have signed: what log sign wrote", undefined, types.string)
  .addParam("out", "The file to write, which is not there yet", undefined, types.string);

addJson(addAccount(definition)).setAction(
  action(async ({ account, head: others, out }: Args, hre) => {
    const colophon = await open(hre);
    const signer = await logSigner(colophon, account);
    const { log, shelf } = await openOwnLog(colophon);

    const theirs = others === undefined ? undefined : await readSignedHead(log, others);
    const time = await timeNow(colophon.provider, clock());
    const signed = await signLog(log, shelf, signer, time, theirs);
    await saveNewFile(out, formatHead(signed), FOR_ALL);

    const { head, note } = signed;
    const result = { ...head, root: head.root.toString("base64"), signatures: note.signatures.length, out };
    const text = fields([
      ["Head", whole(out)],
      ["Log", whole(head.origin)],
      ["Events", head.size],
      ["Root", whole(result.root)],
      ["Signed by", signer.address],
      ["Signatures", result.signatures],
    ]);
    return { result, text };
  }),
);
