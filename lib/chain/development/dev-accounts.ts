import { EMBEDDED_CHAIN_ID } from "../rpc/funding";

/** The chain id of the embedded chain. */
export const DEV_CHAIN_ID = EMBEDDED_CHAIN_ID;

/** The chain id of the consortium network of one's own machine: another one, so that the two cannot be taken for each other. */
export const DEV_CONSORTIUM_CHAIN_ID = 31338;

/** The development mnemonic of Hardhat and Foundry. Everybody knows its keys: they are good for nothing but local chains. */
export const DEV_MNEMONIC = "test test test test test test test test test test test junk";

/** The development accounts by name; the number is the last step of the derivation path. */
export const DEV_ACCOUNTS = {
  deployer: 0,
  admin: 1,
  accreditor: 2,
  adjudicator: 3,
  guardian: 4,
  publisher: 5,
  aurora: 6,
  borealis: 7,
} as const;

export type DevAccountName = keyof typeof DEV_ACCOUNTS;

/** Their addresses: `devWallet(name).address`, which takes a tenth of a second to work out. */
export const DEV_ADDRESSES: Readonly<Record<DevAccountName, string>> = {
  deployer: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
  admin: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  accreditor: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
  adjudicator: "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
  guardian: "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65",
  publisher: "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc",
  aurora: "0x976EA74026E726554dB657fA54763abd0C3a0aa9",
  borealis: "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955",
};

/** Whether this is the name of a development account. */
export function isDevAccount(name: string): name is DevAccountName {
  return Object.hasOwn(DEV_ACCOUNTS, name);
}

/** Whether this is a chain of one's own machine, on which the development accounts may be used. */
export function isDevChain(chainId: bigint | number | undefined): boolean {
  return chainId !== undefined && [DEV_CHAIN_ID, DEV_CONSORTIUM_CHAIN_ID].includes(Number(chainId));
}
