import type { Colophon } from "../../chain/contracts/colophon";
import { ColophonError } from "../../errors";
import { formatWorkId } from "../../hashing/work-id";
import { workHistory } from "../../history/history";
import { currentRegistration } from "../../history/work-events";
import type { Head } from "../../log/head";
import { encodeLeaf, hashLeaf, type LoggedEvent, placeOf } from "../../log/leaf";
import { headOf, type RegistryLog } from "../../log/log";
import { loggedBetween } from "../../log/read";
import { rootByInclusion } from "../../log/verify";
import { eventOfWork } from "../event-of-work";
import { noTitle } from "../issue-errors";

/** One event of a work, and the proof that it stands in the registry's log. */
export interface Statement {
  readonly workId: bigint;
  /** The event's name, and its values in words. */
  readonly event: string;
  readonly values: Readonly<Record<string, string>>;
  readonly logged: LoggedEvent;
  /** The event as it stands in the log. */
  readonly leaf: Buffer;
  /** Its place there, from 0. */
  readonly index: number;
  /** The tree that the path leads to. */
  readonly head: Head;
  /** The nodes from the leaf to the root, the leaf's neighbour first. */
  readonly path: readonly Buffer[];
}

/** Which event of a work is meant, and in which tree it is to be proven. */
export interface StatementOrder {
  readonly workId: bigint;
  /** The event's number in the work's history, from 1; default: the registration that today's title comes from. */
  readonly event?: number | undefined;
  /** The number of leaves of the tree; default: all. */
  readonly size?: number | undefined;
}

/**
 * Proves an event of a work in the log of its registry.
 * @throws ColophonError, exit code 2, where the work has no title or no such event; 3 where the tree is from before the event
 */
export async function proveEvent(colophon: Colophon, log: RegistryLog, order: StatementOrder): Promise<Statement> {
  const { workId, size = log.tree.size } = order;
  const id = formatWorkId(workId);
  const events = await eventsOf(colophon, workId);
  const found = order.event === undefined ? currentRegistration(events) : events[order.event - 1];
  if (events.length === 0) throw noTitle(id);
  if (found === undefined) {
    throw new ColophonError(`--event ${order.event} is not an event of the work ${id}: it has ${events.length}`, {
      code: "NoSuchEvent",
      advice: "npx hardhat work history lists them; the first one is 1.",
      exitCode: 2,
    });
  }
  const { event, logged } = found;
  const leaf = encodeLeaf(log.registry, logged);
  const index = placeOf(leaf, log.tree.leaves);
  if (index === undefined) throw new Error(`the log does not have the event of block ${logged.block}`);
  if (index >= size) {
    throw new ColophonError(`The event is the log's number ${index + 1}, and the signed head has ${size}`, {
      code: "HeadBeforeEvent",
      advice: "Have the members sign the log as it is now: npx hardhat log sign --out FILE",
      exitCode: 3,
    });
  }
  const values = Object.fromEntries(Object.entries(event.args).map(([name, value]) => [name, String(value)]));
  const head = headOf(log, size);
  const path = log.tree.inclusion(index, size);
  if (rootByInclusion(hashLeaf(leaf), { index, size }, path)?.equals(head.root) !== true) {
    throw new Error(`the log's tree does not prove its own leaf ${index}`);
  }
  return { workId, event: event.name, values, logged, leaf, index, head, path };
}

/** A work's events as the log has them, the oldest first. */
async function eventsOf({ provider, registry, deployment }: Colophon, workId: bigint) {
  const { address } = deployment.WorkRegistry;
  const history = await workHistory(provider, registry, workId);
  const events = [];
  for (const block of new Set(history.map(({ blockNumber }) => blockNumber))) {
    for (const logged of await loggedBetween(provider, address, [block, block])) {
      const event = eventOfWork(address, formatWorkId(workId), { ...logged, address });
      if (event !== undefined) events.push({ event, logged });
    }
  }
  return events;
}
