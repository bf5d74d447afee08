import type { Colophon } from "../chain/contracts/colophon";
import { PARTY_KINDS } from "../chain/contracts/enums";
import { ACCREDITED_KINDS } from "../chain/contracts/scope";
import { partyHistory } from "../history/history";
import type { Application } from "./application";

/**
 * What an account has agreed to by its own call; undefined where that is not its newest event, and so without effect. It may
 * have expired.
 */
export async function appliedFor(
  { parties, provider }: Pick<Colophon, "parties" | "provider">,
  account: string,
): Promise<Application | undefined> {
  const newest = (await partyHistory(provider, parties, account)).at(-1)?.event;
  if (newest?.name !== "PartyApplied") return undefined;
  const { accreditor, kind, validUntil, credentialHash, deadline } = newest.args.toObject();
  const name = ACCREDITED_KINDS.find((known) => known === PARTY_KINDS[Number(kind)]);
  if (name === undefined) throw new Error(`${account} applied as kind ${kind}, which this version does not know`);
  return {
    account,
    accreditor: String(accreditor),
    kind: name,
    validUntil: Number(validUntil),
    credentialHash: String(credentialHash),
    deadline: Number(deadline),
  };
}
