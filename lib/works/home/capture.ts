import type { JsonRpcApiProvider } from "ethers";

import { blockTime } from "../../chain/rpc/time";
import type { Capture } from "../../store/capture";

const MILLISECONDS_PER_SECOND = 1000;

/** What a machine knows of a capture; its time in Unix milliseconds. */
export type CaptureOrder = Omit<Capture, "clock"> & { readonly now: number };

/** The record of a capture: what the machine says, and beside its clock that of the chain. */
export async function captureNow(
  provider: JsonRpcApiProvider,
  { tool, system, path, now }: CaptureOrder,
): Promise<Capture> {
  const block = await provider.getBlockNumber();
  const chain = new Date((await blockTime(provider, block)) * MILLISECONDS_PER_SECOND).toISOString();
  return { tool, system, path, clock: { machine: new Date(now).toISOString(), chain, block } };
}
