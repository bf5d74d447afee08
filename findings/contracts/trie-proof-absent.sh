#!/usr/bin/env bash
# TrieProof of @openzeppelin/contracts 5.7.0: tryTraverse, which gives an error back in the place of a revert, reverts on a sound proof
# of eth_getProof (anvil 1.7.1) that a slot is empty, where the way ends at a branch without a child: RLPInvalidEncoding. Where it
# ends at another leaf, the same absence is an error that is given back (INVALID_PATH_REMAINDER, 6).
# Guess: the library proves no absence, so whoever shows one is told so, in one way for all; a revert is for nodes that are malformed.
# For Colophon: a title of another chain is proven by inclusion alone. That a work has none there is proven by a certificate of
# absence, outside a contract; a caller of ForeignTitles must expect both refusals.
source "$(dirname "$0")/../shared/begin.sh"
packages @openzeppelin/contracts@5.7.0 solc@0.8.30 @foundry-rs/anvil@1.7.1 ethers@6.17.0

cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { ContractFactory, id, JsonRpcProvider, keccak256, toBeHex } from "ethers";
import solc from "solc";

import { withAnvil } from "./nodes.mjs";

const INVALID_RLP = id("RLPInvalidEncoding()").slice(0, 10);
const SLOTS = 8;
const SOURCE = `pragma solidity 0.8.30;
import {TrieProof} from "@openzeppelin/contracts/utils/cryptography/TrieProof.sol";
contract Probe {
    constructor() {
        for (uint256 i = 0; i < ${SLOTS}; ++i) assembly ("memory-safe") { sstore(i, add(i, 1)) }
    }
    function look(bytes32 root, bytes memory key, bytes[] memory proof) external pure returns (bytes memory, uint8) {
        (bytes memory value, TrieProof.ProofError reason) = TrieProof.tryTraverse(root, key, proof);
        return (value, uint8(reason));
    }
}`;
const settings = {
  optimizer: { enabled: true },
  evmVersion: "cancun",
  outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
};
const input = { language: "Solidity", sources: { "Probe.sol": { content: SOURCE } }, settings };
const find = (path) => ({ contents: readFileSync(`node_modules/${path}`, "utf8") });
const { abi, evm } = JSON.parse(solc.compile(JSON.stringify(input), { import: find })).contracts["Probe.sol"].Probe;

await withAnvil([], async (ask, { url }) => {
  const provider = new JsonRpcProvider(url, 31337, { cacheTimeout: -1, staticNetwork: true });
  const probe = await new ContractFactory(abi, evm.bytecode.object, await provider.getSigner(0)).deploy();
  await probe.waitForDeployment();
  const seen = new Map();
  for (let slot = 0; slot < 8 * SLOTS; slot += 1) {
    const { result } = await ask("eth_getProof", [probe.target, [toBeHex(slot, 32)], "latest"]);
    const [{ value, proof }] = result.storageProof;
    const outcome = await probe.look(result.storageHash, keccak256(toBeHex(slot, 32)), proof).then(
      ([, reason]) => (reason === 0n ? "the value" : `error ${reason}`),
      (error) => `reverts, ${error.data === INVALID_RLP ? "RLPInvalidEncoding" : error.data}`,
    );
    const line = `${BigInt(value) === 0n ? "empty" : "full"}: ${outcome}`;
    seen.set(line, (seen.get(line) ?? 0) + 1);
  }
  for (const [line, count] of [...seen].sort()) console.log(`${line} (${count} slots)`);
  provider.destroy();
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
empty: error 6 (29 slots)
empty: reverts, RLPInvalidEncoding (27 slots)
full: the value (8 slots)
SEEN
