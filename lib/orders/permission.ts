import type { ContractTransaction } from "ethers";

import type { Colophon } from "../chain/contracts/colophon";
import { explainRevert } from "../chain/contracts/reverts";
import { chainTime, toSeconds } from "../chain/rpc/time";

/** Bytes of a call that name its function, in hex. */
const SELECTOR_LENGTH = 10;

/**
 * Whether an account may make a call at once, or has to schedule it with the AccessManager and wait.
 * @throws ColophonError where it may not make it at all
 */
export async function permissionFor(
  { manager, registry }: Colophon,
  account: string,
  { to, data }: ContractTransaction,
): Promise<"at once" | "scheduled"> {
  const [isImmediate, delay] = await manager.canCall(account, to, data.slice(0, SELECTOR_LENGTH));
  if (isImmediate) return "at once";
  if (delay > 0n) return "scheduled";
  throw explainRevert(registry.interface.encodeErrorResult("AccessManagedUnauthorized", [account]), data);
}

/** When a call that has to wait may be made, in Unix seconds: not before `from`, and before `until`. */
export interface Schedule {
  readonly from: number;
  readonly until: number;
}

/** When a call may be made; undefined where it is not scheduled, or was too long ago. */
export async function scheduleOf(
  { manager }: Colophon,
  account: string,
  { to, data }: ContractTransaction,
): Promise<Schedule | undefined> {
  // The AccessManager counts as the chain does.
  const time = Number(await manager.getSchedule(await manager.hashOperation(account, to, data)));
  if (time === 0) return undefined;
  return { from: toSeconds(time), until: toSeconds(time + Number(await manager.expiration())) };
}

/** Whether its moment has come. */
export async function isDue({ provider }: Colophon, { from }: Schedule): Promise<boolean> {
  return from <= (await chainTime(provider));
}
