import { type Signer, type TypedDataDomain, TypedDataEncoder, type TypedDataField } from "ethers";

/** A block that members of a committee vouch for. */
export interface Checkpoint {
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly stateRoot: string;
}

/** The registry that a checkpoint speaks about. */
export interface CheckedRegistry {
  readonly chainId: number;
  readonly address: string;
}

const CHECKPOINT_TYPES: Record<string, TypedDataField[]> = {
  Checkpoint: [
    { name: "blockNumber", type: "uint256" },
    { name: "blockHash", type: "bytes32" },
    { name: "stateRoot", type: "bytes32" },
  ],
};

function domainOf({ chainId, address }: CheckedRegistry): TypedDataDomain {
  return { name: "Colophon checkpoint", version: "1", chainId, verifyingContract: address };
}

/** A member's word for a block (EIP-712), 65 bytes as 0x-hex. */
export async function signCheckpoint(
  signer: Pick<Signer, "signTypedData">,
  registry: CheckedRegistry,
  checkpoint: Checkpoint,
): Promise<string> {
  return signer.signTypedData(domainOf(registry), CHECKPOINT_TYPES, checkpoint);
}

/** What a member signs. */
export function checkpointDigest(registry: CheckedRegistry, checkpoint: Checkpoint): string {
  return TypedDataEncoder.hash(domainOf(registry), CHECKPOINT_TYPES, checkpoint);
}
