import { ColophonError } from "../errors";
import { isJsonObject, type JsonValue, parseJson } from "../hashing/canonical-json";
import { readText } from "../text-file";
import { isReserved } from "./credential";

export type Claims = Readonly<Record<string, JsonValue>>;

/** What is to be said of a subject. @throws ColophonError, exit code 2, where the file is missing or says what no credential can */
export async function readClaims(path: string): Promise<Claims> {
  const claims = parseJson(await readText(path), path);
  if (!isJsonObject(claims)) {
    throw new ColophonError(`${path} has no claims: it is one JSON object with a name for each`, {
      code: "NotClaims",
      advice: 'Write an object, such as {"name": "Harbour Press"}.',
      exitCode: 2,
    });
  }
  const odd = oddName(claims, (name) => isReserved(name) || name.includes("."));
  if (odd === undefined) return claims;
  throw new ColophonError(`${path}: no claim can have the name "${odd}"`, {
    code: "ClaimName",
    advice: "Give it another one: without a dot, and none that stands in every credential, such as iss or exp.",
    exitCode: 2,
  });
}

/**
 * Names of claims, divided by commas.
 * @param known those that may be named
 * @param what of them, for messages: "--withhold"
 * @throws ColophonError, exit code 2, where one is not among them: SD-JWT's library would pass over it, and show what was to be withheld
 */
export function parseNames(list: string | undefined, known: readonly string[], what: string): readonly string[] {
  const names = (list ?? "").split(",").map((name) => name.trim());
  const given = [...new Set(names)].filter((name) => name !== "");
  const strange = given.find((name) => !known.includes(name));
  if (strange === undefined) return given;
  throw new ColophonError(`${what} names "${strange}", which is none of: ${known.join(", ")}`, {
    code: "NoSuchClaim",
    advice: "Name one of these, or leave it out.",
    exitCode: 2,
  });
}

/** The first name in a value that is odd at the top, or stands for what is withheld wherever it is. */
function oddName(value: JsonValue, isOdd: (name: string) => boolean): string | undefined {
  if (Array.isArray(value)) return first(value, (item: JsonValue) => oddName(item, isOfLibrary));
  if (!isJsonObject(value)) return undefined;
  return first(Object.entries(value), ([name, inner]) => (isOdd(name) ? name : oddName(inner, isOfLibrary)));
}

function isOfLibrary(name: string): boolean {
  return name === "_sd" || name === "...";
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
