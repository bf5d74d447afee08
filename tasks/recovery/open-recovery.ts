import type { BaseWallet, ContractTransaction } from "ethers";

import type { Colophon } from "../../lib/chain/contracts/colophon";
import type { Receipt } from "../../lib/chain/rpc/receipt";
import type { SendOptions } from "../../lib/chain/sending/send";
import { write } from "../../lib/chain/sending/write";
import { isNewestAbout, recoveryOf } from "../../lib/recovery/recovery";
import type { Recovery } from "../../typechain-types";
import type { CommandContext } from "../shared/command/context";
import { type TaskDefinition, types } from "../shared/command/definition";
import { findModuleOf, open } from "../shared/open/open";

/** How a task is told whose recovery it is about. */
export interface LostArgs {
  readonly lost: string;
}

export function addLost(definition: TaskDefinition): TaskDefinition {
  return definition.addParam("lost", "The lost account: an address or the name of an account", undefined, types.string);
}

/** A deployment with its contract for recoveries. */
export interface OpenRecovery {
  readonly colophon: Colophon;
  readonly recovery: Recovery;
}

/** @throws ColophonError where the network has none */
export async function openRecovery(hre: CommandContext): Promise<OpenRecovery> {
  const colophon = await open(hre);
  return { colophon, recovery: recoveryOf(colophon, await findModuleOf(hre, "Recovery")) };
}

/** Sends a call about the recovery of an account. */
export async function writeAbout(
  { colophon, recovery }: OpenRecovery,
  account: string,
  wallet: BaseWallet,
  call: Promise<ContractTransaction>,
  options: Pick<SendOptions, "beforeSending"> = {},
): Promise<Receipt> {
  const stillHolds = (receipt: Receipt): Promise<boolean> => isNewestAbout(recovery, account, receipt);
  return write(colophon, wallet, call, { stillHolds, ...options });
}
