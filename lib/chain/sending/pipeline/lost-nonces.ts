import { isPast } from "../../../elapsed";
import type { Flight } from "./flight";
import { nonceHolders } from "./nonce-holder";
import type { Run } from "./run";

/**
 * Signs calls anew, with fresh nonces, whose nonces other transactions of the account have used; or gives them up. Nodes lag
 * behind each other and behind themselves, so nobody believes the first look. Where the run is stopping, they are left to the
 * next one instead.
 * @returns whether any were signed or left
 */
export async function signAnew(run: Run): Promise<boolean> {
  const { flights, signsOnce, node, signer, broadcaster, resendAfter } = run;
  const isDue = ({ missingSince: since }: Flight): boolean => since !== undefined && isPast(since, resendAfter);
  const due = [...flights.values()].filter(isDue);
  const nonces = due.map(({ nonce }) => nonce);
  const holders = await nonceHolders(node.provider, node.address, nonces).catch(() => new Map<number, string>());
  const lost: Flight[] = [];
  for (const flight of due) {
    const fate = await fateOf(run, flight, holders.get(flight.nonce));
    if (fate !== undefined && signsOnce) await run.giveUp(flight, fate);
    else if (fate !== undefined) lost.push(flight);
  }
  const { isStopping } = run;
  const entries = isStopping || lost.length === 0 ? [] : await signer.sign(lost.map(({ call }) => call));
  // They come last: the flights are in the order of their nonces.
  for (const flight of lost) flights.delete(flight.call.key);
  if (!isStopping) for (const flight of lost) flights.set(flight.call.key, flight);
  broadcaster.replace(lost, entries);
  return lost.length > 0;
}

/** A call that was signed anew by mistake would act twice, so the node must name the transaction that came first. */
async function fateOf(
  { node, lostAfter, signsOnce }: Run,
  flight: Flight,
  holder: string | undefined,
): Promise<"replaced" | "unclear" | undefined> {
  const { missingSince, versions } = flight;
  const isOwn = versions.some(({ hash }) => hash === holder);
  if (holder !== undefined && !isOwn) return "replaced";
  if (isOwn && !signsOnce) {
    flight.missingSince = undefined;
    return undefined;
  }
  // It may be the call's own: a node that has only its receipts still to come, or counts too many, knows the transaction.
  if (!isPast(missingSince, lostAfter)) return undefined;
  const known = await Promise.all(versions.map((version) => node.knows(version)));
  return known.every((each) => each === false) ? "unclear" : undefined;
}
