import { immodesty } from "../hashing/modest-json";

/** Of a token, its header, its claims, its signature and each disclosure. */
const MOST_PARTS = 10_000;

/**
 * Sees that a token which a stranger wrote has not so many parts or values, or so deep ones, that it takes long or too much memory to
 * read. Nothing is made of it yet.
 * @param token parts in base64url, a point or a tilde between two of them
 * @throws what `refused` makes of the problem
 */
export function requireModest(token: string, refused: (problem: string) => Error): void {
  const parts = token.split(/[.~]/, MOST_PARTS + 1);
  if (parts.length > MOST_PARTS) throw refused(`it has more than ${MOST_PARTS} parts`);
  const problem = immodesty(...parts.map((part) => Buffer.from(part, "base64url").toString("utf8")));
  if (problem !== undefined) throw refused(`it is ${problem}`);
}
