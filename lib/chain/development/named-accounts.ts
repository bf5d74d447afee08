import type { ConsortiumSettings, DeploymentSettings } from "../../env";
import { DEV_ACCOUNTS, DEV_CONSORTIUM_CHAIN_ID } from "./dev-accounts";

type Place = number | string | null;

/**
 * The named accounts of the deploy scripts: development accounts by their number, on the consortium network the addresses
 * that the environment gives (null where it gives none). The deployer is the only account that signs there. Where the
 * consortium network is that of this machine and no deployer is named, it has the development accounts too.
 * @param consortium the consortium network
 */
export function namedAccounts(
  settings: DeploymentSettings,
  consortium: ConsortiumSettings,
): Record<string, { default: Place; consortium: Place }> {
  const hasDevAccounts = usesDevAccounts(settings, consortium);
  const onConsortium: Readonly<Record<string, Place | undefined>> = {
    deployer: settings.deployer === undefined ? null : 0,
    accreditor: settings.accreditor,
    adjudicator: settings.adjudicator,
    guardian: settings.guardian,
  };
  return Object.fromEntries(
    Object.entries(DEV_ACCOUNTS).map(([name, index]) => [
      name,
      { default: index, consortium: onConsortium[name] ?? (hasDevAccounts ? index : null) },
    ]),
  );
}

/** Whether a consortium network is that of this machine: by its chain id, and because it is nowhere else. */
export function isOfThisMachine({ urls, chainId }: ConsortiumSettings): boolean {
  return chainId === DEV_CONSORTIUM_CHAIN_ID && urls.length > 0 && urls.every(isLoopback);
}

/** Whether the deploy scripts sign with the development accounts on the consortium network. */
export function usesDevAccounts({ deployer }: DeploymentSettings, consortium: ConsortiumSettings): boolean {
  return deployer === undefined && isOfThisMachine(consortium);
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}
