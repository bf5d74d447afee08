import type { Flight } from "./flight";
import { nonceHolder } from "./nonce-holder";
import { replaceAndSend, type Run } from "./run";
import { isPast } from "./time";

/** Nodes lag behind each other and behind themselves, so nobody believes the first look. */
const LOOKS = 3;

/** Notes that a call's nonce is used, and no version of the call is in a block. */
export function noteMissing(flight: Flight): void {
  flight.missing ??= { since: performance.now(), looks: 0 };
  flight.missing.looks += 1;
}

/**
 * Signs calls anew, with fresh nonces, whose nonces other transactions of the account have used; or gives them up.
 * @param isStopping then they are left to the next run instead
 * @returns how many were left
 */
export async function signAnew(run: Run, isStopping: boolean): Promise<number> {
  const lost: Flight[] = [];
  for (const flight of [...run.flights.values()]) {
    const fate = await fateOf(run, flight);
    if (fate !== undefined && run.giveUp !== undefined) await run.giveUp(flight, fate);
    else if (fate !== undefined) lost.push(flight);
  }
  const entries = isStopping || lost.length === 0 ? [] : await run.signer.sign(lost.map(({ call }) => call));
  if (entries === undefined) return 0;
  // They come last: the flights are in the order of their nonces.
  for (const flight of lost) run.flights.delete(flight.call.key);
  if (isStopping) return lost.length;
  for (const flight of lost) run.flights.set(flight.call.key, flight);
  replaceAndSend(run, lost, entries);
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
