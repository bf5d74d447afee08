#!/usr/bin/env bash
# The name of a registry or a committee that signs typed data, in 31 letters or in 32, with @openzeppelin/contracts (EIP712, which Governor is made
# with as well). 5.4.0 takes both; a clone of the contract, and a contract behind a proxy, has no name any more where it is of 32: eip712Domain
# (ERC-5267) says "", while signatures are checked with the name, so that whoever signs by what it says is a stranger. 5.7.0, the
# same major version, refuses to be deployed with such a name, in the constructor: what compiled, was tested with a short name and
# deployed before is not deployed again. A letter counts as its bytes: eleven Chinese ones are too many.
# Guess: a name has any length, since the standard and the compiler set none, and a minor version deploys what the one before deployed.
# For Colophon: its names are constants, and short. Governors of a consortium's own with its name in it are deployed once by a test, with the
# name that they will have.
source "$(dirname "$0")/../shared/begin.sh"
packages five-four@npm:@openzeppelin/contracts@5.4.0 five-seven@npm:@openzeppelin/contracts@5.7.0 solc@0.8.30 @foundry-rs/anvil@1.7.1 ethers@6.17.0

cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { ContractFactory, JsonRpcProvider, TypedDataEncoder } from "ethers";
import solc from "solc";

import { withAnvil } from "./nodes.mjs";

const NAMES = ["Registry of the Consortium 2026", "Registry of the Consortium, 2026", "出版业联盟版权登记系统"];
const SOURCE = `pragma solidity 0.8.30;
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
contract Registry is EIP712 {
    address public newest;
    constructor(string memory name) EIP712(name, "1") {}
    function clone() external { newest = Clones.clone(address(this)); }
    function separator() external view returns (bytes32) { return _domainSeparatorV4(); }
}`;

function compile(version) {
  const settings = {
    evmVersion: "cancun",
    optimizer: { enabled: true },
    outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
  };
  const input = { language: "Solidity", sources: { "Registry.sol": { content: SOURCE } }, settings };
  const find = (path) => ({ contents: readFileSync(`node_modules/${path.replace("@openzeppelin/contracts", version)}`, "utf8") });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: find }));
  return output.contracts["Registry.sol"].Registry;
}

await withAnvil([], async (_ask, { url }) => {
  const provider = new JsonRpcProvider(url, 31337, { cacheTimeout: -1, staticNetwork: true });
  const sender = await provider.getSigner(0);
  for (const version of ["five-four", "five-seven"]) {
    const { abi, evm } = compile(version);
    for (const name of NAMES) {
      const words = `${version}, ${Buffer.byteLength(name)} bytes`;
      try {
        const registry = await new ContractFactory(abi, evm.bytecode.object, sender).deploy(name);
        await (await registry.clone()).wait();
        const clone = registry.attach(await registry.newest());
        for (const [which, contract] of Object.entries({ itself: registry, "its clone": clone })) {
          const { name, version, chainId, verifyingContract } = await contract.eip712Domain();
          const said = TypedDataEncoder.hashDomain({ name, version, chainId, verifyingContract });
          console.log(`${words}, ${which}: says "${name}", checks ${said === (await contract.separator()) ? "that" : "ANOTHER domain"}`);
        }
      } catch (error) {
        console.log(`${words}: not deployed, ${error.data?.startsWith("0x305a27a9") ? "StringTooLong" : error.message}`);
      }
    }
  }
  provider.destroy();
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
five-four, 31 bytes, itself: says "Registry of the Consortium 2026", checks that
five-four, 31 bytes, its clone: says "Registry of the Consortium 2026", checks that
five-four, 32 bytes, itself: says "Registry of the Consortium, 2026", checks that
five-four, 32 bytes, its clone: says "", checks ANOTHER domain
five-four, 33 bytes, itself: says "出版业联盟版权登记系统", checks that
five-four, 33 bytes, its clone: says "", checks ANOTHER domain
five-seven, 31 bytes, itself: says "Registry of the Consortium 2026", checks that
five-seven, 31 bytes, its clone: says "Registry of the Consortium 2026", checks that
five-seven, 32 bytes: not deployed, StringTooLong
five-seven, 33 bytes: not deployed, StringTooLong
SEEN
