import { type EitherCertificate, judgeEither, readEither } from "../../lib/certificates/attested/either";
import type { Since } from "../../lib/certificates/attested/online";
import type { Judgement, Question } from "../../lib/certificates/judge/judge";
import { VERDICTS } from "../../lib/certificates/judge/verdict";
import { readTrust } from "../../lib/certificates/trust";
import { ColophonError } from "../../lib/errors";
import { hashFile } from "../../lib/hashing/hash-file";
import { inWords } from "../../lib/history/timeline";
import { action } from "../shared/command/action";
import type { CommandContext } from "../shared/command/context";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { parseDate } from "../shared/command/parse";
import { certificateScope } from "../shared/command/scopes";
import { withHistory } from "../shared/facts/history-table";
import { fields, whole } from "../shared/print/output";
import { verdict as shown } from "../shared/print/verdict";
import { judgementLines, withheldOf } from "./judgement-lines";

/** What is said, and what a node said where one was asked. */
type Judged = Judgement & { readonly since?: Since };

interface Args {
  readonly certificate: string;
  readonly file?: string;
  readonly trust?: string;
  readonly notBefore?: string;
  readonly online: boolean;
}

/** The failures after which nobody knows any more than the certificate shows. */
const NO_WORD_OF_NODE: readonly string[] = ["NoNodeAnswers", "NodeSilent", "NodeRefused", "NodeUnreadable"];

const definition = certificateScope
  .task("verify", "Judges a certificate, without the store, and without a node unless you say --online")
  .addParam("certificate", "The certificate", undefined, types.string)
  .addOptionalParam("file", "The work's file, which it should be about", undefined, types.string)
  .addOptionalParam("trust", "Whom you believe: members, validators (docs/certificates.md)", undefined, types.string)
  .addOptionalParam("notBefore", "The day that its newest block must not be older than", undefined, types.string)
  .addFlag("online", "Ask the network's node as well whether something has happened since");

addJson(definition).setAction(
  action(async ({ certificate: path, file, trust: trustFile, notBefore, online }: Args, hre) => {
    const trust = trustFile === undefined ? undefined : await readTrust(trustFile);
    const contentHash = file === undefined ? undefined : (await hashFile(file)).contentHash;
    const read = await readEither(path);
    const question = {
      trust,
      contentHash,
      notBefore: notBefore === undefined ? undefined : parseDate(notBefore, "--not-before"),
    };
    const judgement: Judged =
      "certificate" in read ? await judged(read.certificate, question, online ? hre : undefined) : read;

    const { verdict, reason, proven, since } = judgement;
    const isValid = verdict === "valid";
    const history = proven?.history.map(inWords) ?? [];
    const facts = fields([
      [shown(verdict.toUpperCase(), isValid), whole(path)],
      ...("certificate" in read ? judgementLines(read.certificate, judgement, trust) : [["But", reason] as const]),
      ["Node", since && `${since.news ?? "says the same"}; asked at block ${since.block}`],
      ["File", isValid ? whole(file ?? "not compared: name it with --file") : undefined],
    ]);
    const withheld = "certificate" in read ? withheldOf(read.certificate) : undefined;
    const result = { verdict, reason, withheld, ...proven, history, since };
    return { result, text: withHistory(facts, history), exitCode: VERDICTS[verdict] };
  }),
);

/** @param online the network whose node is asked as well. What asks one is loaded only then. */
async function judged(
  certificate: EitherCertificate,
  question: Question,
  online: CommandContext | undefined,
): Promise<Judged> {
  if (online === undefined) return judgeEither(certificate, question);
  const [{ open }, { judgeOnline }, { explain }] = await Promise.all([
    import("../shared/open/open"),
    import("../../lib/certificates/attested/online"),
    import("../../lib/chain/contracts/failures"),
  ]);
  try {
    return await judgeOnline(await open(online), certificate, question);
  } catch (error) {
    const failure = explain(error);
    if (failure === undefined || !NO_WORD_OF_NODE.includes(failure.code)) throw error;
    const { verdict } = await judgeEither(certificate, question);
    throw new ColophonError(`${failure.message}; without the node the certificate is ${verdict.toUpperCase()}`, {
      code: failure.code,
      advice: "Ask another node, or leave --online out for what the certificate shows by itself.",
      cause: error,
    });
  }
}
