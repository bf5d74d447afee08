import type { BaseWallet, ContractTransaction } from "ethers";

import type { Colophon } from "../../chain/contracts/colophon";
import { eventsBetween } from "../../chain/contracts/events";
import { explain } from "../../chain/contracts/failures";
import { readOffer, readTitle } from "../../chain/contracts/title";
import { chainTime } from "../../chain/rpc/time";
import type { MeantCall } from "../../chain/sending/send";
import { writeAll } from "../../chain/sending/write";
import { countOf } from "../../count-of";
import { ColophonError } from "../../errors";
import { formatWorkId } from "../../hashing/work-id";
import { chunksOf, mapInOrder } from "../../in-order";

/** Questions to the node at a time. */
const PARALLEL = 8;
/** Calls that the chain is asked about before the first of them is sent. */
const ROUND = 256;
/** More problems than these help nobody. */
const MOST_PROBLEMS = 20;

/** What titles are handed over by: one deed for all of them. */
export interface Assignment {
  readonly from: string;
  readonly to: string;
  readonly deedHash: string;
}

/** What is left to do of handing over many titles. */
export interface HandOver {
  readonly open: readonly bigint[];
  /** Those of which it is done already. */
  readonly done: readonly bigint[];
  /** What the registry would refuse; each sentence names its work. */
  readonly refused: readonly string[];
}

/**
 * Sorts works into those that are offered by this deed or have been handed over to the other side already, and those to offer.
 * Each of these has been checked: the registry would take its offer now.
 * @param until Unix seconds
 * @throws ColophonError naming the works that the registry refuses
 */
export async function planOffers(
  colophon: Colophon,
  { from, to, deedHash }: Assignment,
  until: number,
  workIds: readonly bigint[],
): Promise<HandOver> {
  const { registry, provider } = colophon;
  const now = await chainTime(provider);
  const plan = await planOf(workIds, async (workId): Promise<"open" | "done"> => {
    const [title, offer] = [await readTitle(colophon, workId), await readOffer(colophon, workId)];
    if (title?.owner === to) return "done";
    if (offer?.to === to && offer.deedHash === deedHash && offer.expiresAt > now) return "done";
    await registry.offerTitle.estimateGas(workId, to, deedHash, until, { from });
    return "open";
  });
  requireNoneRefused(plan.refused, "Nothing was offered");
  return { open: plan.of("open"), done: plan.of("done"), refused: [] };
}

/** The titles that one side offers to the other by a deed, each checked: the registry would take its acceptance now. */
export async function planAcceptances(colophon: Colophon, assignment: Assignment): Promise<HandOver> {
  const { registry } = colophon;
  const { from, to, deedHash } = assignment;
  const offered = await everOffered(colophon, assignment);
  const plan = await planOf(offered, async (workId): Promise<"open" | "other"> => {
    const [title, offer] = [await readTitle(colophon, workId), await readOffer(colophon, workId)];
    // Since then it was offered otherwise, withdrawn, or accepted by a run that was stopped.
    if (title?.owner !== from || offer?.to !== to || offer.deedHash !== deedHash) return "other";
    await registry.acceptTitle.estimateGas(workId, deedHash, { from: to });
    return "open";
  });
  return { open: plan.of("open"), done: [], refused: plan.refused };
}

/** The works that one account has ever offered to another by a deed, by the events of the registry. */
async function everOffered({ registry, deployment, provider }: Colophon, assignment: Assignment): Promise<bigint[]> {
  const { from, to, deedHash } = assignment;
  const filter = registry.filters.TitleOffered(undefined, from, to);
  const blocks = [deployment.WorkRegistry.receipt.blockNumber, await provider.getBlockNumber()] as const;
  const offers = await eventsBetween(provider, blocks, async (...range) => registry.queryFilter(filter, ...range));
  return offers.flatMap(({ args }) => (args.deedHash === deedHash ? [args.workId] : []));
}

