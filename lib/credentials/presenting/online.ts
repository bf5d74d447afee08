import { timeNow } from "../../chain/rpc/time";
import { ColophonError } from "../../errors";
import { addressOfDid } from "../../identity/did";
import { resolveIdentity } from "../../identity/resolve";
import type { Credential } from "../credential";
import { requireNewest } from "../issuing/newest-list";
import { requirePublished } from "../issuing/published";
import type { Credentials } from "../issuing/registry";
import { type Question, type Verified, verifyCredential } from "./verify";

/** What a credential is held against, beside the chain. */
export interface ChainQuestion extends Omit<Question, "document" | "now"> {
  /** The time of this machine, Unix seconds: the newest block of an idle chain may be old. */
  readonly clock: number;
}

/**
 * Checks a credential against the chain: its issuer's keys of today, the schema of its type, and its status in the newest list.
 * @throws ColophonError, exit code 3, where it is not good; exit code 2 where its status list is not at hand
 */
export async function verifyOnChain(
  credentials: Credentials,
  credential: Credential,
  question: ChainQuestion,
): Promise<Verified & { readonly now: number }> {
  const { colophon } = credentials.identities;
  const { path, list, clock } = question;
  const { iss, status } = credential.signed;
  const { document } = await resolveIdentity(credentials.identities, addressOfDid(iss, colophon.chainId));
  const now = await timeNow(colophon.provider, clock);

  await requirePublished(credentials, credential, path);
  if (list !== undefined) await requireNewest(credentials, list);
  else if (status !== undefined) {
    throw new ColophonError(`${path} can be revoked, and its status is in ${status.status_list.uri}`, {
      code: "StatusListNeeded",
      advice: "Ask the issuer for that file in its newest state, and name it with --status-list.",
      exitCode: 2,
    });
  }
  return { ...(await verifyCredential(credential, { ...question, document, now })), now };
}
