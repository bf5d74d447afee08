import { Interface, type JsonFragment } from "ethers";

import AccessManager from "./abi/AccessManager.json";
import CredentialRegistry from "./abi/CredentialRegistry.json";
import ForeignTitles from "./abi/ForeignTitles.json";
import IdentityRegistry from "./abi/IdentityRegistry.json";
import KeyAccount from "./abi/KeyAccount.json";
import KeyAccounts from "./abi/KeyAccounts.json";
import PartyRegistry from "./abi/PartyRegistry.json";
import Recovery from "./abi/Recovery.json";
import WorkRegistry from "./abi/WorkRegistry.json";

/** What this version knows of a contract. */
export interface Artifact {
  readonly contract: Interface;
  /** The runtime code as compiled, with zeros where the constructor puts immutable values. */
  readonly deployedBytecode: string;
}

/** The contracts of a deployment, by the names that the deploy scripts give them. `npm run build` writes the files. */
export const ARTIFACTS = {
  AccessManager: artifact(AccessManager),
  PartyRegistry: artifact(PartyRegistry),
  WorkRegistry: artifact(WorkRegistry),
} as const;

export type ContractName = keyof typeof ARTIFACTS;

/** What stands beside the registry and may be deployed later: no contract above knows them. */
export const MODULES = {
  CredentialRegistry: artifact(CredentialRegistry),
  ForeignTitles: artifact(ForeignTitles),
  IdentityRegistry: artifact(IdentityRegistry),
  KeyAccounts: artifact(KeyAccounts),
  Recovery: artifact(Recovery),
} as const;

export type ModuleName = keyof typeof MODULES;

/** The names of the modules. */
// Object.keys forgets that the keys are the names.
export const MODULE_NAMES = Object.keys(MODULES) as readonly ModuleName[];

/** What KeyAccounts makes: an account of a key. It is deployed for each key, and under no name. */
export const KEY_ACCOUNT = artifact(KeyAccount);

/** The interfaces of all contracts, to read reverts with. */
export const INTERFACES: readonly Interface[] = Object.values({ ...ARTIFACTS, ...MODULES, KEY_ACCOUNT }).map(
  ({ contract }) => contract,
);

/** What a file of `abi/` says of a contract. */
export function artifact({ abi, deployedBytecode }: { abi: JsonFragment[]; deployedBytecode: string }): Artifact {
  return { contract: new Interface(abi), deployedBytecode };
}
