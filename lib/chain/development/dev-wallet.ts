import { HDNodeWallet, Mnemonic } from "ethers";

import { DEV_ACCOUNTS, DEV_MNEMONIC, type DevAccountName } from "./dev-accounts";

const DERIVATION_FOLDER = "m/44'/60'/0'/0";

let root: HDNodeWallet | undefined;

/** The key of a development account. */
export function devWallet(name: DevAccountName): HDNodeWallet {
  // The words are stretched once, when the first key is asked for: that is slow.
  root ??= HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(DEV_MNEMONIC), DERIVATION_FOLDER);
  return root.deriveChild(DEV_ACCOUNTS[name]);
}
