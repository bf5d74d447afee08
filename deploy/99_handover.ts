import type { DeployFunction } from "hardhat-deploy/types";

import { grantRole } from "../lib/chain/contracts/grant-role";
import { ROLES } from "../lib/chain/contracts/roles";
import { namedAccount } from "../lib/chain/development/named-account";
import { ColophonError } from "../lib/errors";

/** The last step: the admin role moves from the deployer to the account that the configuration names. */
const handOver: DeployFunction = async ({ deployments, ethers, getNamedAccounts }) => {
  const deployer = await namedAccount(getNamedAccounts, "deployer");
  const admin: string | undefined = (await getNamedAccounts())["admin"];
  if (admin === undefined) {
    deployments.log(`ADMIN stays with the deployer: set COLOPHON_ADMIN and run the tag "handover" to move it`);
    return;
  }
  if (admin === deployer)
    throw new ColophonError("The admin to hand over to is the deployer itself", {
      code: "AdminIsDeployer",
      advice: "Name another account.",
    });

  const { address } = await deployments.get("AccessManager");
  const manager = await ethers.getContractAt("AccessManager", address, await ethers.getSigner(deployer));
  const granted = await grantRole(manager, ROLES.ADMIN, admin);
  deployments.log(`ADMIN -> ${admin}: ${granted === undefined ? "already set" : `set (tx ${granted})`}`);

  const deployerIsAdmin = async (): Promise<boolean> => (await manager.hasRole(ROLES.ADMIN, deployer))[0];
  if (!(await deployerIsAdmin())) {
    deployments.log("ADMIN was given up by the deployer: already set");
    return;
  }
  const transaction = await manager.renounceRole(ROLES.ADMIN, deployer);
  await transaction.wait();
  if (await deployerIsAdmin()) throw new Error(`the deployer is still admin after transaction ${transaction.hash}`);
  deployments.log(`ADMIN given up by the deployer (tx ${transaction.hash})`);
};

handOver.tags = ["handover"];
handOver.dependencies = ["IdentityRegistry", "role-members", "recovery-role", "embedded-publisher"];
export default handOver;
