#!/usr/bin/env bash
# Twelve words with a slip. viem 2.57.20 (mnemonicToAccount) and Hardhat 2.29.1 (accounts: {mnemonic}) look at neither the checksum nor the
# list of words: a capital letter, a word that is none, the wrong last word are another account each, without a word, and in viem
# so is the line break at the end of a file. ethers 6.17.0, cast 1.7.1 and eth-account 0.14.0 look at both. They differ as well: ethers
# takes the capital letter for the word that it is and refuses the line break, cast the other way round, eth-account neither.
# Guess: all refuse what is no mnemonic, since its checksum is there for that (BIP-39), and all or none forgive capitals and blanks.
# For Colophon: it makes accounts of the words that everybody knows from development alone, with ethers. Who sets a mnemonic for a network in
# hardhat.config.ts compares the address before anything is sent to it.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/cast@1.7.1 ethers@6.17.0 hardhat@2.29.1 viem@2.57.20
python_packages eth-account==0.14.0

cat >probe.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";

import { computeAddress, HDNodeWallet } from "ethers";
import { mnemonicToAccount } from "viem/accounts";

const { deriveKeyFromMnemonicAndPath } = createRequire(import.meta.url)("hardhat/internal/util/keys-derivation");

const GOOD = "test test test test test test test test test test test junk";
const RIGHT = HDNodeWallet.fromPhrase(GOOD).address;
const CASES = {
  "as it is": GOOD,
  "a capital letter": GOOD.replace("t", "T"),
  "a line break behind it": `${GOOD}\n`,
  "two blanks": GOOD.replace(" ", "  "),
  "a word that is none": GOOD.replace("junk", "jonk"),
  "another last word": GOOD.replace("junk", "test"),
};
const PYTHON = `
import sys
from eth_account import Account

Account.enable_unaudited_hdwallet_features()
print(Account.from_mnemonic(sys.argv[1]).address, end="")
`;
const quiet = { stdio: ["ignore", "pipe", "ignore"] };

const READERS = {
  ethers: (words) => HDNodeWallet.fromPhrase(words).address,
  viem: (words) => mnemonicToAccount(words).address,
  Hardhat: (words) => {
    const key = deriveKeyFromMnemonicAndPath(words, "m/44'/60'/0'/0/0", "");
    return computeAddress(`0x${key.toString("hex")}`);
  },
  cast: (words) => {
    const address = ["node_modules/@foundry-rs/cast/bin.mjs", "wallet", "address", "--mnemonic", words];
    return execFileSync("node", address, quiet).toString().trim();
  },
  "eth-account": (words) => execFileSync("python/bin/python", ["-c", PYTHON, words], quiet).toString(),
};

for (const [label, words] of Object.entries(CASES)) {
  for (const [name, read] of Object.entries(READERS)) {
    let found = "refuses";
    try {
      const address = read(words); // empty where cast refuses: its launcher exits with 0
      if (address !== "") found = address === RIGHT ? "the account" : "ANOTHER account";
    } catch {}
    console.log(`${label}, ${name}: ${found}`);
  }
}
JS
node probe.mjs >seen

compare seen <<'SEEN'
as it is, ethers: the account
as it is, viem: the account
as it is, Hardhat: the account
as it is, cast: the account
as it is, eth-account: the account
a capital letter, ethers: the account
a capital letter, viem: ANOTHER account
a capital letter, Hardhat: ANOTHER account
a capital letter, cast: refuses
a capital letter, eth-account: refuses
a line break behind it, ethers: refuses
a line break behind it, viem: ANOTHER account
a line break behind it, Hardhat: the account
a line break behind it, cast: the account
a line break behind it, eth-account: refuses
two blanks, ethers: the account
two blanks, viem: refuses
two blanks, Hardhat: refuses
two blanks, cast: the account
two blanks, eth-account: refuses
a word that is none, ethers: refuses
a word that is none, viem: ANOTHER account
a word that is none, Hardhat: ANOTHER account
a word that is none, cast: refuses
a word that is none, eth-account: refuses
another last word, ethers: refuses
another last word, viem: ANOTHER account
another last word, Hardhat: ANOTHER account
another last word, cast: refuses
another last word, eth-account: refuses
SEEN
