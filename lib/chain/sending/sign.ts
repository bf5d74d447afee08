import type { BaseWallet, JsonRpcApiProvider } from "ethers";

import { gasMarketOf, requireBalance, requireFee } from "../rpc/gas-market";
import { type ContractCall, type SignedTransaction, signLegacy } from "./legacy-transaction";
import { nextNonce } from "./next-nonce";

/** The estimate is for now; by the time of the block an owner's first title may have become dearer. In percent. */
const GAS_MARGIN = 130n;
const PERCENT = 100n;

/**
 * Signs a call: a legacy transaction (EIP-155) with the node's `eth_gasPrice`, which every EVM chain takes, also where gas
 * is free and where there is no fee market.
 * @throws ColophonError where the balance is too small or the node miscounts; the provider's error where the call would revert
 */
export async function sign(
  wallet: BaseWallet,
  provider: JsonRpcApiProvider,
  { to, data }: ContractCall,
): Promise<SignedTransaction> {
  const from = wallet.address;
  const estimate = await provider.estimateGas({ from, to, data });
  const market = await gasMarketOf(provider);
  const { gasPrice } = market;
  const gasLimit = (estimate * GAS_MARGIN) / PERCENT;
  requireFee(gasPrice * gasLimit);
  await requireBalance(from, provider, market, gasLimit);

  const nonce = await nextNonce(provider, from);
  const { chainId } = await provider.getNetwork();
  return signLegacy(wallet, { to, data, chainId, nonce, gasPrice, gasLimit });
}
