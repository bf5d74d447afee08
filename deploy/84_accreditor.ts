import type { DeployFunction } from "hardhat-deploy/types";

import { ACCREDITED_KINDS, scopeOf } from "../lib/chain/contracts/scope";
import { namedAccount } from "../lib/chain/development/named-account";
import { toSeconds } from "../lib/chain/rpc/time";

/** So that nobody accredits for ever whom no committee has voted for. */
const FIRST_TERM = 365 * 24 * 3600;

/** Appoints the first accreditor, of all kinds and for a year. An account that is not named is left out: the admin can appoint it later. */
const appointAccreditor: DeployFunction = async ({ deployments, ethers, getNamedAccounts }) => {
  const deployer = await ethers.getSigner(await namedAccount(getNamedAccounts, "deployer"));
  const accreditor: string | undefined = (await getNamedAccounts())["accreditor"];
  if (accreditor === undefined) {
    deployments.log('accreditor: no account named "accreditor", left out');
    return;
  }
  const { address } = await deployments.get("PartyRegistry");
  const parties = await ethers.getContractAt("PartyRegistry", address, deployer);
  const isAppointed = async (): Promise<boolean> => (await parties.accreditorOf(accreditor)).scope !== 0n;
  if (await isAppointed()) {
    deployments.log(`accreditor ${accreditor}: already appointed`);
    return;
  }

  const block = await ethers.provider.getBlock("latest");
  if (block === null) throw new Error("the chain gives no latest block");
  const end = toSeconds(block.timestamp) + FIRST_TERM;
  const transaction = await parties.appointAccreditor(accreditor, end, scopeOf(ACCREDITED_KINDS));
  await transaction.wait();
  if (!(await isAppointed())) throw new Error(`${accreditor} is not appointed after transaction ${transaction.hash}`);
  deployments.log(`accreditor ${accreditor}: appointed for a year (tx ${transaction.hash})`);
};

appointAccreditor.tags = ["accreditor"];
appointAccreditor.dependencies = ["role-members"];
export default appointAccreditor;
