import type { BaseContract, ContractTransactionResponse, Signer } from "ethers";

import { deployPeer } from "./compile";

/** An ERC-721 token of OpenZeppelin with nothing added but a mint that anybody may call. */
const SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

contract PlainToken is ERC721("Plain", "PLAIN") {
    function mint(address to, uint256 id) external {
        _mint(to, id);
    }
}`;

/** The functions of the token that are measured. */
export interface PlainToken extends BaseContract {
  mint(to: string, id: string): Promise<ContractTransactionResponse>;
  transferFrom(from: string, to: string, id: string): Promise<ContractTransactionResponse>;
}

/** Compiles the token as hardhat.config.ts compiles our contracts, and deploys it. */
export async function deployPlainToken(signer: Signer): Promise<PlainToken> {
  // The interface above names functions of the source.
  return (await deployPeer(signer, SOURCE, "PlainToken")) as PlainToken;
}
