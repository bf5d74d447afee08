import type { JsonRpcApiProvider } from "ethers";

import type { ColophonError } from "../../errors";
import type { Beside, Deployment } from "../contracts/deployment";

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
  /** The name of the network, as the commands have it. */
  readonly network: string;
  readonly provider: JsonRpcApiProvider;
  /** The chain id that the configuration expects. */
  readonly chainId: number | undefined;
  /** Undefined where nothing is deployed on the network. */
  readonly deployment: Deployment | undefined;
  /** What stands beside it, as far as the network has it. */
  readonly modules: Beside;
  /** The address of the account that would sign; where there is none, or no telling which, what says so. */
  readonly account: string | ColophonError;
  /** Whether the network is one of this machine's own, for trying things out. */
  readonly isForTrying: boolean;
  /** The time by this machine's clock, in Unix seconds. */
  readonly now: number;
}

/** A patient with a deployment. */
export type DeployedPatient = Patient & { readonly deployment: Deployment };

export const ok = (check: string, found: string): Finding => ({ check, verdict: "ok", found, advice: undefined });

export const warning = (check: string, found: string, advice: string): Finding => ({
  check,
  verdict: "warning",
  found,
  advice,
});

export const failed = (check: string, found: string, advice: string): Finding => ({
  check,
  verdict: "failed",
  found,
  advice,
});
