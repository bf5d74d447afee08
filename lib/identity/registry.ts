import { Contract, type JsonRpcApiProvider } from "ethers";

import type { IdentityRegistry } from "../../typechain-types";
import { MODULES } from "../chain/contracts/artifacts";
import { type Colophon } from "../chain/contracts/colophon";
import { type DeployedContract, howToDeploy } from "../chain/contracts/deployment";
import { ColophonError } from "../errors";

/** The identities of a network, and the deployment that they belong to. */
export interface Identities {
  readonly colophon: Colophon;
  readonly registry: IdentityRegistry;
}

/** The registry of identities at an address. */
export function identityRegistry(address: string, provider: JsonRpcApiProvider): IdentityRegistry {
  // A Contract answers by its ABI; the type is made from the same ABI by TypeChain.
  return new Contract(address, MODULES.IdentityRegistry.contract, provider) as unknown as IdentityRegistry;
}

/**
 * The identities of a network.
 * @param deployed where they are; undefined where no deployment file says it
 * @throws ColophonError where they are not deployed
 */
export function identitiesOf(colophon: Colophon, deployed: DeployedContract | undefined): Identities {
  if (deployed === undefined) {
    throw new ColophonError(`The network "${colophon.network}" has no IdentityRegistry`, {
      code: "NoIdentityRegistry",
      advice: howToDeploy(colophon.network),
    });
  }
  return { colophon, registry: identityRegistry(deployed.address, colophon.provider) };
}
