import type { BaseWallet } from "ethers";

import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { formatWorkId } from "../../../lib/hashing/work-id";
import { type Carrying, carryOver, type HandOver } from "../../../lib/works/writing/hand-over";
import { untilInterrupted } from "../command/interrupt";
import { progressDisplay } from "../print/progress";
import { followUp } from "./catalogue";

/**
 * Carries out what a plan has left, shows how far it is, and stops in an orderly way on Ctrl-C.
 * @returns the hashes of the transactions, in the order of the works
 */
export async function carryMany(
  colophon: Colophon,
  wallet: BaseWallet,
  { open, done }: Pick<HandOver, "open" | "done">,
  stage: string,
  carrying: Pick<Carrying, "call" | "perCall" | "intent">,
): Promise<string[]> {
  const display = progressDisplay();
  const interrupt = untilInterrupted(display.end);
  const changed = [...done];
  const hashes = new Map<bigint, string>();
  try {
    await carryOver(colophon, wallet, open, {
      ...carrying,
      signal: interrupt.signal,
      onDone: (workIds, hash) => {
        changed.push(...workIds);
        for (const workId of workIds) hashes.set(workId, hash);
        display.show({ stage, done: changed.length - done.length, total: open.length, unit: "titles" });
      },
    });
    return open.flatMap((workId) => hashes.get(workId) ?? []);
  } finally {
    display.end();
    interrupt.end();
    // A run that was killed has changed works that its catalogue does not know of.
    await followUp(
      colophon,
      changed.map((workId) => ({ contentHash: formatWorkId(workId) })),
    );
  }
}
