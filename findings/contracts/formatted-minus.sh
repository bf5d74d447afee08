#!/usr/bin/env bash
# A formatter that changes what a contract does. prettier-plugin-solidity 2.4.1 (2.1.0 as well) and forge 1.7.1 (forge fmt) write
# "- -change", a minus before a negative value, as "--change", which counts the variable down: the function answers 4 where it
# answered 5. solc 0.8.30 compiles both without a warning. Brackets around the inner minus stay, and keep the meaning.
# Guess: a formatter moves blanks, and what it has written compiles to the code that was there before.
# For Colophon: no contract of it has two signs in a row. Who formats contracts compiles them before and after, and compares.
source "$(dirname "$0")/../shared/begin.sh"
packages @foundry-rs/anvil@1.7.1 @foundry-rs/forge@1.7.1 ethers@6.17.0 prettier@3.6.2 prettier-plugin-solidity@2.4.1 solc@0.8.30

cat >written.sol <<'SOL'
// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

contract Fees {
    function twice(int256 change) external pure returns (int256) {
        return - -change;
    }

    function within(int256 change) external pure returns (int256) {
        return -(-change);
    }

    function less(int256 fee, int256 change) external pure returns (int256) {
        return fee - - -change;
    }
}
SOL
npx prettier --plugin prettier-plugin-solidity written.sol >prettier.sol
npx forge fmt --raw - <written.sol >forge.sol

cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { Interface } from "ethers";
import solc from "solc";

import { withAnvil } from "./nodes.mjs";

const PLACE = `0x${"11".repeat(20)}`;
const CALLS = { twice: [5], within: [5], less: [10, 5] };
const settings = { evmVersion: "cancun", outputSelection: { "*": { "*": ["abi", "evm.deployedBytecode.object"] } } };

await withAnvil([], async (ask) => {
  for (const name of ["written", "prettier", "forge"]) {
    const sources = { "fees.sol": { content: readFileSync(`${name}.sol`, "utf8") } };
    const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", sources, settings })));
    console.log(`${name}: ${output.errors?.length ?? 0} warnings`);
    const { abi, evm } = output.contracts["fees.sol"].Fees;
    const contract = new Interface(abi);
    await ask("anvil_setCode", [PLACE, `0x${evm.deployedBytecode.object}`]);
    const lines = sources["fees.sol"].content.match(/(?<=return ).*(?=;)/g);
    for (const [i, [method, values]] of Object.entries(CALLS).entries()) {
      const { result } = await ask("eth_call", [{ to: PLACE, data: contract.encodeFunctionData(method, values) }, "latest"]);
      console.log(`${name}: ${lines[i]} of ${values.join(", ")}: ${contract.decodeFunctionResult(method, result)}`);
    }
  }
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
written: 0 warnings
written: - -change of 5: 5
written: -(-change) of 5: 5
written: fee - - -change of 10, 5: 5
prettier: 0 warnings
prettier: --change of 5: 4
prettier: -(-change) of 5: 5
prettier: fee - --change of 10, 5: 6
forge: 0 warnings
forge: --change of 5: 4
forge: -(-change) of 5: 5
forge: fee - --change of 10, 5: 6
SEEN
