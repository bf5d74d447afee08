import type { BaseContract, ContractTransactionResponse, Signer } from "ethers";

import { deployPeer } from "./compile";

/** OpenZeppelin's Governor with its simple counting, over the votes of our seats, and nothing added. */
const SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

contract PlainGovernor is GovernorCountingSimple, GovernorVotes {
    constructor(IVotes votes) Governor("Plain") GovernorVotes(votes) {}

    function votingDelay() public pure override returns (uint256) {
        return 0;
    }

    function votingPeriod() public pure override returns (uint256) {
        return 7 days;
    }

    function quorum(uint256) public pure override returns (uint256) {
        return 1;
    }
}`;

/** The functions of a governor that are measured. */
export interface Voting extends BaseContract {
  propose(
    targets: string[],
    values: number[],
    calldatas: string[],
    description: string,
  ): Promise<ContractTransactionResponse>;
  castVote(proposalId: bigint, support: number): Promise<ContractTransactionResponse>;
  hashProposal(targets: string[], values: number[], calldatas: string[], descriptionHash: string): Promise<bigint>;
  connect(signer: Signer): Voting;
}

/** @param votes the address of our seats */
export async function deployPlainGovernor(signer: Signer, votes: string): Promise<Voting> {
  // The interface above names functions of the source.
  return (await deployPeer(signer, SOURCE, "PlainGovernor", [votes])) as Voting;
}
