import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";

import { EVERY_KIND, FOR_EVER, type Registry } from "./fixture";

/** Makes the stranger a second accreditor, of all kinds and for ever. */
export async function addAccreditor({ parties, accounts }: Registry): Promise<HardhatEthersSigner> {
  await parties.connect(accounts.deployer).appointAccreditor(accounts.stranger, FOR_EVER, EVERY_KIND);
  return accounts.stranger;
}
