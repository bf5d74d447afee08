import { Contract, ZeroAddress, ZeroHash } from "ethers";

import type { Recovery } from "../../typechain-types";
import { MODULES } from "../chain/contracts/artifacts";
import type { Colophon } from "../chain/contracts/colophon";
import { type DeployedContract, howToDeploy } from "../chain/contracts/deployment";
import type { Receipt } from "../chain/rpc/receipt";
import { ColophonError } from "../errors";

/** The contract at an address, for reading. */
export function recoveryAt({ provider }: Colophon, address: string): Recovery {
  // A Contract answers by its ABI; the types are made from the same ABI by TypeChain.
  return new Contract(address, MODULES.Recovery.contract, provider) as unknown as Recovery;
}

/**
 * The contract of a network.
 * @param deployed where it is; undefined where no deployment file says it
 * @throws ColophonError where it is not deployed
 */
export function recoveryOf(colophon: Colophon, deployed: DeployedContract | undefined): Recovery {
  if (deployed !== undefined) return recoveryAt(colophon, deployed.address);
  throw new ColophonError(`The contract for recoveries is not deployed on the network "${colophon.network}"`, {
    code: "RecoveryNotDeployed",
    advice: howToDeploy(colophon.network),
  });
}

/** Who may recover an account. Times are Unix seconds, the delay is in seconds. */
export interface Guardians {
  readonly guardians: readonly string[];
  readonly threshold: number;
  readonly delay: number;
  readonly since: number;
}

/** How far the recovery of an account is; undefined where there is nothing. Times are Unix seconds. */
export interface RecoveryState {
  readonly account: string;
  readonly guardians: Guardians | undefined;
  /** Those that count from a later time on. */
  readonly announced: Guardians | undefined;
  /** Whom guardians have named, as far as it counts. */
  readonly approvals: readonly { readonly guardian: string; readonly successor: string }[];
  /** What enough guardians have agreed on; the successor may take over from `from` until before `until`. */
  readonly running: { readonly successor: string; readonly from: number; readonly until: number } | undefined;
  /** Who has taken the account's place, and what the titles' events name that by. */
  readonly successor: string | undefined;
  readonly recoveryHash: string | undefined;
}

/** @param now Unix seconds */
export async function readRecovery(recovery: Recovery, account: string, now: number): Promise<RecoveryState> {
  const guardians = guardiansIn(await recovery.guardiansOf(account));
  const approvals: { guardian: string; successor: string }[] = [];
  for (const guardian of guardians?.guardians ?? []) {
    const successor = await recovery.approvalOf(account, guardian);
    if (successor !== ZeroAddress) approvals.push({ guardian, successor });
  }
  const { successor, executableAt } = await recovery.recoveryOf(account);
  const until = Number(executableAt + (await recovery.EXECUTION_WINDOW()));
  const isRunning = executableAt !== 0n && now < until;
  const replacedBy = await recovery.successorOf(account);
  const hash = await recovery.recoveryHashOf(account);
  return {
    account,
    guardians,
    announced: guardiansIn(await recovery.announcedGuardiansOf(account)),
    approvals,
    running: isRunning ? { successor, from: Number(executableAt), until } : undefined,
    successor: replacedBy === ZeroAddress ? undefined : replacedBy,
    recoveryHash: hash === ZeroHash ? undefined : hash,
  };
}

function guardiansIn(found: Awaited<ReturnType<Recovery["guardiansOf"]>>): Guardians | undefined {
  if (found.since === 0n) return undefined;
  const { guardians, threshold, delay, since } = found;
  return {
    guardians: [...guardians],
    threshold: Number(threshold),
    delay: Number(delay),
    since: Number(since),
  };
}

/** Whether nothing has happened since to the recovery of the account that a transaction was about. */
export async function isNewestAbout(recovery: Recovery, account: string, { block }: Receipt): Promise<boolean> {
  return Number((await recovery.recoveryOf(account)).changedAtBlock) <= block;
}
