import type { BaseWallet, ContractTransaction } from "ethers";
import { network } from "hardhat";

import type { Colophon } from "../../../../lib/chain/contracts/colophon";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { claimOf } from "../../../shared/fixture";
import { nodeInBetween, type Twist } from "../../shared/node-in-between";
import { setStage, type Stage } from "../../shared/stage";

/** A registration that Aurora is to send. */
export interface Situation extends Stage {
  readonly wallet: BaseWallet;
  readonly workId: bigint;
  readonly call: ContractTransaction;
}

export async function setSituation(): Promise<Situation> {
  const stage = await setStage();
  const claim = claimOf(stage.accounts.aurora);
  const call = await stage.colophon.registry.register.populateTransaction(claim);
  return { ...stage, wallet: devWallet("aurora"), workId: BigInt(claim.contentHash), call };
}

/** The same deployment through a node that twists answers; `asked` are the methods it was asked for. */
export function through(
  colophon: Colophon,
  twists: Readonly<Record<string, Twist>>,
  refusals: Readonly<Record<string, Error>> = {},
): [Colophon, readonly string[]] {
  const { provider, asked } = nodeInBetween(twists, refusals);
  return [{ ...colophon, provider }, asked];
}

/** Makes blocks only when it is told to, until automine is set again. */
export const stopMining = (): Promise<unknown> => network.provider.send("evm_setAutomine", [false]);
export const mineBlock = (): Promise<unknown> => network.provider.send("evm_mine");

/** The nonce of an account's next transaction. */
export async function nonceOf(wallet: BaseWallet): Promise<unknown> {
  return network.provider.send("eth_getTransactionCount", [wallet.address, "pending"]);
}
