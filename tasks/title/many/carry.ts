import type { BaseWallet } from "ethers";

import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { formatWorkId } from "../../../lib/hashing/work-id";
import { type Carrying, carryOver, type HandOver } from "../../../lib/works/hand-over";
import { untilInterrupted } from "../../shared/command/interrupt";
import { followUp } from "../../shared/open/catalogue";
import { progressDisplay } from "../../shared/print/progress";

/** Carries out what a plan has left, shows how far it is, and stops in an orderly way on Ctrl-C. */
export async function carryMany(
  colophon: Colophon,
  wallet: BaseWallet,
  { open, done }: HandOver,
  stage: string,
  carrying: Pick<Carrying, "call" | "intent">,
): Promise<void> {
  const display = progressDisplay();
  const interrupt = untilInterrupted(display.end);
  const changed = [...done];
  try {
    await carryOver(colophon, wallet, open, {
      ...carrying,
      signal: interrupt.signal,
      onDone: (workId) => {
        changed.push(workId);
        display.show({ stage, done: changed.length - done.length, total: open.length, unit: "titles" });
      },
    });
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
