// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {ISeats} from "./ISeats.sol";

/// @title ICommittee
/// @notice The members' vote on everything that a deployment's administrator may do. Beside it stands OpenZeppelin's
/// IGovernor: `propose`, `castVote`, `execute`, `cancel`.
/// @dev Proposals are numbered from 1. A ballot's result is fixed at its end: a member's vote counts with the smaller
/// of its weights at the ballot's beginning and at its end, and not at all if the seat is another's by then, so that an
/// expelled member's open vote is gone. Both percentages are of that weight, rounded up and at least one. All times are
/// Unix seconds, also on a chain that counts in milliseconds, and nothing waits for a block number.
interface ICommittee {
    /// @notice By which a proposal passes. A ballot goes by the rules of the moment at which it was proposed.
    /// @param votingDelay Seconds from the proposal to the beginning of its ballot.
    /// @param votingPeriod Seconds for which a ballot is open.
    /// @param executionDelay Seconds from a ballot's end until the proposal can be executed.
    /// @param participation Percent of the weight that must have voted, abstentions included.
    /// @param winRate Percent of the weight of yes and no that must be yes; there must also be more yes than no.
    struct Rules {
        uint32 votingDelay;
        uint32 votingPeriod;
        uint32 executionDelay;
        uint8 participation;
        uint8 winRate;
    }

    /// @notice The weights of a ballot, by who is still seated, and what it asks for.
    struct Tally {
        uint256 againstVotes;
        uint256 forVotes;
        uint256 abstainVotes;
        uint256 totalWeight;
        uint256 neededParticipation;
        uint256 neededFor;
    }

    /// @notice What is known of a proposal beside its calls, which are in its event.
    /// @param createdInBlock The block of its event `ProposalCreated`.
    /// @param snapshot The ballot is open after it, until the end of `deadline`.
    /// @param executableAt From here it can be executed if it has passed, until the end of `expiresAt`.
    /// @param votes Two bits for each seat, the lowest for seat 1: 0 not voted, 1 no, 2 yes, 3 abstained.
    struct Proposal {
        address proposer;
        uint48 createdInBlock;
        uint48 snapshot;
        uint48 deadline;
        uint48 executableAt;
        uint48 expiresAt;
        uint8 participation;
        uint8 winRate;
        IGovernor.ProposalState state;
        uint256 votes;
        Tally tally;
    }

    /// @notice The rules have changed.
    event RulesChanged(Rules oldRules, Rules newRules);

    /// @notice Rules by which nothing could ever pass, or not in anybody's time.
    error CommitteeInvalidRules(Rules rules);
    /// @notice Only members propose.
    error CommitteeNotSeated(address account);
    /// @notice The account had no seat when the ballot began, or has left it since.
    error CommitteeNoVote(uint256 proposalId, address account);
    /// @notice This many of the member's proposals are open.
    error CommitteeTooManyOpen(address proposer, uint256 maxOpen);
    /// @notice A proposal makes this many calls at most.
    error CommitteeTooManyCalls(uint256 calls, uint256 maxCalls);
    /// @notice A call to an address without code would do nothing, and say that it did.
    error CommitteeNoContract(address target);
    /// @notice The call would leave nobody in charge, or put somebody beside or above the committee.
    error CommitteeForbiddenCall(address target, bytes4 selector);
    /// @notice The proposal has passed, and waits.
    error CommitteeTooEarly(uint256 proposalId, uint256 executableAt);
    /// @notice The committee is not the administrator, or would no longer be one.
    error CommitteeNotInCharge();

    /// @notice Sets the rules of ballots to come. Caller: the committee, by a proposal.
    function setRules(Rules calldata newRules) external;

    /// @notice The rules of ballots to come.
    function rules() external view returns (Rules memory current);

    /// @notice The committee's seats.
    function seats() external view returns (ISeats contract_);

    /// @notice The AccessManager that it administers.
    function authority() external view returns (address manager);

    /// @notice Everything that is known of a proposal.
    function proposalOf(uint256 proposalId) external view returns (Proposal memory proposal);

    /// @notice The votes of a proposal as they count: at its end, or now where it is open.
    function tallyOf(uint256 proposalId) external view returns (Tally memory tally);
}
