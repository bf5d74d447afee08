import type { Flight } from "./flight";
import { nonceHolder } from "./nonce-holder";
import type { Run } from "./run";
import { isPast } from "./time";

/** Nodes lag behind each other and behind themselves, so nobody believes the first look. */
const LOOKS = 3;

/**
 * Signs calls anew, with fresh nonces, whose nonces other transactions of the account have used; or gives them up. Where the
 * run is stopping, they are left to the next one instead.
 * @returns how many were left
 */
export async function signAnew(run: Run): Promise<number> {
  const { flights, giveUp, signer, broadcaster } = run;
  const lost: Flight[] = [];
  for (const flight of [...flights.values()]) {
    const fate = await fateOf(run, flight);
    if (fate !== undefined && giveUp !== undefined) await giveUp(flight, fate);
    else if (fate !== undefined) lost.push(flight);
  }
  if (lost.length === 0) return 0;
  const isStopping = run.isStopping();
  const entries = isStopping ? [] : await signer.sign(lost.map(({ call }) => call));
  if (entries === undefined) return 0;
  // They come last: the flights are in the order of their nonces.
  for (const flight of lost) flights.delete(flight.call.key);
  if (isStopping) return lost.length;
  for (const flight of lost) flights.set(flight.call.key, flight);
  broadcaster.replace(lost, entries);
  return 0;
}

/** A call that was signed anew by mistake would act twice, so the node must name the transaction that came first. */
async function fateOf(run: Run, flight: Flight): Promise<"replaced" | "unclear" | undefined> {
  const { node, resendAfter, droppedAfter, giveUp } = run;
  const { missing, nonce, versions } = flight;
  if (missing === undefined || missing.looks < LOOKS || !isPast(missing.since, resendAfter)) return undefined;
  missing.looks = 0;
  const holder = await nonceHolder(node.provider, node.address, nonce).catch(() => undefined);
  const isOwn = versions.some(({ hash }) => hash === holder?.toLowerCase());
  if (holder !== undefined && !isOwn) return "replaced";
  if (isOwn && giveUp === undefined) {
    flight.missing = undefined;
    return undefined;
  }
  // It may be the call's own: a node that has only its receipts still to come, or counts too many, knows the transaction.
  if (!isPast(missing.since, droppedAfter)) return undefined;
  return (await node.knowsOf(versions)).every((known) => known === false) ? "unclear" : undefined;
}
