import type { JsonRpcApiProvider } from "ethers";

/** How engines of the Istanbul BFT family are asked who may make blocks: Kaia and GoQuorum, Besu's QBFT and IBFT 2.0. */
const METHODS = [
  "istanbul_getValidators",
  "qbft_getValidatorsByBlockNumber",
  "ibft_getValidatorsByBlockNumber",
] as const;

/** The accounts that may make blocks now; undefined where the node does not say. */
export async function validatorsOf(provider: JsonRpcApiProvider): Promise<readonly string[] | undefined> {
  for (const method of METHODS) {
    const answer: unknown = await provider.send(method, ["latest"]).catch(() => undefined);
    if (Array.isArray(answer) && answer.every((each) => typeof each === "string")) return answer;
  }
  return undefined;
}

/** How many of them it takes to finish a block (QBFT: the least number that is two thirds of them). */
export function quorumOf(validators: number): number {
  return Math.ceil((2 * validators) / 3);
}
