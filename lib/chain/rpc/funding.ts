/** The chain id of the embedded chain. */
export const EMBEDDED_CHAIN_ID = 31337;

/** What there is to do where an account has too little: on the embedded chain a command gives it some. */
export function howToFund(chainId: bigint, address: string): string {
  return chainId === BigInt(EMBEDDED_CHAIN_ID)
    ? `Fund the account: npx hardhat account fund --account ${address}`
    : "Fund the account, or ask the network's operator to.";
}
