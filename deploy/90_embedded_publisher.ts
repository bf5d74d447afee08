import { ZeroHash } from "ethers";
import type { DeployFunction } from "hardhat-deploy/types";

import { devWallet } from "../lib/chain/development/dev-wallet";
import { isForTrying } from "../lib/chain/development/for-trying";
import { namedAccount } from "../lib/chain/development/named-account";
import { toSeconds } from "../lib/chain/rpc/time";
import { type Application, applicationInput, signApplication } from "../lib/parties/application";

const TEN_YEARS = 10 * 365 * 24 * 3600;

/** Accredits the development account `publisher` on a network for trying things out, so that one can register at once. */
const accreditPublisher: DeployFunction = async ({ deployments, ethers, getNamedAccounts }) => {
  const accreditor = await ethers.getSigner(await namedAccount(getNamedAccounts, "accreditor"));
  const publisher = await namedAccount(getNamedAccounts, "publisher");
  const { chainId } = await ethers.provider.getNetwork();
  const { address } = await deployments.get("PartyRegistry");
  const parties = await ethers.getContractAt("PartyRegistry", address, accreditor);
  if (await parties.isAccredited(publisher)) {
    deployments.log(`publisher ${publisher}: already accredited`);
    return;
  }

  const block = await ethers.provider.getBlock("latest");
  if (block === null) throw new Error("the chain gives no latest block");
  const end = toSeconds(block.timestamp) + TEN_YEARS;
  const application: Application = {
    ...{ account: publisher, accreditor: accreditor.address, kind: "publisher" },
    ...{ validUntil: end, credentialHash: ZeroHash, deadline: end },
  };
  // Its key is here: a node of the consortium keeps none, and signs nothing.
  const agreement = await signApplication({ parties, chainId }, devWallet("publisher"), application);
  const transaction = await parties.accredit(applicationInput(application), agreement);
  await transaction.wait();
  if (!(await parties.isAccredited(publisher)))
    throw new Error(`${publisher} is not accredited after ${transaction.hash}`);
  deployments.log(`publisher ${publisher}: accredited (tx ${transaction.hash})`);
};

accreditPublisher.tags = ["embedded-publisher"];
accreditPublisher.dependencies = ["accreditor"];
// Where the consortium's own accounts deploy to the network of this machine, there is no such account.
accreditPublisher.skip = async ({ network, getNamedAccounts }) =>
  !isForTrying(network) || (await getNamedAccounts())["publisher"] === undefined;
export default accreditPublisher;
