import { type Deployment, howToDeploy } from "../contracts/deployment";
import { explain } from "../contracts/failures";
import { checkBlockNumber, checkNewestBlock, checkTime } from "./blocks";
import {
  checkAccreditation,
  checkAdmin,
  checkContracts,
  checkLogs,
  checkRevealWindow,
  checkRoles,
  checkWiring,
  checkWrites,
} from "./deployment";
import { checkNode } from "./engine";
import { type DeployedPatient, failed, type Finding, type Patient } from "./finding";
import { checkHolders } from "./holders";
import { checkModules } from "./modules";
import { checkNodes } from "./network";
import { checkAccount, checkBalance, checkChainId, checkEvm, checkGasPrice } from "./node";
import { checkValidators } from "./validators";

export type { Finding, Patient } from "./finding";

/** The checks of a node and an account, in the order in which trouble with one would explain trouble with the next. */
const NODE_CHECKS = {
  node: checkNode,
  nodes: checkNodes,
  validators: checkValidators,
  "chain id": checkChainId,
  blocks: checkNewestBlock,
  EVM: checkEvm,
  numbers: checkBlockNumber,
  time: checkTime,
  "gas price": checkGasPrice,
  account: checkAccount,
  balance: checkBalance,
} as const;

/** The checks of a deployment, in the same kind of order. */
const DEPLOYMENT_CHECKS = {
  contracts: checkContracts,
  modules: checkModules,
  logs: checkLogs,
  wiring: checkWiring,
  window: checkRevealWindow,
  roles: checkRoles,
  admin: checkAdmin,
  holders: checkHolders,
  writes: checkWrites,
  account: checkAccreditation,
} as const;

/** Says whether a network can carry Colophon, and does. It never throws: a check that cannot be made has failed. */
export async function examine(patient: Patient): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [name, check] of Object.entries(NODE_CHECKS)) {
    findings.push(...(await attempt(name, async () => check(patient))));
  }
  if (!isDeployed(patient)) {
    return [...findings, failed("contracts", "not deployed on this network", howToDeploy(patient.network))];
  }
  for (const [name, check] of Object.entries(DEPLOYMENT_CHECKS)) {
    const found = await attempt(name, async () => check(patient));
    findings.push(...found);
    // Without the contracts there is nothing that the checks after this one could ask.
    if (check === checkContracts && found.some(({ verdict }) => verdict === "failed")) break;
  }
  return findings;
}

async function attempt(name: string, check: () => Promise<Finding | Finding[]>): Promise<Finding[]> {
  try {
    return [await check()].flat();
  } catch (error) {
    const explained = explain(error);
    const advice = explained?.advice ?? "Mend what is named above it first.";
    return [failed(name, `cannot be checked: ${explained?.message ?? String(error)}`, advice)];
  }
}

function isDeployed(patient: Patient & { deployment: Deployment | undefined }): patient is DeployedPatient {
  return patient.deployment !== undefined;
}
