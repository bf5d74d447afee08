import type { BaseWallet } from "ethers";

import type { Colophon } from "../chain/contracts/colophon";
import type { TitleState } from "../chain/contracts/title";
import { readTitles } from "../chain/contracts/titles";
import { chainTime, formatTime } from "../chain/rpc/time";
import { writeAll } from "../chain/sending/write";
import { formatWorkId } from "../hashing/work-id";
import type { HandOver } from "../works/writing/hand-over";

/**
 * A certificate has the whole receipt of the transaction that moved its title, with 826 characters for every title in it: so many
 * leave one of five events under 40 kB whose work was registered in a full call, also among a million titles.
 */
export const TITLES_PER_CALL = 4;

/** A lost account, and who has taken its place. */
export interface Succession {
  readonly account: string;
  readonly successor: string;
}

/**
 * Sorts works into titles that can follow now, those that have, and those that cannot follow, each with the reason.
 * @param wallet who will move them: what its earlier runs have sent comes into blocks first
 */
export async function planMoves(
  colophon: Colophon,
  wallet: BaseWallet,
  succession: Succession,
  workIds: readonly bigint[],
): Promise<HandOver> {
  await writeAll(colophon, wallet, [], { onReceipt: () => undefined });
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
