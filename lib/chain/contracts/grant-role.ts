import type { AccessManager } from "../../../typechain-types";

/** What is logged of a grant. @param hash the transaction's, or undefined where nothing had to be sent */
export function grantWords(role: string, account: string, hash: string | undefined): string {
  return `${role} -> ${account}: ${hash === undefined ? "already set" : `set (tx ${hash})`}`;
}

/**
 * Grants a role without delay, unless the account holds it so already; reads it back.
 * @returns the transaction's hash, or undefined where nothing had to be sent
 * @throws where the role is not held afterwards
 */
export async function grantRole(manager: AccessManager, role: bigint, account: string): Promise<string | undefined> {
  const isHeld = async (): Promise<boolean> => {
    const [isMember, executionDelay] = await manager.hasRole(role, account);
    return isMember && executionDelay === 0n;
  };
  if (await isHeld()) return undefined;

  const transaction = await manager.grantRole(role, account, 0);
  await transaction.wait();
  if (!(await isHeld()))
    throw new Error(`role ${role} is not held by ${account} after transaction ${transaction.hash}`);
  return transaction.hash;
}
