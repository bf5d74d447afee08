import { type EAS, EAS__factory, SchemaRegistry__factory } from "@ethereum-attestation-service/eas-contracts";
import { AbiCoder, type Signer, ZeroAddress, ZeroHash } from "ethers";

import type { Claim } from "../../lib/chain/contracts/registration";
import { gasOf } from "../shared/gas-of";

const SCHEMA = "bytes32 contentHash, bytes32 metadataHash";

/** The Ethereum Attestation Service as its package ships it, compiled by its authors. */
export interface AttestationService {
  readonly eas: EAS;
  readonly schema: string;
  readonly deployGas: number;
}

/** One attestation about a work, as EAS takes it. */
export interface Attestation {
  readonly recipient: string;
  readonly expirationTime: bigint;
  readonly revocable: boolean;
  readonly refUID: string;
  readonly data: string;
  readonly value: bigint;
}

/** Deploys EAS with one schema, that of our claim. */
export async function deployEas(signer: Signer): Promise<AttestationService> {
  const registry = await new SchemaRegistry__factory(signer).deploy();
  const eas = await new EAS__factory(signer).deploy(await registry.getAddress());
  const deployment = eas.deploymentTransaction();
  if (deployment === null) throw new Error("EAS was deployed without a transaction");

  await gasOf(registry.register(SCHEMA, ZeroAddress, true));
  const [registration] = await registry.queryFilter(registry.filters.Registered());
  if (registration === undefined) throw new Error("EAS has registered no schema");
  return { eas, schema: registration.args.uid, deployGas: await gasOf(Promise.resolve(deployment)) };
}

/** What EAS is told of a work: who owns it, and the two hashes. */
export function attestationOf({ owner, contentHash, metadataHash }: Claim): Attestation {
  const data = AbiCoder.defaultAbiCoder().encode(["bytes32", "bytes32"], [contentHash, metadataHash]);
  return { recipient: owner, expirationTime: 0n, revocable: true, refUID: ZeroHash, data, value: 0n };
}
