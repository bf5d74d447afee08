import { toQuantity } from "ethers";

import { blockInSeconds, type Clock } from "./clock";
import type { Ask } from "./refusal";

/** What only a test may ask of a chain. */
const CONTROL = /^(evm|anvil|hardhat)_/;

export function isControl(method: string): boolean {
  return CONTROL.test(method);
}

const MILLISECONDS = 1000;
const seconds = (value: unknown): number => Number(value ?? 0);

/** Does what a test asks of the chain itself, with all times in seconds, as a test knows them. */
export async function control(chain: Ask, clock: Clock, method: string, params: readonly unknown[]): Promise<unknown> {
  switch (method) {
    case "evm_increaseTime":
      clock.advance(seconds(params[0]));
      return params[0];
    case "evm_setNextBlockTimestamp":
      clock.setNext(seconds(params[0]));
      return null;
    case "evm_mine":
      await clock.prepareBlock();
      return chain(method);
    case "anvil_mine":
    case "hardhat_mine":
      await clock.prepareBlock();
      return chain(method, [params[0] ?? "0x1", toQuantity(seconds(params[1] ?? 1) * MILLISECONDS)]);
    case "evm_snapshot": {
      const id = await chain(method, params);
      clock.noteSnapshot(String(id));
      return id;
    }
    case "evm_revert":
      clock.returnTo(String(params[0]));
      return chain(method, params);
    case "eth_getBlockByNumber":
    case "eth_getBlockByHash":
      return blockInSeconds(await chain(method, params));
    default:
      return chain(method, params);
  }
}
