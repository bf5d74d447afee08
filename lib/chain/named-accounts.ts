import type { DeploymentSettings } from "../env";
import { DEV_ACCOUNTS, DEV_CONSORTIUM_CHAIN_ID } from "./dev-accounts";

type Place = number | string | null;

/**
 * The named accounts of the deploy scripts: development accounts by their number, on the consortium network the addresses
 * that the environment gives (null where it gives none). The deployer is the only account that signs there. Where the
 * consortium network is that of this machine and no deployer is named, it has the development accounts too.
 * @param consortium the chain id of the consortium network
 */
export function namedAccounts(
  settings: DeploymentSettings,
  consortium: number | undefined,
): Record<string, { default: Place; consortium: Place }> {
  const isOfThisMachine = usesDevAccounts(settings, consortium);
  const onConsortium: Readonly<Record<string, Place | undefined>> = {
    deployer: settings.deployer === undefined ? null : 0,
    admin: settings.admin,
    accreditor: settings.accreditor,
    adjudicator: settings.adjudicator,
    guardian: settings.guardian,
  };
  return Object.fromEntries(
    Object.entries(DEV_ACCOUNTS).map(([name, index]) => [
      name,
      { default: index, consortium: onConsortium[name] ?? (isOfThisMachine ? index : null) },
    ]),
  );
}

/** Whether a network is one of this machine's own, for trying things out: the embedded chain or the consortium of this machine. */
export function isForTrying(network: {
  readonly name: string;
  readonly config: { readonly chainId?: number };
}): boolean {
  const { name, config } = network;
  return name === "embedded" || (name === "consortium" && config.chainId === DEV_CONSORTIUM_CHAIN_ID);
}

/** Whether the deploy scripts sign with the development accounts on the consortium network. */
export function usesDevAccounts({ deployer }: DeploymentSettings, consortium: number | undefined): boolean {
  return deployer === undefined && consortium === DEV_CONSORTIUM_CHAIN_ID;
}
