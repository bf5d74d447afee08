import type { DeployFunction } from "hardhat-deploy/types";

import { isForTrying } from "../lib/chain/development/for-trying";
import { namedAccount } from "../lib/chain/development/named-account";
import { readMembersFile } from "../lib/committee/members-file";
import { deploymentSettings } from "../lib/env";

/** Seconds: a vote that one can see the end of, where one tries things out. */
const TRYING_DURATIONS = { votingDelaySeconds: 0, votingPeriodSeconds: 45, executionDelaySeconds: 5 };

/** The committee and its seats, where the settings name a file of members. */
const deployCommittee: DeployFunction = async ({ deployments, getNamedAccounts, network }) => {
  const path = deploymentSettings().committee;
  if (path === undefined) {
    deployments.log(`No committee: set COLOPHON_COMMITTEE to the file of its members, such as samples/committee.json`);
    return;
  }
  const deployer = await namedAccount(getNamedAccounts, "deployer");
  const manager = await deployments.get("AccessManager");
  const isTrial = isForTrying(network);
  const file = await readMembersFile(path, isTrial || network.name === "hardhat");
  const rules = isTrial ? { ...file.rules, ...TRYING_DURATIONS } : file.rules;
  await deployments.deploy("Committee", {
    from: deployer,
    args: [
      manager.address,
      {
        votingDelay: rules.votingDelaySeconds,
        votingPeriod: rules.votingPeriodSeconds,
        executionDelay: rules.executionDelaySeconds,
        participation: rules.participationPercent,
        winRate: rules.winRatePercent,
      },
      file.members.map(({ address, weight }) => ({ member: address, weight })),
    ],
    log: true,
    skipIfAlreadyDeployed: true,
  });
};

deployCommittee.tags = ["Committee"];
deployCommittee.dependencies = ["AccessManager"];
export default deployCommittee;
