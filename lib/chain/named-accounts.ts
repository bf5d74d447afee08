import type { DeploymentSettings } from "../env";
import { DEV_ACCOUNTS } from "./dev-accounts";

type Place = number | string | null;

/**
 * The named accounts of the deploy scripts: development accounts by their number, on the consortium network the addresses
 * that the environment gives (null where it gives none). The deployer is the only account that signs there.
 */
export function namedAccounts(settings: DeploymentSettings): Record<string, { default: Place; consortium: Place }> {
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
      { default: index, consortium: onConsortium[name] ?? null },
    ]),
  );
}
