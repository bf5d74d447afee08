import type { Scope } from "../tasks/shared/command/definition";
import type { SCOPES } from "../tasks/shared/command/invocation";
import { ALL_SCOPES } from "../tasks/shared/command/scopes";

type ScopeName = (typeof SCOPES)[number];

/** Each loads what one scope can do. */
const LOAD: Readonly<Record<ScopeName, () => Promise<unknown>>> = {
  work: () => import("../tasks/work"),
  batch: () => import("../tasks/batch"),
  title: () => import("../tasks/title"),
  party: () => import("../tasks/party"),
  account: () => import("../tasks/account"),
  chain: () => import("../tasks/chain"),
};

/** All scopes, of which one has its tasks. @param name undefined leaves all without */
export async function scopesWith(name: ScopeName | undefined): Promise<readonly Scope[]> {
  if (name !== undefined) await LOAD[name]();
  return ALL_SCOPES;
}
