/** The chain id of the embedded chain, and of every development chain whose accounts everybody knows. */
export const DEV_CHAIN_ID = 31337;

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

/** Whether this is the name of a development account. */
export function isDevAccount(name: string): name is DevAccountName {
  return Object.hasOwn(DEV_ACCOUNTS, name);
}
