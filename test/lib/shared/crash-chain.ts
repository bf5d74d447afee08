import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

import type { Anvil } from "../../../scripts/chain/anvil";

const POLL_MS = 10;

/**
 * Ends a chain as a power failure does. anvil writes its state in place, so what it was just writing may be cut off: then
 * the state of a moment before is put back, as a person does with a copy.
 */
export async function crashChain(anvil: Anvil, stateFile: string): Promise<void> {
  let before = readState(stateFile);
  while (before === "cut off") {
    await delay(POLL_MS);
    before = readState(stateFile);
  }

  const ended = once(anvil.process, "exit");
  anvil.process.kill("SIGKILL");
  await ended;

  if (readState(stateFile) !== "cut off") return;
  if (before === undefined) rmSync(stateFile);
  else writeFileSync(stateFile, before.text);
}

/** What is in the file; undefined where there is none. */
function readState(stateFile: string): { readonly text: string } | "cut off" | undefined {
  if (!existsSync(stateFile)) return undefined;
  const text = readFileSync(stateFile, "utf8");
  try {
    JSON.parse(text);
    return { text };
  } catch {
    return "cut off";
  }
}
