import { type BitsPerStatus, StatusList as Peer } from "@sd-jwt/jwt-status-list";

import { packList, unpackList } from "../../lib/credentials/issuing/packed-list";
import { StatusList, type StatusListShape } from "../../lib/credentials/issuing/status-list";
import { median } from "../shared/median";
import type { Row } from "../shared/row";

const ENTRIES = 1_000_000;
const BITS = 2 satisfies BitsPerStatus;
const SHAPE: StatusListShape = { kind: "ietf", bits: BITS, size: ENTRIES };
/** One in so many is revoked, scattered. */
const ONE_IN = 97;
const STEP = 7919;
const TIMES = 5;
const MILLISECONDS = 1000;
/** In seconds. */
const GOALS = { build: 1, check: 0.05 } as const;
const PEER = "@sd-jwt/jwt-status-list";

/** A status list of a million credentials built and packed, and one entry of the packed list checked, by turns with the library. */
export function measureStatusList(): Row[] {
  const seconds: Record<"build" | "check", [ours: number, theirs: number][]> = { build: [], check: [] };
  for (let time = 0; time < TIMES; time += 1) {
    const [ours, theirs] = [timed(built), timed(builtByPeer)];
    seconds.build.push([ours.seconds, theirs.seconds]);
    const own = timed(() => unpackList(ours.value, SHAPE).get(ENTRIES - 1));
    const other = timed(() => Peer.decompressStatusList(ours.value, BITS).getStatus(ENTRIES - 1));
    if (own.value !== statusOf(ENTRIES - 1) || other.value !== own.value) throw new Error("the lists disagree");
    seconds.check.push([own.seconds, other.seconds]);
  }
  return (["build", "check"] as const).map((job) => ({
    name: `desk.status-list.${job}`,
    value: median(seconds[job].map(([ours]) => ours)),
    unit: "s",
    goal: GOALS[job],
    peers: [{ name: PEER, value: median(seconds[job].map(([, theirs]) => theirs)) }],
  }));
}

function statusOf(index: number): number {
  return (index * STEP) % ONE_IN === 0 ? 1 : 0;
}

function built(): string {
  const list = new StatusList(SHAPE);
  for (let index = 0; index < ENTRIES; index += 1) list.set(index, statusOf(index));
  return packList(list);
}

function builtByPeer(): string {
  const list = new Peer(new Array<number>(ENTRIES).fill(0), BITS);
  for (let index = 0; index < ENTRIES; index += 1) list.setStatus(index, statusOf(index));
  return list.compressStatusList();
}

function timed<T>(work: () => T): { readonly value: T; readonly seconds: number } {
  const begin = performance.now();
  const value = work();
  return { value, seconds: (performance.now() - begin) / MILLISECONDS };
}
