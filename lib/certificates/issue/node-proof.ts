import { type JsonRpcApiProvider, toQuantity } from "ethers";

import { hasNoAnswer } from "../../chain/contracts/failures";
import { notProvable } from "../issue-errors";

/** What a node proves of a contract at a block: its account, and what it keeps in slots, in their order. */
export interface NodeProof {
  readonly account: string[];
  readonly slots: string[][];
  /** What the slots hold. */
  readonly values: bigint[];
}

/**
 * Asks a node for a proof.
 * @param workId the work that it is for, for messages
 * @throws ColophonError where the node has no proofs, or not of that block any more; what it threw where it gave no answer
 */
export async function nodeProof(
  provider: JsonRpcApiProvider,
  workId: string,
  { contract, slots, block }: { contract: string; slots: readonly string[]; block: number },
): Promise<NodeProof> {
  try {
    const { accountProof, storageProof } = (await provider.send("eth_getProof", [
      contract,
      slots,
      toQuantity(block),
    ])) as RawProof; // the node's answer: what is wrong with it is found by whoever judges
    return {
      account: accountProof,
      slots: slots.map((_, index) => storageProof[index]?.proof ?? []),
      values: slots.map((_, index) => numberIn(storageProof[index]?.value)),
    };
  } catch (error) {
    if (hasNoAnswer(error)) throw error;
    throw notProvable(workId, `it gives no proof of the state at block ${block}`, error);
  }
}

/** Some nodes write "0x" for nothing. */
function numberIn(value = "0x"): bigint {
  return value === "0x" ? 0n : BigInt(value);
}

interface RawProof {
  readonly accountProof: string[];
  readonly storageProof: { readonly proof: string[]; readonly value: string }[];
}
