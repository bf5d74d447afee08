import { Interface, type JsonFragment } from "ethers";

import AccessManager from "./abi/AccessManager.json";
import PartyRegistry from "./abi/PartyRegistry.json";
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

/** The interfaces of all contracts, to read reverts with. */
export const INTERFACES: readonly Interface[] = Object.values(ARTIFACTS).map(({ contract }) => contract);

/** What a file of `abi/` says of a contract. */
export function artifact({ abi, deployedBytecode }: { abi: JsonFragment[]; deployedBytecode: string }): Artifact {
  return { contract: new Interface(abi), deployedBytecode };
}
