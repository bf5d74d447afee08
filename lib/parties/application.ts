import { type Signer, type TypedDataDomain, TypedDataEncoder, type TypedDataField } from "ethers";

import type { PartyRegistry } from "../../typechain-types";
import { kindNumber, type PartyKindName } from "../chain/contracts/scope";

/** What an account agrees to: to be accredited by this accreditor, as `IPartyRegistry.Application` has it. */
export interface Application {
  readonly account: string;
  readonly accreditor: string;
  readonly kind: PartyKindName;
  /** The end of the term, Unix seconds. */
  readonly validUntil: number;
  /** SHA-256 of the credential that it rests on. */
  readonly credentialHash: string;
  /** Until when the accreditor may decide, Unix seconds. */
  readonly deadline: number;
}

/** The EIP-712 type that `PartyRegistry.accredit` checks. */
const APPLICATION_TYPES: Record<string, TypedDataField[]> = {
  Application: [
    { name: "account", type: "address" },
    { name: "accreditor", type: "address" },
    { name: "kind", type: "uint8" },
    { name: "validUntil", type: "uint40" },
    { name: "credentialHash", type: "bytes32" },
    { name: "deadline", type: "uint40" },
    { name: "events", type: "uint32" },
  ],
};

function domainOf(registry: string, chainId: bigint): TypedDataDomain {
  return { name: "Colophon", version: "1", chainId, verifyingContract: registry };
}

/**
 * The digest that the account signs; the same as `PartyRegistry.applicationDigest`.
 * @param registry the address of the PartyRegistry
 * @param events how many events the account's party has now: with its next one the signature has no effect any more
 */
export function applicationDigest(registry: string, chainId: bigint, application: Application, events: bigint): string {
  return TypedDataEncoder.hash(domainOf(registry, chainId), APPLICATION_TYPES, messageOf(application, events));
}

/** The account's signature of an application, good until the account's next event in the registry. */
export async function signApplication(
  { parties, chainId }: { readonly parties: PartyRegistry; readonly chainId: bigint },
  signer: Pick<Signer, "signTypedData">,
  application: Application,
): Promise<string> {
  const { events } = await parties.partyOf(application.account);
  const domain = domainOf(await parties.getAddress(), chainId);
  return signer.signTypedData(domain, APPLICATION_TYPES, messageOf(application, events));
}

/** An application as `PartyRegistry.accredit` takes it. */
export function applicationInput({ account, kind, validUntil, credentialHash, deadline }: Application): {
  readonly account: string;
  readonly kind: number;
  readonly validUntil: number;
  readonly credentialHash: string;
  readonly deadline: number;
} {
  return { account, kind: kindNumber(kind), validUntil, credentialHash, deadline };
}

function messageOf(application: Application, events: bigint): Record<string, unknown> {
  return { ...application, kind: kindNumber(application.kind), events };
}
