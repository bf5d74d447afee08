import * as real from "../../scripts/chain/anvil";
import { CONTROL_PATH, type FiscoNode, startFiscoNode } from "./node";

type Module = typeof real;

/** A node that stands on a port, and the chain behind it, which may crash and be started again. */
interface Stand {
  readonly node: FiscoNode;
  target: string;
}

const stands = new Map<number, Stand>();

async function startAnvil({ port, blockTime, ...options }: real.AnvilOptions): Promise<real.Anvil> {
  const stand = stands.get(port) ?? (await standOn(port));
  const { node } = stand;
  // Not before the node has its port, which is free no longer.
  const anvil = await real.startAnvil({ ...options, port: await real.freePort() });
  stand.target = anvil.url;
  // Gas is free, and stays so: a base fee of 0 never rises.
  await node.control("anvil_setNextBlockBaseFeePerGas", ["0x0"]);
  if (blockTime !== undefined) await node.control("evm_setIntervalMining", [blockTime]);
  return {
    url: node.url,
    process: anvil.process,
    stop: async () => {
      stands.delete(port);
      await node.stop();
      await anvil.stop();
    },
  };
}

async function standOn(port: number): Promise<Stand> {
  const stand: Stand = { target: "", node: await startFiscoNode(() => stand.target, port) };
  stands.set(port, stand);
  return stand;
}

/** A test asks the chain itself where it asks by this function, and not the node in front of it. */
function rpc(...[url, ...question]: Parameters<Module["rpc"]>): Promise<unknown> {
  const isStand = [...stands.values()].some(({ node }) => node.url === url);
  return real.rpc(isStand ? `${url}${CONTROL_PATH}` : url, ...question);
}

/**
 * Puts the profile of FISCO BCOS in front of every embedded chain that this process starts from now on: in the place of
 * `scripts/chain/anvil` stands a module whose chains have the node of `node.ts` on their port. Whoever has loaded the module
 * before is not reached.
 */
export function standInForAnvil(): void {
  const loaded = require.cache[require.resolve("../../scripts/chain/anvil")];
  if (loaded === undefined) throw new Error("scripts/chain/anvil is not loaded");
  loaded.exports = { ...real, startAnvil, rpc };
}
