import {
  type BaseContract,
  type BaseContractMethod,
  type ContractTransaction,
  encodeBytes32String,
  hexlify,
  Signature,
  type Signer,
  toUtf8Bytes,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";

import type { IdentityRegistry } from "../../typechain-types";

/** What a controller can do to an identity; the values are the contract's arguments in their order, after the identity. */
export type Change =
  | { readonly kind: "ChangeOwner"; readonly values: readonly [newOwner: string] }
  | { readonly kind: "AddDelegate"; readonly values: readonly [type: string, delegate: string, validity: number] }
  | { readonly kind: "RevokeDelegate"; readonly values: readonly [type: string, delegate: string] }
  | { readonly kind: "SetAttribute"; readonly values: readonly [name: string, value: string, validity: number] }
  | { readonly kind: "RevokeAttribute"; readonly values: readonly [name: string, value: string] };

/** What a delegate is for: signing in the identity's name, or logging in as well. */
export const PURPOSES = { signing: "veriKey", authentication: "sigAuth" } as const;

export type Purpose = keyof typeof PURPOSES;

/** Gives an identity another controller. @param newOwner the zero address deactivates it for good */
export function changeOwner(newOwner: string): Change {
  return { kind: "ChangeOwner", values: [newOwner] };
}

/** @param validity seconds from when it comes into a block */
export function addDelegate(purpose: Purpose, delegate: string, validity: number): Change {
  return { kind: "AddDelegate", values: [encodeBytes32String(PURPOSES[purpose]), delegate, validity] };
}

export function revokeDelegate(purpose: Purpose, delegate: string): Change {
  return { kind: "RevokeDelegate", values: [encodeBytes32String(PURPOSES[purpose]), delegate] };
}

/** @param validity seconds from when it comes into a block */
export function setAttribute({ name, value }: Attribute, validity: number): Change {
  return { kind: "SetAttribute", values: [encodeBytes32String(name), hexlify(toUtf8Bytes(value)), validity] };
}

export function revokeAttribute({ name, value }: Attribute): Change {
  return { kind: "RevokeAttribute", values: [encodeBytes32String(name), hexlify(toUtf8Bytes(value))] };
}

/** What an identity says of itself. */
export interface Attribute {
  /** ASCII, at most 31 characters. */
  readonly name: string;
  readonly value: string;
}

const SUBJECT: TypedDataField[] = [
  { name: "identity", type: "address" },
  { name: "nonce", type: "uint256" },
];

/** The EIP-712 types of the changes, as `IIdentityRegistry` has them. */
export const CHANGE_TYPES: Readonly<Record<Change["kind"], readonly TypedDataField[]>> = {
  ChangeOwner: [...SUBJECT, { name: "newOwner", type: "address" }],
  AddDelegate: [
    ...SUBJECT,
    { name: "delegateType", type: "bytes32" },
    { name: "delegate", type: "address" },
    { name: "validity", type: "uint256" },
  ],
  RevokeDelegate: [...SUBJECT, { name: "delegateType", type: "bytes32" }, { name: "delegate", type: "address" }],
  SetAttribute: [
    ...SUBJECT,
    { name: "name", type: "bytes32" },
    { name: "value", type: "bytes" },
    { name: "validity", type: "uint256" },
  ],
  RevokeAttribute: [...SUBJECT, { name: "name", type: "bytes32" }, { name: "value", type: "bytes" }],
};

/** The contract's function for each change: the same name with `Signed` takes a signature. */
const FUNCTIONS: Readonly<Record<Change["kind"], string>> = {
  ChangeOwner: "changeOwner",
  AddDelegate: "addDelegate",
  RevokeDelegate: "revokeDelegate",
  SetAttribute: "setAttribute",
  RevokeAttribute: "revokeAttribute",
};

/** The EIP-712 domain of a registry of identities. */
export function identityDomain(registry: string, chainId: bigint): TypedDataDomain {
  return { name: "Colophon Identity", version: "1", chainId, verifyingContract: registry };
}

/** The call by which the controller makes a change itself. */
export function callOf(
  registry: IdentityRegistry,
  identity: string,
  { kind, values }: Change,
): Promise<ContractTransaction> {
  return functionOf(registry, FUNCTIONS[kind]).populateTransaction(identity, ...values);
}

/** Signs a change, so that somebody else can send it. @param controller who controls the identity now */
export async function signChange(
  registry: IdentityRegistry,
  chainId: bigint,
  controller: Signer,
  identity: string,
  { kind, values }: Change,
): Promise<string> {
  const types = CHANGE_TYPES[kind];
  const nonce = await registry.nonce(await controller.getAddress());
  const given = [identity, nonce, ...values];
  const message = Object.fromEntries(types.map(({ name }, index) => [name, given[index]]));
  const domain = identityDomain(await registry.getAddress(), chainId);
  return controller.signTypedData(domain, { [kind]: [...types] }, message);
}

/** The call by which anybody makes a change that its controller has signed. */
export function relayedCallOf(
  registry: IdentityRegistry,
  identity: string,
  { kind, values }: Change,
  signature: string,
): Promise<ContractTransaction> {
  const { v, r, s } = Signature.from(signature);
  return functionOf(registry, `${FUNCTIONS[kind]}Signed`).populateTransaction(identity, v, r, s, ...values);
}

/** A function by its name: the kind of a change says which arguments it has, and TypeChain's types want to know it here. */
function functionOf(registry: BaseContract, name: string): BaseContractMethod {
  return registry.getFunction(name);
}
