import { ColophonError } from "../errors";
import { isJsonObject, type JsonValue, parseJson } from "../hashing/canonical-json";
import { readText } from "../text-file";
import type { Parsed, Problem } from "./shape";

/** Of what is wrong with a document, in characters. */
const MOST_WORDS = 500;

/** A kind of document that is handed from one person to another. */
export interface DocumentKind<T> {
  /** The format that this version writes and reads: a name, a slash and a number. */
  readonly format: string;
  /** What it is made of: a `Shape`, or a schema of zod. */
  readonly schema: { safeParse(value: unknown): Parsed<T> };
  /** What it is called: "a record". */
  readonly name: string;
  /** The code of the refusal. */
  readonly code: string;
  /** What to name instead of what is none. */
  readonly advice: string;
}

/** The format that a document names; undefined where it names none. */
export function formatOf(document: JsonValue): string | undefined {
  const format = isJsonObject(document) ? document["format"] : undefined;
  return typeof format === "string" ? format : undefined;
}

/** Whether a format is a version of a kind, this or another one. */
export function isVersionOf(format: string | undefined, kind: Pick<DocumentKind<unknown>, "format">): boolean {
  const [name] = kind.format.split("/");
  return format !== undefined && new RegExp(`^${name}/\\d+$`).test(format);
}

const CERTIFICATE = "It is a certificate: npx hardhat certificate verify --certificate CERTIFICATE";
/** What to do with a document that another command judges, by the name of its format. */
const JUDGED_ELSEWHERE: Readonly<Record<string, string>> = {
  "colophon-certificate": CERTIFICATE,
  "colophon-attestation": CERTIFICATE,
  "colophon-evidence": "It is evidence of an anchored work: npx hardhat work verify --file FILE --record EVIDENCE",
  "colophon-record": "It is the record of a work: npx hardhat work verify --file FILE --record RECORD",
};

/** What to do with what is none of a kind, by the format that it names. */
export function adviceAbout(
  format: string | undefined,
  kind: Pick<DocumentKind<unknown>, "format" | "advice">,
): string {
  const [name = ""] = format?.split("/") ?? [];
  return (isVersionOf(format, kind) ? undefined : JUDGED_ELSEWHERE[name]) ?? kind.advice;
}

/**
 * A document as what it should be.
 * @param path its file, for messages
 * @throws ColophonError, exit code 2, where it is something else or of another version
 */
export function readAs<T>(kind: DocumentKind<T>, document: JsonValue, path: string): T {
  const { format: own, schema, name, code } = kind;
  const format = formatOf(document);
  if (format !== own && isVersionOf(format, kind)) {
    throw new ColophonError(`${path} is not ${name}: its format is ${format}, and this version reads ${own}`, {
      code,
      advice: "Read it with the version of Colophon that wrote it, or a newer one.",
      exitCode: 2,
    });
  }
  const result = schema.safeParse(document);
  if (result.success) return result.data;

  throw new ColophonError(`${path} is not ${name}: ${problemOf(result.error)}`, {
    code,
    advice: adviceAbout(format, kind),
    exitCode: 2,
  });
}

/** The first thing that is wrong with a document, in a line: what a stranger wrote may be of any length. */
export function problemOf({ issues: [issue] }: { readonly issues: readonly Problem[] }): string {
  return [issue?.path.join("."), issue?.message].filter(Boolean).join(" ").slice(0, MOST_WORDS);
}

/** The document of a kind that a file has. @throws ColophonError, exit code 2, where the file is missing or something else */
export async function readDocument<T>(kind: DocumentKind<T>, path: string): Promise<T> {
  return readAs(kind, parseJson(await readText(path), path), path);
}
