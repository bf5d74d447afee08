import { setTimeout as delay } from "node:timers/promises";

import type { ConsortiumNetwork } from "../../../scripts/consortium/network";
import type { Random } from "../../shared/random";

const VALIDATORS = [1, 2, 3, 4];
const MILLISECONDS = 1000;
/** How long until something happens to a validator, in seconds. */
const SHORTEST = 3;
const LONGEST = 10;
/** From this part of the time on, two may be down at a time. */
const SECOND_PART = 0.6;

type State = "up" | "killed" | "paused";

/**
 * Kills, starts, pauses and wakes validators by chance until the time is over: never more than one down at first, then
 * sometimes two. In the end all are up.
 * @param seconds how long
 * @returns what was done, in its order
 */
export async function mayhem(network: ConsortiumNetwork, random: Random, seconds: number): Promise<string[]> {
  const done: string[] = [];
  const states = new Map<number, State>(VALIDATORS.map((number) => [number, "up"]));
  const start = performance.now();
  const elapsed = (): number => (performance.now() - start) / MILLISECONDS;
  const down = (): number[] => VALIDATORS.filter((number) => states.get(number) !== "up");

  while (elapsed() < seconds) {
    const pause = SHORTEST + random.fraction() * (LONGEST - SHORTEST);
    await delay(Math.min(pause, Math.max(0, seconds - elapsed())) * MILLISECONDS);
    const most = elapsed() > seconds * SECOND_PART && random.chance(0.5) ? 2 : 1;
    if (down().length < most) await breakOne(random.pick(VALIDATORS.filter((number) => states.get(number) === "up")));
    else await mendOne(random.pick(down()));
  }
  for (const number of down()) await mendOne(number);
  return done;

  async function breakOne(number: number): Promise<void> {
    const state = random.pick(["killed", "paused"] as const);
    states.set(number, state);
    note(`${state} ${number}`);
    await (state === "killed" ? network.kill(number) : network.pause(number));
  }

  async function mendOne(number: number): Promise<void> {
    const wasKilled = states.get(number) === "killed";
    note(`${wasKilled ? "started" : "woken"} ${number}`);
    await (wasKilled ? network.start(number) : network.wake(number));
    states.set(number, "up");
  }

  function note(what: string): void {
    done.push(`${elapsed().toFixed(1)} s ${what}`);
  }
}