/** Works that are sorted by what is to be done with them. */
export interface Plan<K extends string> {
  readonly of: (kind: K) => bigint[];
  /** What would be refused; each sentence names its work. */
  readonly refused: readonly string[];
}

type Planned<K> = { readonly workId: bigint; readonly kind: K } | { readonly problem: string };

/** Sorts works, each of them once. @param kindOf what it throws is a refusal */
export async function planOf<K extends string>(
  workIds: readonly bigint[],
  kindOf: (workId: bigint) => Promise<K>,
): Promise<Plan<K>> {
  const sorted: { readonly workId: bigint; readonly kind: K }[] = [];
  const refused: string[] = [];
  const planned = mapInOrder([...new Set(workIds)], PARALLEL, async (workId): Promise<Planned<K>> => {
    try {
      return { workId, kind: await kindOf(workId) };
    } catch (error) {
      return { problem: problemOf(workId, error) };
    }
  });
  for await (const each of planned) {
    if ("problem" in each) refused.push(each.problem);
    else sorted.push(each);
  }
  const of = (kind: K): bigint[] => sorted.filter((each) => each.kind === kind).map(({ workId }) => workId);
  return { of, refused };
}

/** @param nothing what was not done: "Nothing was offered" @throws ColophonError naming the works that are refused, if any */
export function requireNoneRefused(refused: readonly string[], nothing: string): void {
  if (refused.length === 0) return;
  const more = refused.length - MOST_PROBLEMS;
  throw new ColophonError([...refused.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`and ${more} more`] : [])].join("\n"), {
    code: "TitlesRefused",
    advice: `${nothing}. Put these right or take them out of the list, and run the command again.`,
  });
}

/** What a registry refuses, in a sentence that names the work. @throws what is no refusal of a contract's or a node's */
function problemOf(workId: bigint, error: unknown): string {
  const explained = explain(error);
  if (explained === undefined) throw error;
  const work = formatWorkId(workId);
  return explained.message.includes(work) ? explained.message : `The work ${work}: ${explained.message}`;
}

/** How to carry something out for many works. */
export interface Carrying {
  /** The call for a work, and for others that go with it. */
  readonly call: (workId: bigint, ...others: bigint[]) => Promise<ContractTransaction>;
  /** Works of one call; default: 1. */
  readonly perCall?: number;
  /** What a call is for, as `SendOptions` has it. */
  readonly intent?: (workId: bigint, ...others: bigint[]) => string;
  readonly signal: AbortSignal;
  /** Is told of the works of each call that is made, and of its transaction. */
  readonly onDone: (workIds: readonly bigint[], transactionHash: string) => void;
}

/**
 * Makes calls for works of which none waits for another one. Whatever stops it loses nothing: each is kept until its receipt is
 * seen, as `writeAll` has it, and who plans anew finds those that are done.
 * @throws ColophonError where a call is refused, or the work was told to stop before the end
 */
export async function carryOver(
  colophon: Colophon,
  wallet: BaseWallet,
  workIds: readonly bigint[],
  { call, perCall = 1, intent, signal, onDone }: Carrying,
): Promise<void> {
  let done = 0;
  for await (const round of chunksOf(chunksOf(workIds, perCall), ROUND)) {
    const calls: MeantCall[] = [];
    for (const [workId = 0n, ...others] of round) {
      const { to, data } = await call(workId, ...others);
      calls.push({ to, data, intent: intent?.(workId, ...others) });
    }
    await writeAll(colophon, wallet, calls, {
      signal,
      onReceipt: ({ hash }, index) => {
        const together = round[index] ?? [];
        done += together.length;
        onDone(together, hash);
      },
    });
    if (done < workIds.length && signal.aborted) throw stopped(done, workIds.length);
  }
}

function stopped(done: number, of: number): ColophonError {
  return new ColophonError(`Stopped: ${done} of ${countOf(of, "title")} are done`, {
    code: "Stopped",
    advice: "Run the command again, and it goes on.",
  });
}
