import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";

import { ROLES } from "../../lib/chain/contracts/roles";
import type { Registry } from "./fixture";

/** Makes the stranger a second accreditor. */
export async function addAccreditor({ manager, accounts }: Registry): Promise<HardhatEthersSigner> {
  await manager.grantRole(ROLES.ACCREDITOR, accounts.stranger, 0);
  return accounts.stranger;
}
