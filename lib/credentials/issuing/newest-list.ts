import { formatTime } from "../../chain/rpc/time";
import { ColophonError } from "../../errors";
import { parseList } from "../names";
import { entryInUse, type ListEntry } from "./given-entries";
import type { Issuer } from "./issue";
import { type ListToken, readListToken, shapeOf, unpackToken } from "./list-token";
import { type Credentials, findList } from "./registry";

/**
 * Makes sure that a file is the newest state of its list, by the hash on the chain.
 * @throws ColophonError, exit code 3, where it is not, where the chain has none, or one of the other kind, which would be read mirrored
 */
export async function requireNewest(credentials: Credentials, token: ListToken): Promise<void> {
  const { path, said, hash } = token;
  const { issuer, name } = parseList(said.sub);
  const refused = (problem: string, advice: string): ColophonError =>
    new ColophonError(`${path} is not the newest state of ${said.sub}: ${problem}`, {
      code: "StatusListNotNewest",
      advice,
      exitCode: 3,
    });
  const published = issuer === said.iss ? await findList(credentials, { issuer, name }) : undefined;
  if (published === undefined)
    throw refused("its issuer has published none", "Ask the issuer whether it has the name.");
  const { shape, updatedAt } = published;
  if (shape.kind !== "ietf") {
    throw new ColophonError(`The chain has ${said.sub} as a list of W3C's kind, and ${path} is of IETF's`, {
      code: "StatusListOfOtherKind",
      advice: "Ask the issuer which is meant: read as the other kind, a list is mirrored.",
      exitCode: 3,
    });
  }
  const own = shapeOf(token);
  if (published.hash === hash && own.bits === shape.bits && own.size === shape.size) return;
  throw refused(
    `the chain has the hash ${published.hash} since ${formatTime(updatedAt)}`,
    "Ask the issuer for the file with that SHA-256.",
  );
}

/** @throws ColophonError, exit code 2, where a list is somebody else's: nobody but its issuer changes it, or issues by it */
export function requireOwn({ path, said }: ListToken, { did }: Issuer): void {
  if (said.iss === did) return;
  throw new ColophonError(`${path} is the status list of ${said.iss}, and not of ${did}`, {
    code: "ListOfOtherIssuer",
    advice: "Name a list of your own. Nobody else revokes what an issuer has issued.",
    exitCode: 2,
  });
}

/** How a user names the entry of a new credential. */
interface Entry {
  readonly file: string | undefined;
  readonly index: number | undefined;
}

/**
 * Where the status of a new credential will stand; undefined where it is to have none.
 * @throws ColophonError where the file is not the issuer's newest list, or the entry is not one of a good credential
 */
export async function entryOf(
  credentials: Credentials,
  issuer: Issuer,
  { file, index }: Entry,
): Promise<ListEntry | undefined> {
  if (file === undefined && index === undefined) return undefined;
  if (file === undefined || index === undefined) {
    throw new ColophonError("--status-list and --index go together: a status stands in an entry of a list", {
      code: "WrongParameter",
      advice: "Give both, or leave out both: then it cannot be revoked.",
      exitCode: 2,
    });
  }
  const token = await readListToken(file);
  requireOwn(token, issuer);
  await requireNewest(credentials, token);
  const uri = token.said.sub;
  if (unpackToken(token).get(index) === 0) return { idx: index, uri };
  throw entryInUse({ idx: index, uri }, "a credential that was revoked or suspended");
}
