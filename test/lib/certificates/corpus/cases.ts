import { readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { textOf } from "../../../../lib/certificates/file";
import type { Certificate } from "../../../../lib/certificates/format";
import type { JsonValue } from "../../../../lib/hashing/canonical-json";
import { hashBytes } from "../../../../lib/hashing/hash-bytes";
import { ROOT } from "../../../shards/shards";
import { changed, flipped, valueAt } from "../changing";
import type { Answer, Case } from "../verdict-of";

/** The golden corpus: samples/certificates/README.md explains it. */
export const CORPUS = join(ROOT, "samples", "certificates");

const path = z.array(z.union([z.string(), z.int()]));
/** One thing that was done to a certificate: a value instead, one character of a text, or something left out. */
const changeSchema = z.union([
  z.strictObject({ at: path, as: z.json() }),
  z.strictObject({ at: path, flip: z.int() }),
  z.strictObject({ at: path, without: z.literal(true) }),
]);
export type Change = z.infer<typeof changeSchema>;

const caseSchema = z.strictObject({
  /** Files, by their names in the corpus. */
  certificate: z.string(),
  trust: z.string().optional(),
  file: z.string().optional(),
  notBefore: z.int().optional(),
  change: changeSchema.optional(),
  verdict: z.custom<Answer>((value) => typeof value === "string"),
});
/** A question about a certificate of the corpus, and what is said for ever. */
export type CorpusCase = z.infer<typeof caseSchema>;

export function readCases(): CorpusCase[] {
  return z.array(caseSchema).parse(JSON.parse(readFileSync(join(CORPUS, "cases.json"), "utf8")));
}

/** What a case asks, with what its files hold. */
export function asked({ certificate, trust, file, notBefore, change }: CorpusCase): Case {
  const text = readFileSync(join(CORPUS, certificate), "utf8");
  return {
    certificate: change === undefined ? text : withChange(text, change),
    ...(trust !== undefined && { trust: readFileSync(join(CORPUS, trust), "utf8") }),
    ...(file !== undefined && { contentHash: hashBytes(readFileSync(join(CORPUS, file))) }),
    ...(notBefore !== undefined && { notBefore }),
  };
}

/** A question for each answer that there is: the certificate's text, and the options of a command line that asks it. */
export interface AskedByOptions {
  readonly answer: Answer;
  readonly certificate: string;
  readonly options: readonly string[];
}

/** @param day how the command takes the time of `notBefore` */
export function oneOfEach(day: (seconds: number) => string): AskedByOptions[] {
  const first = new Map<Answer, CorpusCase>();
  for (const each of readCases()) if (!first.has(each.verdict)) first.set(each.verdict, each);
  return [...first].map(([answer, each]) => ({
    ...{ answer, certificate: asked(each).certificate },
    options: [
      ...(each.trust === undefined ? [] : ["--trust", join(CORPUS, each.trust)]),
      ...(each.file === undefined ? [] : ["--file", join(CORPUS, each.file)]),
      ...(each.notBefore === undefined ? [] : ["--not-before", day(each.notBefore)]),
    ],
  }));
}

/** The certificate as it would have been issued with the change. */
function withChange(text: string, change: Change): string {
  const document = JSON.parse(text) as JsonValue; // what JSON.parse returns
  const { at } = change;
  const value = "as" in change ? change.as : "flip" in change ? flipped(textAt(document, at), change.flip) : undefined;
  return textOf(changed(document, at, value) as unknown as Certificate);
}

function textAt(document: JsonValue, at: Change["at"]): string {
  const value = valueAt(document, at);
  if (typeof value !== "string") throw new Error(`there is no text at ${at.join(".")}`);
  return value;
}

/** A case in words. */
export function words({ certificate, trust, file, notBefore, change, verdict }: CorpusCase): string {
  const done =
    change === undefined
      ? []
      : [
          `${change.at.join(".")} ${Object.keys(change)
            .filter((key) => key !== "at")
            .join()}`,
        ];
  const question = [trust, file, notBefore].filter((each) => each !== undefined);
  return [certificate, ...done, ...question, verdict].join(", ");
}
