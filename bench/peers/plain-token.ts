import { readFileSync } from "node:fs";

import {
  type BaseContract,
  ContractFactory,
  type ContractTransactionResponse,
  type InterfaceAbi,
  type Signer,
} from "ethers";
import solc from "solc";
import { z } from "zod";

const FILE = "PlainToken.sol";

/** An ERC-721 token of OpenZeppelin with nothing added but a mint that anybody may call. */
const SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

contract PlainToken is ERC721("Plain", "PLAIN") {
    function mint(address to, uint256 id) external {
        _mint(to, id);
    }
}`;

/** What the compiler gives for it, as far as it is read here. */
const COMPILED = z.object({
  contracts: z.object({
    [FILE]: z.object({
      PlainToken: z.object({
        abi: z.custom<InterfaceAbi>((abi) => Array.isArray(abi)),
        evm: z.object({ bytecode: z.object({ object: z.string() }) }),
      }),
    }),
  }),
});

/** The functions of the token that are measured. */
export interface PlainToken extends BaseContract {
  mint(to: string, id: string): Promise<ContractTransactionResponse>;
  transferFrom(from: string, to: string, id: string): Promise<ContractTransactionResponse>;
}

/** Compiles the token as hardhat.config.ts compiles our contracts, and deploys it. */
export async function deployPlainToken(signer: Signer): Promise<PlainToken> {
  const input = {
    language: "Solidity",
    sources: { [FILE]: { content: SOURCE } },
    settings: {
      evmVersion: "cancun",
      optimizer: { enabled: true, runs: 1_000_000 },
      outputSelection: { [FILE]: { PlainToken: ["abi", "evm.bytecode.object"] } },
    },
  };
  const readImport = (path: string): { contents: string } => ({
    contents: readFileSync(require.resolve(path), "utf8"),
  });
  // The package has no types.
  const compile: (input: string, callbacks: { import: typeof readImport }) => string = solc.compile;
  const output = compile(JSON.stringify(input), { import: readImport });
  const { abi, evm } = COMPILED.parse(JSON.parse(output)).contracts[FILE].PlainToken;
  const token = await new ContractFactory(abi, evm.bytecode.object, signer).deploy();
  await token.waitForDeployment();
  // The interface above names functions of the ABI that was just compiled.
  return token as PlainToken;
}
