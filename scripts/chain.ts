/** `npm run chain`: the embedded chain, kept under `.colophon/chain` between two starts. */
import { once } from "node:events";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";

import { DEV_CHAIN_ID } from "../lib/chain/dev-accounts";
import { chainPort, home } from "../lib/env";
import { rpc, startAnvil } from "./chain/anvil";
import { main } from "./shared/main";

main(async () => {
  const folder = join(home(), "chain");
  const stateFile = join(folder, "state.json");
  await mkdir(folder, { recursive: true });
  // Should the machine die while the state is written, the state before it is at hand.
  await copyFile(stateFile, join(folder, "state.previous.json")).catch(() => undefined);

  const anvil = await startAnvil({ port: chainPort(), folder, stateFile });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void anvil.stop());

  const block = Number(await rpc(anvil.url, "eth_blockNumber"));
  console.log(`The embedded chain answers at ${anvil.url} (chain id ${DEV_CHAIN_ID}, block ${block}).`);
  console.log(`It is kept in ${stateFile}. Stop it with Ctrl-C.`);
  if (block === 0) console.log("Next, in another terminal: npm run deploy");
  await once(anvil.process, "exit");
});
