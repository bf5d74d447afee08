#!/usr/bin/env bash
# What a contract refuses, in web3.py 8.0.0. On a node (anvil 1.7.1) it is an exception of web3.py: ContractCustomError for an error of the
# contract's own, ContractLogicError for words and for nothing at all. With the tester that its documentation has for tests
# (EthereumTesterProvider, eth-tester 0.14.0b1) all of them are TransactionFailed of eth-tester, which is no kin of those. A division
# by zero alone is the same on both (ContractPanicError).
# Guess: the provider is the only thing that differs, and "except ContractCustomError" is tested by a test that reaches it.
# For Colophon: its tests run on chains that production has too. A service in Python that tells its users why a registration was refused is
# tested on a node.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 solc@0.8.30
python_packages web3==8.0.0 "eth-tester[py-evm]==0.14.0b1"

cat >Refusals.sol <<'SOL'
// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

contract Refusals {
  error NotOwner(uint256 id);

  function own(uint256 id) external pure {
    revert NotOwner(id);
  }

  function words() external pure {
    revert("not the owner");
  }

  function nothing() external pure {
    revert();
  }

  function divide(uint256 by) external pure returns (uint256) {
    return 1 / by;
  }
}
SOL
cat >calls.py <<'PYTHON'
import json
import sys

from web3 import EthereumTesterProvider, Web3
from web3.exceptions import ContractLogicError

abi, bytecode = json.load(open("Refusals.json"))
for name, provider in [("node", Web3.HTTPProvider(sys.argv[1])), ("tester", EthereumTesterProvider())]:
    eth = Web3(provider).eth
    account = eth.accounts[0]
    transaction = eth.contract(abi=abi, bytecode=bytecode).constructor().transact({"from": account})
    address = eth.wait_for_transaction_receipt(transaction).contractAddress
    contract = eth.contract(address=address, abi=abi)
    for method, values in [("own", [5]), ("words", []), ("nothing", []), ("divide", [0])]:
        try:
            contract.functions[method](*values).call()
            print("no error")
        except Exception as error:
            kind = type(error)
            kin = "is" if isinstance(error, ContractLogicError) else "is no"
            print(f"{name}, {method}: {kind.__module__}.{kind.__name__}, which {kin} ContractLogicError")
PYTHON
cat >probe.mjs <<'JS'
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";

import solc from "solc";

import { withAnvil } from "./nodes.mjs";

const settings = { evmVersion: "cancun", outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } };
const sources = { "Refusals.sol": { content: readFileSync("Refusals.sol", "utf8") } };
const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", settings, sources })));
const { abi, evm } = output.contracts["Refusals.sol"].Refusals;
writeFileSync("Refusals.json", JSON.stringify([abi, evm.bytecode.object]));
await withAnvil([], async (_ask, { url }) => {
  const { stdout } = await promisify(execFile)("python/bin/python", ["calls.py", url]);
  console.log(stdout.trim());
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
node, own: web3.exceptions.ContractCustomError, which is ContractLogicError
node, words: web3.exceptions.ContractLogicError, which is ContractLogicError
node, nothing: web3.exceptions.ContractLogicError, which is ContractLogicError
node, divide: web3.exceptions.ContractPanicError, which is ContractLogicError
tester, own: eth_tester.exceptions.TransactionFailed, which is no ContractLogicError
tester, words: eth_tester.exceptions.TransactionFailed, which is no ContractLogicError
tester, nothing: eth_tester.exceptions.TransactionFailed, which is no ContractLogicError
tester, divide: web3.exceptions.ContractPanicError, which is ContractLogicError
SEEN
