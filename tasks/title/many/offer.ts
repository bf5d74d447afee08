import { resolve } from "node:path";

import type { BaseWallet } from "ethers";

import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { formatTime } from "../../../lib/chain/rpc/time";
import { ColophonError } from "../../../lib/errors";
import { hashFile } from "../../../lib/hashing/hash-file";
import { formatWorkId } from "../../../lib/hashing/work-id";
import { readText } from "../../../lib/text-file";
import { planOffers } from "../../../lib/works/hand-over";
import type { Outcome } from "../../shared/command/action";
import { fields } from "../../shared/print/output";
import { carryMany } from "./carry";

const WORK_ID = /^0x[0-9a-f]{64}$/i;

/** What is offered to whom. */
interface ManyOffers {
  readonly workIds: readonly bigint[];
  readonly to: string;
  readonly deedHash: string;
  /** Unix seconds. */
  readonly until: number;
  /** The same as it was typed: it may count from now. */
  readonly typedUntil: string;
}

/** How many titles were offered, and how many of the list were so already. */
export interface OfferedMany {
  readonly from: string;
  readonly to: string;
  readonly deedHash: string;
  readonly expiresAt: number;
  readonly offered: readonly string[];
  readonly already: readonly string[];
}

/** The works that a list names, a path or a work's id on each line; paths start from the current folder. */
export async function worksIn(list: string): Promise<bigint[]> {
  const lines = (await readText(list)).split(/\r?\n/);
  const workIds: bigint[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    workIds.push(WORK_ID.test(line.trim()) ? BigInt(line.trim()) : await idOf(line, `${list}, line ${index + 1}`));
  }
  if (workIds.length === 0) {
    throw new ColophonError(`${list} names no work`, {
      code: "EmptyList",
      advice: "Write the path of a file or the id of a work on each line.",
      exitCode: 2,
    });
  }
  return workIds;
}

async function idOf(file: string, place: string): Promise<bigint> {
  try {
    return BigInt((await hashFile(resolve(file))).contentHash);
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    const { code, message, advice, exitCode } = error;
    throw new ColophonError(`${place}: ${message}`, { code, advice, exitCode, cause: error });
  }
}

/** Offers many titles by one deed. Run again after whatever stopped it, it goes on. */
export async function offerMany(
  colophon: Colophon,
  wallet: BaseWallet,
  { workIds, to, deedHash, until, typedUntil }: ManyOffers,
): Promise<Outcome<OfferedMany>> {
  const from = wallet.address;
  const plan = await planOffers(colophon, { from, to, deedHash }, until, workIds);
  await carryMany(colophon, wallet, plan, "Offering", {
    call: (workId) => colophon.registry.offerTitle.populateTransaction(workId, to, deedHash, until),
    intent: (workId) => ["offer", workId, to, deedHash, typedUntil].join(" "),
  });
  const [offered, already] = [plan.open.map(formatWorkId), plan.done.map(formatWorkId)];
  const text = fields([
    ["Offered", `${offered.length} titles`],
    ["Already so", already.length === 0 ? undefined : `${already.length} titles`],
    ["To", to],
    ["Deed", deedHash],
    ["Until", formatTime(until)],
  ]);
  return { result: { from, to, deedHash, expiresAt: until, offered, already }, text };
}
