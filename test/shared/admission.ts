import { type ContractTransaction, type Wallet, ZeroHash } from "ethers";

import type { Colophon } from "../../lib/chain/contracts/colophon";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { type Application, applicationInput, signApplication } from "../../lib/parties/application";

/**
 * The call by which the development accreditor accredits an account, which agrees, as a publisher.
 * @param validUntil Unix seconds
 */
export async function admission(
  colophon: Pick<Colophon, "parties" | "chainId">,
  account: Pick<Wallet, "address" | "signTypedData">,
  validUntil: number,
): Promise<ContractTransaction> {
  const application: Application = {
    ...{ account: account.address, accreditor: devWallet("accreditor").address, kind: "publisher" },
    ...{ validUntil, credentialHash: ZeroHash, deadline: validUntil },
  };
  const signature = await signApplication(colophon, account, application);
  return colophon.parties.accredit.populateTransaction(applicationInput(application), signature);
}
