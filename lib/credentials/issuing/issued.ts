import { ZeroAddress } from "ethers";

import { ColophonError } from "../../errors";
import { didOf } from "../../identity/did";
import { readCredential } from "../credential";
import { allGiven, type Given, type ListEntry, notedNewest } from "./given-entries";
import { type ListToken, readListToken, unpackToken } from "./list-token";
import { requireNewest } from "./newest-list";
import type { Credentials } from "./registry";
import { STATUSES, type StatusList } from "./status-list";

/** How a credential stands; `ended` where its term is over, `unknown` where its status list is not at hand. */
export const STANDINGS = [...STATUSES, "ended", "unknown"] as const;

/** A credential that was issued from this home. */
export interface Issued {
  /** The file that it was written to. */
  readonly file: string;
  readonly entry: ListEntry | undefined;
  readonly standing: (typeof STANDINGS)[number];
  /** These as the file says them; undefined where it does not have the credential any more. */
  readonly issuer: string | undefined;
  readonly type: string | undefined;
  readonly issuedAt: number | undefined;
  readonly validUntil: number | undefined;
}

/** What there is to list. */
export interface IssuedList {
  /** The newest first. */
  readonly credentials: readonly Issued[];
  /** What could not be read, and why. */
  readonly odd: readonly { readonly problem: string }[];
}

/** What is known of the lists: their newest states, and why others are not at hand. */
interface Lists {
  readonly states: ReadonlyMap<string, StatusList>;
  readonly odd: IssuedList["odd"];
}

/**
 * The credentials of a network that were issued from a home, each with its status by the newest state of its list.
 * @param list a file with the newest state of one of the lists; of others, the file that was written last from here
 * @param now Unix seconds
 * @throws ColophonError, exit code 3, where the file that is named is not the newest state
 */
export async function listIssued(
  credentials: Credentials,
  home: string,
  list: ListToken | undefined,
  now: number,
): Promise<IssuedList> {
  const { chainId } = credentials.identities.colophon;
  const isHere = (did: string): boolean => did.startsWith(didOf(chainId, ZeroAddress).slice(0, -ZeroAddress.length));
  const given = (await allGiven(home)).filter(({ entry }) => entry === undefined || isHere(entry.uri));
  if (list !== undefined) await requireNewest(credentials, list);
  const { states, odd } = await listsOf(credentials, home, given, list);

  const found = await Promise.all(given.map((one) => issuedBy(one, states, now)));
  const own = found
    .filter(({ issued }) => issued.issuer === undefined || isHere(issued.issuer))
    .sort(({ issued: a }, { issued: b }) => (b.issuedAt ?? 0) - (a.issuedAt ?? 0) || (a.file < b.file ? -1 : 1));
  return {
    credentials: own.map(({ issued }) => issued),
    odd: [...odd, ...own.flatMap(({ problem }) => (problem === undefined ? [] : { problem }))],
  };
}

async function listsOf(
  credentials: Credentials,
  home: string,
  given: readonly Given[],
  named: ListToken | undefined,
): Promise<Lists> {
  const states = new Map(named === undefined ? [] : [[named.said.sub, unpackToken(named)]]);
  const odd: { problem: string }[] = [];
  for (const uri of new Set(given.flatMap(({ entry }) => entry?.uri ?? []))) {
    if (states.has(uri)) continue;
    const path = await notedNewest(home, uri);
    if (path === undefined) {
      odd.push({ problem: `${uri}: its newest state was not written from here, and --status-list can name its file` });
      continue;
    }
    try {
      const token = await readListToken(path);
      await requireNewest(credentials, token);
      states.set(uri, unpackToken(token));
    } catch (error) {
      if (!(error instanceof ColophonError)) throw error;
      odd.push({ problem: error.message });
    }
  }
  return { states, odd };
}

/** How a credential that was noted stands, and why its file could not be read. */
async function issuedBy(
  { file, entry }: Given,
  states: Lists["states"],
  now: number,
): Promise<{ readonly issued: Issued; readonly problem: string | undefined }> {
  const nothing = { issuer: undefined, type: undefined, issuedAt: undefined, validUntil: undefined };
  try {
    const { signed } = await readCredential(file);
    const { iss: issuer, vct: type, iat: issuedAt, exp: validUntil } = signed;
    const { idx, uri } = signed.status?.status_list ?? {};
    if (idx === entry?.idx && uri === entry?.uri) {
      const isOver = validUntil !== undefined && validUntil <= now;
      const standing = isOver ? "ended" : standingOf(entry, states);
      return { issued: { file, entry, standing, issuer, type, issuedAt, validUntil }, problem: undefined };
    }
    const problem = `${file} has another credential than the one that was issued into it`;
    return { issued: { file, entry, standing: standingOf(entry, states), ...nothing }, problem };
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return { issued: { file, entry, standing: standingOf(entry, states), ...nothing }, problem: error.message };
  }
}

function standingOf(entry: ListEntry | undefined, states: Lists["states"]): Issued["standing"] {
  if (entry === undefined) return "valid";
  const value = states.get(entry.uri)?.get(entry.idx);
  return value === undefined ? "unknown" : (STATUSES[value] ?? "unknown");
}
