import type { Colophon } from "../../chain/contracts/colophon";
import { codeAt } from "../../chain/rpc/code";
import type { Trust } from "../trust";

type Party = NonNullable<Trust["validators"]>[number];

/** How the code of an account begins that has delegated to a contract (EIP-7702). It still has its key. */
const DELEGATED = "0xef0100";

/** Those members who are contracts: they can vote, and sign no block, since that is done with an account's own key. */
export async function contractsAmong(
  { provider }: Pick<Colophon, "provider">,
  members: readonly Party[],
): Promise<Party[]> {
  const codes = await Promise.all(members.map(async ({ address }) => codeAt(provider, address)));
  return members.filter((_, index) => {
    const code = codes[index] ?? "0x";
    return code !== "0x" && !code.startsWith(DELEGATED);
  });
}
