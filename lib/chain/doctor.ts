import { formatEther, formatUnits, type JsonRpcApiProvider, toQuantity } from "ethers";

import { ColophonError } from "../errors";
import { type Contracts, CONTRACTS, contractsOf, type Deployment, isSameCode } from "./deployment";
import { FUNCTION_ROLES, ROLES } from "./roles";
import { formatTime, FIRST_MILLISECONDS } from "./time";

/** One line of the doctor's findings. `warning` is good to know, `failed` has to be mended. */
export interface Finding {
  readonly check: string;
  readonly verdict: "ok" | "warning" | "failed";
  readonly found: string;
  /** What to do; undefined where all is well. */
  readonly advice: string | undefined;
}

/** What the doctor looks at. */
export interface Patient {
  readonly provider: JsonRpcApiProvider;
  /** The chain id that the configuration expects. */
  readonly chainId: number | undefined;
  /** Undefined where nothing is deployed on the network. */
  readonly deployment: Deployment | undefined;
  /** The account that would sign; undefined where there is none. */
  readonly account: string | undefined;
}

type Check = (patient: Patient) => Promise<Finding | Finding[]>;

const ok = (check: string, found: string): Finding => ({ check, verdict: "ok", found, advice: undefined });
const warning = (check: string, found: string, advice: string): Finding => ({
  check,
  verdict: "warning",
  found,
  advice,
});
const failed = (check: string, found: string, advice: string): Finding => ({ check, verdict: "failed", found, advice });

/** PUSH0 PUSH0 PUSH0 MCOPY STOP: EIP-3855 (shanghai) and EIP-5656 (cancun). */
const CANCUN_CODE = "0x5f5f5f5e00";
/** TIMESTAMP PUSH0 MSTORE PUSH1 32 PUSH0 RETURN: the time that contracts see. */
const TIME_CODE = "0x425f5260205ff3";

/** The checks, in the order in which trouble with one would explain trouble with the next. */
const CHECKS: readonly [name: string, check: Check][] = [
  ["node", checkNode],
  ["chain id", checkChainId],
  ["EVM", checkEvm],
  ["time", checkTime],
  ["gas price", checkGasPrice],
  ["balance", checkBalance],
  ["contracts", checkContracts],
  ["logs", checkLogs],
  ["wiring", checkWiring],
  ["roles", checkRoles],
  ["admin", checkAdmin],
  ["writes", checkWrites],
  ["account", checkAccreditation],
];

const NEEDS_DEPLOYMENT = new Set(["contracts", "logs", "wiring", "roles", "admin", "writes", "account"]);

/** Says whether a network can carry Colophon, and carries it. Never throws: a check that cannot be made has failed. */
export async function examine(patient: Patient): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [name, check] of CHECKS) {
    if (patient.deployment === undefined && NEEDS_DEPLOYMENT.has(name)) continue;
    try {
      findings.push(...[await check(patient)].flat());
    } catch (error) {
      const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
      const advice = error instanceof ColophonError ? error.advice : undefined;
      findings.push(failed(name, `cannot be checked: ${reason}`, advice ?? "Mend what is named above it first."));
    }
  }
  if (patient.deployment === undefined) {
    findings.push(failed("contracts", "not deployed on this network", "Deploy them with: npm run deploy"));
  }
  return findings;
}

async function checkNode({ provider }: Patient): Promise<Finding> {
  return ok("node", String(await provider.send("web3_clientVersion", [])));
}

async function checkChainId({ provider, chainId }: Patient): Promise<Finding> {
  const answered = BigInt(await provider.send("eth_chainId", []));
  if (chainId === undefined) {
    return warning("chain id", `${answered}, not configured`, "Set COLOPHON_CONSORTIUM_CHAIN_ID to be sure of it.");
  }
  return answered === BigInt(chainId)
    ? ok("chain id", String(answered))
    : failed("chain id", `${answered}, configured is ${chainId}`, "Use the URL and the chain id that belong together.");
}

async function checkEvm({ provider }: Patient): Promise<Finding> {
  try {
    await provider.send("eth_call", [{ data: CANCUN_CODE }, "latest"]);
    return ok("EVM", "cancun or later");
  } catch {
    return failed(
      "EVM",
      "older than cancun",
      "The contracts need the cancun revision (MCOPY, PUSH0): upgrade the chain.",
    );
  }
}

async function checkTime({ provider }: Patient): Promise<Finding> {
  const time = Number(BigInt(await provider.send("eth_call", [{ data: TIME_CODE }, "latest"])));
  return time >= FIRST_MILLISECONDS
    ? ok("time", `milliseconds, ${formatTime(Math.floor(time / 1000))}; the contracts count in seconds`)
    : ok("time", `seconds, ${formatTime(time)}`);
}

async function checkGasPrice({ provider }: Patient): Promise<Finding> {
  const price = BigInt(await provider.send("eth_gasPrice", []));
  return ok("gas price", price === 0n ? "0: gas is free" : `${formatUnits(price, "gwei")} gwei`);
}

