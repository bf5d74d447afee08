import type { Scope } from "../tasks/shared/command/definition";
import type { SCOPES, TASKS } from "../tasks/shared/command/invocation";
import { ALL_SCOPES } from "../tasks/shared/command/scopes";

type ScopeName = (typeof SCOPES)[number] | (typeof TASKS)[number];

/** Each loads what one scope can do. */
const LOAD: Readonly<Record<ScopeName, () => Promise<unknown>>> = {
  work: () => import("../tasks/work"),
  batch: () => import("../tasks/batch"),
  title: () => import("../tasks/title"),
  order: () => import("../tasks/order"),
  party: () => import("../tasks/party"),
  identity: () => import("../tasks/identity"),
  credential: () => import("../tasks/credential"),
  key: () => import("../tasks/key"),
  recovery: () => import("../tasks/recovery"),
  committee: () => import("../tasks/committee"),
  certificate: () => import("../tasks/certificate"),
  checkpoint: () => import("../tasks/checkpoint"),
  log: () => import("../tasks/log"),
  account: () => import("../tasks/account"),
  chain: () => import("../tasks/chain"),
  status: () => import("../tasks/status"),
};

/** All scopes, of which one has its tasks. @param name undefined leaves all without, but for tasks that have no scope */
export async function scopesWith(name: ScopeName | undefined): Promise<readonly Scope[]> {
  await LOAD[name ?? "status"]();
  return ALL_SCOPES;
}
