import { Contract } from "ethers";

import type { CredentialRegistry } from "../../../typechain-types";
import { MODULES } from "../../chain/contracts/artifacts";
import { type DeployedContract, howToDeploy } from "../../chain/contracts/deployment";
import { ColophonError } from "../../errors";
import { addressOfDid } from "../../identity/did";
import type { Identities } from "../../identity/registry";
import { listIdOf, type ListName, type TypeName } from "../names";
import type { StatusBits, StatusListKind, StatusListShape } from "./status-list";

/** What a network knows of credentials, and the identities that issue them. */
export interface Credentials {
  readonly identities: Identities;
  readonly registry: CredentialRegistry;
}

/** A status list, as the chain has it. */
export interface PublishedList {
  readonly shape: StatusListShape;
  /** SHA-256 of the newest list's file. */
  readonly hash: string;
  /** Unix seconds. */
  readonly updatedAt: number;
}

/** The kinds, as the contract counts them. */
const KINDS: readonly (StatusListKind | undefined)[] = [undefined, "ietf", "w3c"];

/**
 * The credentials of a network.
 * @param deployed where their registry is; undefined where no deployment file says it
 * @throws ColophonError where it is not deployed
 */
export function credentialsOf(identities: Identities, deployed: DeployedContract | undefined): Credentials {
  const { network, provider } = identities.colophon;
  if (deployed === undefined) {
    throw new ColophonError(`The network "${network}" has no CredentialRegistry`, {
      code: "NoCredentialRegistry",
      advice: howToDeploy(network),
    });
  }
  const contract = new Contract(deployed.address, MODULES.CredentialRegistry.contract, provider);
  // A Contract answers by its ABI; the type is made from the same ABI by TypeChain.
  return { identities, registry: contract as unknown as CredentialRegistry };
}

/** A kind, as the contract counts it. */
export function kindNumber(kind: StatusListKind): number {
  return KINDS.indexOf(kind);
}

/** SHA-256 of the JSON Schema of a type; undefined where it was not published. */
export async function findSchema({ registry, identities }: Credentials, type: TypeName): Promise<string | undefined> {
  const { publisher, name, version } = type;
  const address = addressOfDid(publisher, identities.colophon.chainId);
  const { publishedAt, schemaHash } = await registry.schemaOf(await registry.schemaIdOf(address, name, version));
  return publishedAt === 0n ? undefined : schemaHash;
}

/** The newest state of a status list; undefined where there is none. */
export async function findList(
  { registry, identities }: Credentials,
  { issuer, name }: ListName,
): Promise<PublishedList | undefined> {
  const address = addressOfDid(issuer, identities.colophon.chainId);
  const { kind, bits, size, listHash, updatedAt } = await registry.statusListOf(address, listIdOf(name));
  const known = KINDS[Number(kind)];
  if (known === undefined) return undefined;
  // The contract takes no other number of bits.
  const shape = { kind: known, bits: Number(bits) as StatusBits, size: Number(size) };
  return { shape, hash: listHash, updatedAt: Number(updatedAt) };
}
