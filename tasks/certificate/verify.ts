import { judgeEither, readEither } from "../../lib/certificates/attested/either";
import type { Judgement } from "../../lib/certificates/judge/judge";
import { VERDICTS } from "../../lib/certificates/judge/verdict";
import { readTrust } from "../../lib/certificates/trust";
import { hashFile } from "../../lib/hashing/hash-file";
import { inWords } from "../../lib/history/timeline";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { parseDate } from "../shared/command/parse";
import { certificateScope } from "../shared/command/scopes";
import { withHistory } from "../shared/print/history-table";
import { fields, whole } from "../shared/print/output";
import { verdict as shown } from "../shared/print/verdict";
import { judgementLines } from "./judgement-lines";

interface Args {
  readonly certificate: string;
  readonly file?: string;
  readonly trust?: string;
  readonly notBefore?: string;
}

const definition = certificateScope
  .task("verify", "Judges a certificate, without a node and without the store")
  .addParam("certificate", "The certificate", undefined, types.string)
  .addOptionalParam("file", "The work's file, which it should be about", undefined, types.string)
  .addOptionalParam("trust", "Whom you believe: members, validators (docs/certificates.md)", undefined, types.string)
  .addOptionalParam("notBefore", "The day that its newest block must not be older than", undefined, types.string);

addJson(definition).setAction(
  action(async ({ certificate: path, file, trust: trustFile, notBefore }: Args) => {
    const trust = trustFile === undefined ? undefined : await readTrust(trustFile);
    const contentHash = file === undefined ? undefined : (await hashFile(file)).contentHash;
    const read = await readEither(path);
    const question = {
      trust,
      contentHash,
      notBefore: notBefore === undefined ? undefined : parseDate(notBefore, "--not-before"),
    };
    const judgement: Judgement = "certificate" in read ? await judgeEither(read.certificate, question) : read;

    const { verdict, reason, proven } = judgement;
    const isValid = verdict === "valid";
    const history = proven?.history.map(inWords) ?? [];
    const facts = fields([
      [shown(verdict.toUpperCase(), isValid), whole(path)],
      ...("certificate" in read ? judgementLines(read.certificate, judgement) : [["But", reason] as const]),
      ["File", isValid ? whole(file ?? "not compared: name it with --file") : undefined],
    ]);
    const result = { verdict, reason, ...proven, history };
    return { result, text: withHistory(facts, history), exitCode: VERDICTS[verdict] };
  }),
);
