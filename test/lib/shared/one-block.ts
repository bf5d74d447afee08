import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";
import { ethers, network } from "hardhat";

/** Enough for any one call of these tests, and little enough for many in a block. */
export const GAS = { gasLimit: 200_000n } as const;

/**
 * Sends transactions, one after the other, and makes one block of them in that order. They must not need an estimate of
 * their gas, since the chain does not know yet what came before: see GAS.
 * @returns the number of the block
 */
export async function inOneBlock(sends: readonly (() => Promise<ContractTransactionResponse>)[]): Promise<number> {
  await network.provider.send("evm_setAutomine", [false]);
  try {
    const sent: ContractTransactionResponse[] = [];
    for (const send of sends) sent.push(await send());
    await network.provider.send("evm_mine");

    const block = await ethers.provider.getBlock("latest");
    expect(block?.transactions).to.deep.equal(sent.map(({ hash }) => hash));
    for (const { hash } of sent) expect((await ethers.provider.getTransactionReceipt(hash))?.status).to.equal(1);
    return block?.number ?? 0;
  } finally {
    await network.provider.send("evm_setAutomine", [true]);
  }
}
