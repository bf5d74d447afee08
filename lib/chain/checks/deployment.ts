import { type BaseContract, Contract, toQuantity } from "ethers";

import { ARTIFACTS, MODULES } from "../contracts/artifacts";
import { CONTRACTS, type Contracts, contractsOf, deployCommand } from "../contracts/deployment";
import { FUNCTION_ROLES, type RoleName, ROLES } from "../contracts/roles";
import { checkCode } from "./code";
import { type DeployedPatient, failed, type Finding, ok, warning } from "./finding";

/** In a shorter time a claim may not come into a block on a network that is busy, or has lost a validator. In seconds. */
const LEAST_WINDOW = 60n;

export async function checkContracts({ provider, deployment }: DeployedPatient): Promise<Finding[]> {
  return Promise.all(
    CONTRACTS.map(async (name) => checkCode(provider, name, deployment[name].address, ARTIFACTS[name])),
  );
}

export async function checkLogs({ provider, deployment }: DeployedPatient): Promise<Finding> {
  const { address, receipt } = deployment.AccessManager;
  const { blockNumber } = receipt;
  const block = toQuantity(blockNumber);
  const logs: unknown[] = await provider.send("eth_getLogs", [
    { address, fromBlock: block, toBlock: block, topics: [] },
  ]);
  return logs.length > 0
    ? ok("logs", `the node gives those of single blocks (block ${blockNumber})`)
    : failed("logs", `none in block ${blockNumber}, where the deployment's are`, "Use a node that keeps all logs.");
}

export async function checkWiring(patient: DeployedPatient): Promise<Finding> {
  const { registry, parties } = contracts(patient);
  const { AccessManager: manager, PartyRegistry: partyRegistry } = patient.deployment;
  const isWired =
    (await registry.partyRegistry()) === partyRegistry.address &&
    (await registry.authority()) === manager.address &&
    (await parties.authority()) === manager.address;
  return isWired
    ? ok("wiring", "the contracts name each other")
    : failed(
        "wiring",
        "the contracts do not name each other",
        "Whoever deployed them has to deploy anew: this cannot be changed afterwards.",
      );
}

/** For how long a title is provisional: until then the claim of an earlier anchor takes it from one who copied the work. */
export async function checkRevealWindow(patient: DeployedPatient): Promise<Finding> {
  const window = await contracts(patient).registry.REVEAL_WINDOW();
  const found = `titles are provisional for ${window} s`;
  if (window >= LEAST_WINDOW || patient.isForTrying) return ok("window", found);
  return failed(
    "window",
    `${found}: too short for a claim to come before a copy is final`,
    "It is fixed. As long as the registry has no titles, have it deployed anew with COLOPHON_REVEAL_WINDOW=600. Once it has, keep it: an adjudicator's order can still move a title that was copied.",
  );
}

export async function checkRoles(patient: DeployedPatient): Promise<Finding> {
  const { manager } = contracts(patient);
  const wrong: string[] = [];
  for (const [target, functions] of restrictedContracts(patient)) {
    for (const [name, role] of Object.entries(functions)) {
      const { selector } = target.getFunction(name).fragment;
      if ((await manager.getTargetFunctionRole(target, selector)) !== ROLES[role])
        wrong.push(`${name} is not ${role}'s`);
    }
  }
  return wrong.length === 0
    ? ok("roles", "every restricted function asks for the role that is documented")
    : failed(
        "roles",
        wrong.join(", "),
        `Whoever deployed runs the deploy scripts again: ${deployCommand(patient.network)}`,
      );
}

export async function checkAdmin(patient: DeployedPatient): Promise<Finding> {
  const { manager } = contracts(patient);
  const { from: deployer } = patient.deployment.AccessManager.receipt;
  const [isAdmin] = await manager.hasRole(ROLES.ADMIN, deployer);
  if (isAdmin) {
    const advice = `Whoever deployed names the committee: set COLOPHON_COMMITTEE, ${deployCommand(patient.network)} --tags handover. The committee accepts by its first vote: npx hardhat committee propose --what accept`;
    return warning("admin", `still the deployer ${deployer}`, advice);
  }
  const wrong: string[] = [];
  for (const [name, role] of Object.entries(ROLES)) {
    if (role !== ROLES.ADMIN && (await manager.hasRole(role, deployer))[0]) wrong.push(`the deployer holds ${name}`);
    if ((await manager.getRoleAdmin(role)) !== ROLES.ADMIN) wrong.push(`${name} is not granted by ADMIN`);
  }
  for (const [target] of restrictedContracts(patient)) {
    if (await manager.isTargetClosed(target)) wrong.push(`the AccessManager has closed ${await target.getAddress()}`);
  }
  return wrong.length === 0
    ? ok("admin", "handed over by the deployer, which holds no role")
    : failed("admin", wrong.join(", "), "Have the admin set it right; the AccessManager's events tell who did it.");
}

export async function checkWrites(patient: DeployedPatient): Promise<Finding> {
  return (await contracts(patient).registry.paused())
    ? warning(
        "writes",
        "the registry is paused",
        "It can be read. The pause ends by itself; the admin can end it earlier.",
      )
    : ok("writes", "the registry takes them");
}

export async function checkAccreditation(patient: DeployedPatient): Promise<Finding | Finding[]> {
  const { account } = patient;
  if (typeof account !== "string") return [];
  return (await contracts(patient).parties.isAccredited(account))
    ? ok("account", `${account} is accredited`)
    : warning("account", `${account} is not accredited`, "It cannot register: it applies with npx hardhat party apply");
}

function contracts({ deployment, provider }: DeployedPatient): Contracts {
  return contractsOf(deployment, provider);
}

/** A contract, and the roles that its functions ask for. */
type Restricted = readonly [contract: BaseContract, functions: Readonly<Record<string, RoleName>>];

/** The contracts of the network with functions that ask for a role, and for which. */
function restrictedContracts(patient: DeployedPatient): Restricted[] {
  const { parties, registry } = contracts(patient);
  const beside = (["Recovery", "ForeignTitles"] as const).flatMap((name): Restricted[] => {
    const deployed = patient.modules[name];
    if (deployed === undefined) return [];
    return [[new Contract(deployed.address, MODULES[name].contract, patient.provider), FUNCTION_ROLES[name]]];
  });
  return [[parties, FUNCTION_ROLES.PartyRegistry], [registry, FUNCTION_ROLES.WorkRegistry], ...beside];
}
