import type { BaseWallet } from "ethers";

import type { Recovery } from "../../typechain-types";
import type { Colophon } from "../chain/contracts/colophon";
import type { TitleState } from "../chain/contracts/title";
import { readTitles } from "../chain/contracts/titles";
import { chainTime, formatTime } from "../chain/rpc/time";
import { write } from "../chain/sending/write";
import { countOf } from "../count-of";
import { ColophonError } from "../errors";
import { formatWorkId } from "../hashing/work-id";
import { chunksOf } from "../in-order";
import type { HandOver } from "../works/hand-over";

/** Fifty take some 2 million gas, which every chain has in a block. */
const BATCH = 50;

/** A lost account, and who has taken its place. */
export interface Succession {
  readonly account: string;
  readonly successor: string;
}

/** Sorts works into titles that can follow now, those that have, and those that cannot follow, each with the reason. */
export async function planMoves(
  colophon: Colophon,
  succession: Succession,
  workIds: readonly bigint[],
): Promise<HandOver> {
  const ids = [...new Set(workIds)];
  const titles = await readTitles(colophon, ids);
  const now = await chainTime(colophon.provider);
  const [open, done, refused]: [bigint[], bigint[], string[]] = [[], [], []];
  ids.forEach((workId, index) => {
    const title = titles[index];
    const problem = problemWith(title, succession, now);
    if (title?.owner === succession.successor) done.push(workId);
    else if (problem === undefined) open.push(workId);
    else refused.push(`The work ${formatWorkId(workId)} ${problem}`);
  });
  return { open, done, refused };
}

/** Those of some works that belong to an account now. */
export async function ownedBy(colophon: Colophon, account: string, workIds: readonly bigint[]): Promise<bigint[]> {
  const titles = await readTitles(colophon, workIds);
  return workIds.filter((_, index) => titles[index]?.owner === account);
}

function problemWith(title: TitleState | undefined, { account }: Succession, now: number): string | undefined {
  if (title === undefined) return "is not registered";
  if (title.owner !== account) return `belongs to ${title.owner}`;
  if (title.status === "annulled") return "has a title that is annulled by an order; it follows once it is reinstated";
  if (title.hasMoved || title.finalAt <= now) return undefined;
  return `has a provisional title, which follows from ${formatTime(title.finalAt)} on`;
}

/** How to move. */
interface Moving {
  readonly signal: AbortSignal;
  /** Is told of the works of each batch. */
  readonly onDone: (workIds: readonly bigint[], transactionHash: string) => void;
}

/**
 * Moves titles of a lost account to its successor, in batches. What stops it loses nothing: who plans anew finds what is left.
 * @throws ColophonError where the registry refuses a batch, or the signal stops it
 */
export async function moveTitles(
  colophon: Colophon,
  wallet: BaseWallet,
  { recovery, account, workIds }: { recovery: Recovery; account: string; workIds: readonly bigint[] },
  { signal, onDone }: Moving,
): Promise<void> {
  let done = 0;
  for await (const batch of chunksOf(workIds, BATCH)) {
    if (signal.aborted) {
      throw new ColophonError(`Stopped: ${done} of ${countOf(workIds.length, "title")} have followed`, {
        code: "Stopped",
        advice: "Run the command again, and it goes on.",
      });
    }
    const receipt = await write(colophon, wallet, recovery.moveTitles.populateTransaction(account, batch));
    done += batch.length;
    onDone(batch, receipt.hash);
  }
}
