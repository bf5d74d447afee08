import { join } from "node:path";

import { isAddress, ZeroAddress } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types";

import { type AccountBook, requireAccount } from "../../lib/accounts/accounts";
import { findDeployment, requireDeployed } from "../../lib/chain/contracts/deployment";
import { isForTrying } from "../../lib/chain/development/for-trying";
import { usesDevAccounts } from "../../lib/chain/development/named-accounts";
import { Outbox } from "../../lib/chain/sending/outbox";
import { readMembersFile } from "../../lib/committee/members-file";
import { deploymentSettings, deploymentsFolder, outboxesFolder } from "../../lib/env";
import { ColophonError } from "../../lib/errors";
import { accountBook } from "../shared/open/accounts";
import { openProvider, urlsIn } from "../shared/open/open";
import { checkDeploymentFiles } from "./files";

/**
 * Makes sure that a deployment can begin: a node of the right chain answers, the settings make sense, and the deployment
 * files, if there are any, are this chain's.
 * @throws ColophonError otherwise
 */
export async function checkDeployment(hre: HardhatRuntimeEnvironment, reset: boolean): Promise<void> {
  if (!("url" in hre.network.config)) return;

  const provider = await openProvider(hre, hre.network.config.chainId);
  if (hre.network.name === "consortium") await checkSettings(accountBook(hre), urlsIn(hre.network.config));
  const { committee } = deploymentSettings();
  // Its script comes after most of the others, which nobody takes back.
  if (committee !== undefined) await readMembersFile(committee, isForTrying(hre.network));
  // What was on its way to a chain that was begun anew is not for the new one.
  if (reset && isForTrying(hre.network)) {
    await new Outbox(outboxesFolder(), (await provider.getNetwork()).chainId).clear();
  }
  if (reset) return;
  await requireDeployed(provider, await findDeployment(deploymentsFolder(), hre.network.name));
  const { chainId } = await provider.getNetwork();
  await checkDeploymentFiles(join(deploymentsFolder(), hre.network.name), chainId);
}

async function checkSettings(book: AccountBook, urls: readonly string[]): Promise<void> {
  const settings = deploymentSettings();
  const { deployer, accreditor, adjudicator, guardian } = settings;
  if (deployer === undefined && !usesDevAccounts(settings, { urls, chainId: Number(book.chainId) })) {
    throw new ColophonError("No account to deploy with: COLOPHON_DEPLOYER is not set", {
      code: "NoDeployer",
      advice:
        "Make one: npx hardhat account new --account deployer --network consortium; COLOPHON_DEPLOYER=deployer goes into .env",
      exitCode: 2,
    });
  }
  if (book.chainId === 0n) {
    throw new ColophonError("COLOPHON_CONSORTIUM_CHAIN_ID is not set", {
      code: "NoConsortiumChainId",
      advice: "A transaction is signed for one chain: set the chain id of the consortium in .env.",
      exitCode: 2,
    });
  }
  if (deployer !== undefined) await requireAccount(book, deployer);
  for (const [name, value] of Object.entries({ accreditor, adjudicator, guardian })) {
    if (value !== undefined && (!isAddress(value) || value === ZeroAddress)) {
      throw new ColophonError(`COLOPHON_${name.toUpperCase()}: "${value}" is not the address of an account`, {
        code: "SettingNotAnAddress",
        advice: "Correct it, in the environment or in .env, or leave it out.",
        exitCode: 2,
      });
    }
  }
}
