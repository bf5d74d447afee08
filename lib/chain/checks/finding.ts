import type { JsonRpcApiProvider } from "ethers";

import type { Deployment } from "../contracts/deployment";

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
  /** The account that would sign; undefined where there is none. */
  readonly account: string | undefined;
}

/** A patient with a deployment. */
export type DeployedPatient = Patient & { readonly deployment: Deployment };

/** What to do where there is no account to sign with. */
export const MAKE_ACCOUNT = "Make one with: npx hardhat account new --name NAME";

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
