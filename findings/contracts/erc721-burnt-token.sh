#!/usr/bin/env bash
# ERC721URIStorage and ERC721Royalty of @openzeppelin/contracts 5.7.0 keep what they have of a token when it is burned, and take it
# for one that does not exist yet: who mints the id again gets the URI and the royalty of the token before it, and a URI that was
# set early is there from the first moment.
# Guess: burning deletes the URI, and setting one asks for a token, as 4.9.6 has both in its code; it cleared the royalty, too.
# For Colophon: titles are its own contracts'. In a registry whose ids are hashes of works, a work that is registered again after a burn
# has the old description and pays the old receiver, unless _update of the contract deletes both.
source "$(dirname "$0")/../shared/begin.sh"
packages @openzeppelin/contracts@5.7.0 solc@0.8.30 @foundry-rs/anvil@1.7.1 ethers@6.17.0

cat >Token.sol <<'SOL'
// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Royalty} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Royalty.sol";
import {ERC721URIStorage} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721URIStorage.sol";

contract Token is ERC721URIStorage, ERC721Royalty {
  constructor() ERC721("Token", "T") {}

  function mint(uint256 id) external {
    _mint(msg.sender, id);
  }

  function burn(uint256 id) external {
    _burn(id);
  }

  function describe(uint256 id, string calldata uri, address receiver) external {
    _setTokenURI(id, uri);
    _setTokenRoyalty(id, receiver, 1000);
  }

  function tokenURI(uint256 id) public view override(ERC721, ERC721URIStorage) returns (string memory) {
    return super.tokenURI(id);
  }

  function supportsInterface(bytes4 id) public view override(ERC721URIStorage, ERC721Royalty) returns (bool) {
    return super.supportsInterface(id);
  }
}
SOL
cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { ContractFactory, JsonRpcProvider } from "ethers";
import solc from "solc";

import { withAnvil } from "./nodes.mjs";

const settings = { optimizer: { enabled: true, runs: 1 }, outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } };
const sources = { "Token.sol": { content: readFileSync("Token.sol", "utf8") } };
const read = (path) => ({ contents: readFileSync(`node_modules/${path}`, "utf8") });
const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", settings, sources }), { import: read }));
const { abi, evm } = output.contracts["Token.sol"].Token;

await withAnvil([], async (_ask, { url }) => {
  const provider = new JsonRpcProvider(url, 31337, { cacheTimeout: -1, staticNetwork: true });
  const [first, receiver] = await Promise.all([provider.getSigner(0), provider.getSigner(1)]);
  const token = await new ContractFactory(abi, evm.bytecode.object, first).deploy();
  const send = async (name, ...values) => (await token[name](...values)).wait();
  const look = async (label, id) => {
    const uri = await token.tokenURI(id).catch((error) => error.revert.name);
    const [paid, amount] = await token.royaltyInfo(id, 100);
    console.log(`${label}: "${uri}", royalty ${amount} to ${paid === receiver.address ? "the receiver" : "nobody"}`);
  };
  await send("mint", 1);
  await look("new", 1);
  await send("describe", 1, "ipfs://old", receiver.address);
  await look("described", 1);
  await send("burn", 1);
  await look("burned", 1);
  await send("mint", 1);
  await look("minted again", 1);
  await send("describe", 2, "ipfs://early", receiver.address);
  await look("described before it is there", 2);
  await send("mint", 2);
  await look("minted then", 2);
  provider.destroy();
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
new: "", royalty 0 to nobody
described: "ipfs://old", royalty 10 to the receiver
burned: "ERC721NonexistentToken", royalty 10 to the receiver
minted again: "ipfs://old", royalty 10 to the receiver
described before it is there: "ERC721NonexistentToken", royalty 10 to the receiver
minted then: "ipfs://early", royalty 10 to the receiver
SEEN