async function checkBalance({ provider, account }: Patient): Promise<Finding> {
  if (account === undefined) {
    return warning("balance", "no account to sign with", "Make one with: npx hardhat account new --name NAME");
  }
  const [balance, price] = [await provider.getBalance(account), BigInt(await provider.send("eth_gasPrice", []))];
  if (balance > 0n) return ok("balance", `${formatEther(balance)} on ${account}`);
  return price === 0n
    ? warning(
        "balance",
        `0 on ${account}`,
        "Gas is free here; a node that refuses the account all the same wants a balance.",
      )
    : failed("balance", `0 on ${account}`, "Fund the account, or ask the network's operator to.");
}

async function checkContracts({ provider, deployment }: Patient): Promise<Finding[]> {
  return Promise.all(
    CONTRACTS.map(async (name) => {
      const { address, deployedBytecode } = required(deployment)[name];
      const code = await provider.getCode(address);
      if (code === "0x") {
        return failed(
          name,
          `nothing at ${address}`,
          "The deployment files are an older chain's: npm run deploy -- --reset",
        );
      }
      return isSameCode(code, deployedBytecode)
        ? ok(name, `${address}, the bytecode matches`)
        : failed(name, `${address} has other bytecode`, "Get the deployment files that belong to this chain.");
    }),
  );
}

async function checkLogs({ provider, deployment }: Patient): Promise<Finding> {
  const { address, receipt } = required(deployment).AccessManager;
  const { blockNumber } = receipt;
  const block = toQuantity(blockNumber);
  const logs: unknown[] = await provider.send("eth_getLogs", [
    { address, fromBlock: block, toBlock: block, topics: [] },
  ]);
  return logs.length > 0
    ? ok("logs", `the node gives those of single blocks (block ${blockNumber})`)
    : failed("logs", `none in block ${blockNumber}, where the deployment's are`, "Use a node that keeps all logs.");
}

async function checkWiring(patient: Patient): Promise<Finding> {
  const { registry, parties } = contracts(patient);
  const { AccessManager: manager, PartyRegistry: partyRegistry } = required(patient.deployment);
  const isWired =
    (await registry.partyRegistry()) === partyRegistry.address &&
    (await registry.authority()) === manager.address &&
    (await parties.authority()) === manager.address;
  const window = await registry.REVEAL_WINDOW();
  return isWired
    ? ok("wiring", `the contracts name each other; titles are provisional for ${window} s`)
    : failed("wiring", "the contracts do not name each other", "Deploy anew: this cannot be changed afterwards.");
}

async function checkRoles(patient: Patient): Promise<Finding> {
  const { manager, registry, parties } = contracts(patient);
  const wrong: string[] = [];
  for (const [target, functions] of [
    [parties, FUNCTION_ROLES.PartyRegistry] as const,
    [registry, FUNCTION_ROLES.WorkRegistry] as const,
  ]) {
    for (const [name, role] of Object.entries(functions)) {
      const selector = target.interface.getFunction(name as never)?.selector ?? "";
      if ((await manager.getTargetFunctionRole(target, selector)) !== ROLES[role])
        wrong.push(`${name} is not ${role}'s`);
    }
  }
  return wrong.length === 0
    ? ok("roles", "every restricted function asks for the role that is documented")
    : failed("roles", wrong.join(", "), "Run the deploy scripts again: npm run deploy");
}

async function checkAdmin(patient: Patient): Promise<Finding> {
  const { from: deployer } = required(patient.deployment).AccessManager.receipt;
  const [isAdmin] = await contracts(patient).manager.hasRole(ROLES.ADMIN, deployer);
  return isAdmin
    ? warning(
        "admin",
        `still the deployer ${deployer}`,
        "Hand over: set COLOPHON_ADMIN, npm run deploy -- --tags handover",
      )
    : ok("admin", "handed over by the deployer");
}

async function checkWrites(patient: Patient): Promise<Finding> {
  return (await contracts(patient).registry.paused())
    ? warning("writes", "the registry is paused", "It can be read. A guardian can end the pause.")
    : ok("writes", "the registry takes them");
}

async function checkAccreditation(patient: Patient): Promise<Finding> {
  const { account } = patient;
  if (account === undefined) return warning("account", "none", "Make one with: npx hardhat account new --name NAME");
  return (await contracts(patient).parties.isAccredited(account))
    ? ok("account", `${account} is accredited`)
    : warning(
        "account",
        `${account} is not accredited`,
        "It cannot register: an accreditor runs npx hardhat party accredit",
      );
}

function contracts({ deployment, provider }: Patient): Contracts {
  return contractsOf(required(deployment), provider);
}

function required(deployment: Deployment | undefined): Deployment {
  if (deployment === undefined) throw new Error("nothing is deployed");
  return deployment;
}
