/** `npm run chain`: the embedded chain, kept under `.colophon/chain` between two starts. */
import { once } from "node:events";
import { existsSync } from "node:fs";
import { copyFile, mkdir, realpath, rename } from "node:fs/promises";
import { join } from "node:path";

import { DEV_CHAIN_ID } from "../lib/chain/development/dev-accounts";
import { mineLeftovers } from "../lib/chain/rpc/anvil-pool";
import { chainPort, home, isRunByNpm } from "../lib/env";
import { ColophonError } from "../lib/errors";
import { beAlone } from "./chain/alone";
import { rpc, startAnvil, STATE_OPTION } from "./chain/anvil";
import { main } from "./shared/main";
import { whenParentEnds } from "./shared/parent";

const MINE_EVERY_MS = 500;

main(async () => {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  if (isRunByNpm()) whenParentEnds(() => stopping.abort());
  await mkdir(join(home(), "chain"), { recursive: true });
  // By one name for all who keep a chain there, whatever links lead to it.
  const folder = await realpath(join(home(), "chain"));
  const stateFile = join(folder, "state.json");
  const release = await beAlone(folder, [STATE_OPTION, stateFile], (line) => console.log(line));
  try {
    await run(folder, stateFile, stopping.signal);
  } catch (error) {
    // Ctrl-C reaches anvil as well, which may be about to start.
    if (!stopping.signal.aborted) throw error;
  } finally {
    release();
  }
});

/** Runs the chain until it is to stop, or ends by itself. */
async function run(folder: string, stateFile: string, stopping: AbortSignal): Promise<void> {
  const copy = join(folder, "state.copy.json");
  if (existsSync(stateFile)) await copyFile(stateFile, copy);

  const anvil = await startAnvil({ port: chainPort(), folder, stateFile });
  const ended = once(anvil.process, "exit");
  // Should the machine die while the state is written, the last one from which the chain could start is at hand.
  if (existsSync(copy)) await rename(copy, join(folder, "state.previous.json"));
  const block = Number(await rpc(anvil.url, "eth_blockNumber"));
  console.log(`The embedded chain answers at ${anvil.url} (chain id ${DEV_CHAIN_ID}, block ${block}).`);
  console.log(`It is kept in ${stateFile}. Stop it with Ctrl-C.`);
  if (block === 0) console.log("Next, in another terminal: npm run deploy");
  // Other programs than this one's commands send as well.
  const mining = setInterval(() => void mineLeftovers((method) => rpc(anvil.url, method)), MINE_EVERY_MS).unref();
  const stop = (): void => void anvil.stop();
  if (stopping.aborted) stop();
  else stopping.addEventListener("abort", stop);
  await ended;
  clearInterval(mining);
  if (stopping.aborted) return;
  throw new ColophonError("The chain has ended by itself", {
    code: "ChainEnded",
    advice: "Start it again with: npm run chain",
  });
}
