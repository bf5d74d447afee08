import type { BaseWallet, ContractTransaction } from "ethers";

import type { Colophon } from "../chain/contracts/colophon";
import { eventsBetween } from "../chain/contracts/events";
import { explain } from "../chain/contracts/failures";
import { readOffer, readTitle } from "../chain/contracts/title";
import { chainTime } from "../chain/rpc/time";
import { write } from "../chain/sending/write";
import { ColophonError } from "../errors";
import { formatWorkId } from "../hashing/work-id";
import { mapInOrder } from "../in-order";

/** Questions to the node at a time. */
const PARALLEL = 8;
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
  const plan = await planOf(workIds, async (workId) => {
    const [title, offer] = [await readTitle(colophon, workId), await readOffer(colophon, workId)];
    if (title?.owner === to) return "done";
    if (offer?.to === to && offer.deedHash === deedHash && offer.expiresAt > now) return "done";
    await registry.offerTitle.estimateGas(workId, to, deedHash, until, { from });
    return "open";
  });
  const { refused } = plan;
  if (refused.length === 0) return plan;
  const more = refused.length - MOST_PROBLEMS;
  throw new ColophonError(
    [...refused.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`and ${more} more works`] : [])].join("\n"),
    {
      code: "TitlesRefused",
      advice: "Nothing was offered. Put these right or take them out of the list, and run the command again.",
    },
  );
}

/** The titles that one side offers to the other by a deed, each checked: the registry would take its acceptance now. */
export async function planAcceptances(colophon: Colophon, assignment: Assignment): Promise<HandOver> {
  const { registry } = colophon;
  const { from, to, deedHash } = assignment;
  return planOf(await everOffered(colophon, assignment), async (workId) => {
    const [title, offer] = [await readTitle(colophon, workId), await readOffer(colophon, workId)];
    // Since then it was offered otherwise, withdrawn, or accepted by a run that was stopped.
    if (title?.owner !== from || offer?.to !== to || offer.deedHash !== deedHash) return "other";
    await registry.acceptTitle.estimateGas(workId, deedHash, { from: to });
    return "open";
  });
}

/** The works that one account has ever offered to another by a deed, by the events of the registry. */
async function everOffered({ registry, deployment, provider }: Colophon, assignment: Assignment): Promise<bigint[]> {
  const { from, to, deedHash } = assignment;
  const filter = registry.filters.TitleOffered(undefined, from, to);
  const blocks = [deployment.WorkRegistry.receipt.blockNumber, await provider.getBlockNumber()] as const;
  const offers = await eventsBetween(provider, blocks, async (...range) => registry.queryFilter(filter, ...range));
  return offers.flatMap(({ args }) => (args.deedHash === deedHash ? [args.workId] : []));
}

type Planned =
  | { readonly workId: bigint; readonly kind: "open" | "done" | "other" }
  | { readonly kind: "refused"; readonly problem: string };

async function planOf(
  workIds: readonly bigint[],
  kindOf: (workId: bigint) => Promise<"open" | "done" | "other">,
): Promise<HandOver> {
  const [open, done, refused]: [bigint[], bigint[], string[]] = [[], [], []];
  const planned = mapInOrder([...new Set(workIds)], PARALLEL, async (workId): Promise<Planned> => {
    try {
      return { workId, kind: await kindOf(workId) };
    } catch (error) {
      return { kind: "refused", problem: problemOf(workId, error) };
    }
  });
  for await (const each of planned) {
    if (each.kind === "refused") refused.push(each.problem);
    else if (each.kind === "open") open.push(each.workId);
    else if (each.kind === "done") done.push(each.workId);
  }
  return { open, done, refused };
}

/** What a registry refuses, in a sentence that names the work. @throws what is no refusal of a contract's or a node's */
function problemOf(workId: bigint, error: unknown): string {
  const explained = explain(error);
  if (explained === undefined) throw error;
  const work = formatWorkId(workId);
  return explained.message.includes(work) ? explained.message : `The work ${work}: ${explained.message}`;
}

/** How to hand over many titles. */
export interface Carrying {
  readonly call: (workId: bigint) => Promise<ContractTransaction>;
  /** What a call is for, as `SendOptions` has it. */
  readonly intent?: (workId: bigint) => string;
  readonly signal: AbortSignal;
  /** Is told of each work that is done. */
  readonly onDone: (workId: bigint) => void;
}

/**
 * Makes a call for each of some works, one after the other, so that whatever stops it loses nothing: each is kept until its
 * receipt is seen, as `write` has it, and who plans anew finds those that are done.
 * @throws ColophonError where a call is refused, or the work was told to stop before the end
 */
export async function carryOver(
  colophon: Colophon,
  wallet: BaseWallet,
  workIds: readonly bigint[],
  { call, intent, signal, onDone }: Carrying,
): Promise<void> {
  let done = 0;
  for (const workId of workIds) {
    if (signal.aborted) {
      throw new ColophonError(`Stopped: ${done} of ${workIds.length} titles are done`, {
        code: "Stopped",
        advice: "Run the command again, and it goes on.",
      });
    }
    await write(colophon, wallet, call(workId), intent === undefined ? {} : { intent: intent(workId) });
    done += 1;
    onDone(workId);
  }
}
