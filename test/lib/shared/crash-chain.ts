import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

import { z } from "zod";

import type { Anvil } from "../../../scripts/chain/anvil";

const POLL_MS = 10;

const savedState = z.object({
  accounts: z.record(z.string(), z.object({ nonce: z.number(), code: z.string() })),
  transactions: z.array(z.object({ info: z.object({ from: z.string() }) })),
});

/**
 * Ends a chain as a power failure does. anvil writes its state in place, and in the middle of a block it writes accounts that
 * are ahead of its blocks: no chain was ever like that, so the state of a moment before is put back, as a person does with a
 * copy.
 */
export async function crashChain(anvil: Anvil, stateFile: string): Promise<void> {
  let before = readState(stateFile);
  while (before === "unfit") {
    await delay(POLL_MS);
    before = readState(stateFile);
  }

  const ended = once(anvil.process, "exit");
  anvil.process.kill("SIGKILL");
  await ended;

  if (readState(stateFile) !== "unfit") return;
  if (before === undefined) rmSync(stateFile);
  else writeFileSync(stateFile, before.text);
}

/** What is in the file; undefined where there is none, "unfit" where no chain can have been like that. */
function readState(stateFile: string): { readonly text: string } | "unfit" | undefined {
  if (!existsSync(stateFile)) return undefined;
  const text = readFileSync(stateFile, "utf8");
  try {
    return isWhole(savedState.parse(JSON.parse(text))) ? { text } : "unfit";
  } catch (error) {
    if (error instanceof SyntaxError) return "unfit";
    throw error;
  }
}

/** Whether the blocks have as many transactions of every account as it has made. */
function isWhole({ accounts, transactions }: z.infer<typeof savedState>): boolean {
  const made = new Map<string, number>();
  for (const { info } of transactions) made.set(info.from, (made.get(info.from) ?? 0) + 1);
  // The nonce of a contract counts the contracts that it has made.
  const people = Object.entries(accounts).filter(([, { code }]) => code === "0x");
  return people.every(([address, { nonce }]) => nonce === (made.get(address) ?? 0));
}
