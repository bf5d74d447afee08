import { transparentStatement } from "../../lib/certificates/export/cose";
import { proveEvent } from "../../lib/certificates/export/statement";
import { tlogProof } from "../../lib/certificates/export/tlog";
import { signedCredential } from "../../lib/certificates/export/vc";
import { noTitle } from "../../lib/certificates/issue-errors";
import { readTitle } from "../../lib/chain/contracts/title";
import { formatTime, timeNow } from "../../lib/chain/rpc/time";
import { canonicalText } from "../../lib/hashing/canonical-json";
import { formatWorkId } from "../../lib/hashing/work-id";
import type { HeadSigner } from "../../lib/log/head";
import { signLog } from "../../lib/log/signed";
import { FOR_ALL, requireNew, saveNewFile } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { clock } from "../shared/command/clock";
import { types } from "../shared/command/definition";
import { addAccount, addJson, addWork, type WorkArgs } from "../shared/command/params";
import { parseChoice } from "../shared/command/parse";
import { certificateScope } from "../shared/command/scopes";
import { logSigner, openOwnLog, readSignedHead } from "../shared/open/log";
import { open } from "../shared/open/open";
import { workMeant } from "../shared/open/work-args";
import { fields, whole } from "../shared/print/output";

interface Args extends WorkArgs {
  readonly as: string;
  readonly out: string;
  readonly head?: string;
  readonly event?: number;
  readonly account?: string;
}

const FORMS = ["cose", "tlog", "vc"] as const;

const definition = certificateScope
  .task("export", "Proves an event of a work in the registry's log, in a form that others' tools check")
  .addParam("as", "cose (RFC 9943), tlog (C2SP tlog-proof) or vc (W3C VC 2.0)", undefined, types.string)
  .addParam("out", "The file to write, which is not there yet", undefined, types.string)
  .addOptionalParam("head", "The head of the log that members signed: what log sign wrote", undefined, types.string)
  .addOptionalParam("event", "The event's number in the work's history; else its registration", undefined, types.int);

addJson(addAccount(addWork(definition))).setAction(
  action(async ({ as, out, head, event, account, ...work }: Args, hre) => {
    const form = parseChoice(as, "--as", FORMS);
    const idOf = await workMeant(work);
    await requireNew(out);
    const colophon = await open(hre);
    const workId = await idOf();
    const { log, shelf } = await openOwnLog(colophon);
    const time = await timeNow(colophon.provider, clock());
    let signer: HeadSigner | undefined;
    // Whoever has a signed head needs no account to prove an event in it.
    const own = async (): Promise<HeadSigner> => (signer ??= await logSigner(colophon, account));

    const signed = head === undefined ? await signLog(log, shelf, await own(), time) : await readSignedHead(log, head);
    const statement = await proveEvent(colophon, log, { workId, event, size: signed.head.size });
    const title = await readTitle(colophon, workId);
    if (title === undefined) throw noTitle(formatWorkId(workId));
    const content = async (): Promise<string | Buffer> => {
      const proof = tlogProof(statement, signed);
      if (form === "tlog") return proof;
      const { key } = await own();
      if (form === "cose") return transparentStatement(statement, key, time);
      return `${canonicalText(signedCredential({ statement, title, proof }, key, time))}\n`;
    };
    await saveNewFile(out, await content(), FOR_ALL);

    const result = {
      out,
      as: form,
      work: formatWorkId(workId),
      event: statement.event,
      status: title.status,
      finalAt: title.hasMoved ? undefined : title.finalAt,
      leaf: `0x${statement.leaf.toString("hex")}`,
      index: statement.index,
      log: { ...statement.head, root: statement.head.root.toString("base64") },
    };
    const text = fields([
      ["Export", whole(out)],
      ["Work", result.work],
      ["Event", `${result.event} in block ${statement.logged.block}`],
      ["Status", form === "vc" ? title.status : `${title.status} today, which the export does not say`],
      ["Final from", result.finalAt === undefined ? undefined : formatTime(result.finalAt)],
      ["Place", `${result.index} of the log's first ${result.log.size} events, the first being 0`],
      ["Log", whole(result.log.origin)],
      ["Root", whole(result.log.root)],
      ["Signed by", signer?.address ?? "those who signed the head"],
    ]);
    return { result, text };
  }),
);
