// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
// solhint-disable-next-line max-line-length
import {GovernorSequentialProposalId} from "@openzeppelin/contracts/governance/extensions/GovernorSequentialProposalId.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {Roles} from "../access/Roles.sol";
import {AdminCalls} from "./AdminCalls.sol";
import {ICommittee} from "./ICommittee.sol";
import {ISeats} from "./ISeats.sol";
import {Seats} from "./Seats.sol";

/// @title Committee
/// @notice OpenZeppelin's Governor over the seats of a consortium's members.
contract Committee is ICommittee, GovernorSequentialProposalId {
    /// @dev What a ballot goes by, and its votes.
    struct Ballot {
        uint48 createdInBlock;
        uint32 executionDelay;
        uint8 participation;
        uint8 winRate;
        uint256 votes;
    }

    /// @notice How many proposals a member can have open at once.
    uint256 public constant MAX_OPEN = 5;
    /// @notice How many calls a proposal can make.
    uint256 public constant MAX_CALLS = 32;
    /// @notice The longest delay or period that the rules can have, in seconds.
    uint32 public constant MAX_DURATION = 90 days;
    /// @notice For how long a proposal that has passed can be executed, in seconds: what nobody carries out is not kept
    /// in store against a committee of other days.
    uint48 public constant EXECUTION_WINDOW = 30 days;

    uint256 private constant _PERCENT = 100;

    /// @dev Five times fit into one word, the newest lowest: the fifth one back stands above these bits.
    uint256 private constant _TIME_BITS = 48;
    uint256 private constant _OLDEST_AT = _TIME_BITS * (MAX_OPEN - 1);

    uint256 private constant _VOTE_BITS = 2;
    uint256 private constant _VOTE_MASK = 3;
    uint256 private constant _AGAINST = 1;
    uint256 private constant _FOR = 2;
    uint256 private constant _ABSTAIN = 3;

    IAccessManager private immutable _MANAGER;
    ISeats private immutable _SEATS;

    Rules private _rules;
    mapping(uint256 proposalId => Ballot ballot) private _ballots;
    /// @dev The ends of the newest ballots of each member's proposals.
    mapping(address proposer => uint256 deadlines) private _deadlines;

    /// @param manager The deployment's AccessManager.
    /// @param initialRules The rules of the first ballots.
    /// @param members The first members.
    constructor(
        address manager,
        Rules memory initialRules,
        ISeats.Seat[] memory members
    ) Governor("Colophon Committee") {
        _MANAGER = IAccessManager(manager);
        _SEATS = new Seats(members);
        _setRules(initialRules);
    }

    /// @inheritdoc ICommittee
    function setRules(Rules calldata newRules) external onlyGovernance {
        _setRules(newRules);
    }

    /* READING */

    /// @inheritdoc ICommittee
    function rules() external view returns (Rules memory current) {
        return _rules;
    }

    /// @inheritdoc ICommittee
    function seats() external view returns (ISeats contract_) {
        return _SEATS;
    }

    /// @inheritdoc ICommittee
    function authority() external view returns (address manager) {
        return address(_MANAGER);
    }

    /// @inheritdoc ICommittee
    function proposalOf(uint256 proposalId) external view returns (Proposal memory proposal) {
        Ballot storage ballot = _ballots[proposalId];
        proposal.state = state(proposalId);
        proposal.proposer = proposalProposer(proposalId);
        proposal.createdInBlock = ballot.createdInBlock;
        proposal.snapshot = uint48(proposalSnapshot(proposalId));
        proposal.deadline = uint48(proposalDeadline(proposalId));
        proposal.executableAt = uint48(proposalEta(proposalId));
        proposal.expiresAt = proposal.executableAt + EXECUTION_WINDOW;
        proposal.participation = ballot.participation;
        proposal.winRate = ballot.winRate;
        proposal.votes = ballot.votes;
        proposal.tally = tallyOf(proposalId);
    }

    /// @notice Whether an account has voted and still has the seat that it voted from.
    function hasVoted(uint256 proposalId, address account) external view returns (bool voted) {
        uint256 number = _SEATS.numberOf(account, proposalSnapshot(proposalId));
        return number != 0 && _voteOf(_ballots[proposalId].votes, number) != 0;
    }

    // The name is the standard's.
    // solhint-disable func-name-mixedcase
    /// @notice How votes are counted: all kinds count for the participation.
    function COUNTING_MODE() external pure returns (string memory mode) {
        return "support=bravo&quorum=against,for,abstain";
    }
    // solhint-enable func-name-mixedcase

    /// @inheritdoc ICommittee
    function tallyOf(uint256 proposalId) public view returns (Tally memory tally) {
        Ballot storage ballot = _ballots[proposalId];
        uint256 votes = ballot.votes;
        ISeats.Seat[] memory first = _SEATS.seatsAt(proposalSnapshot(proposalId));
        ISeats.Seat[] memory last = _SEATS.seatsAt(Math.min(proposalDeadline(proposalId), clock()));

        for (uint256 i = 0; i < first.length; ++i) {
            if (first[i].member != last[i].member) continue;
            uint256 weight = Math.min(first[i].weight, last[i].weight);
            uint256 vote = _voteOf(votes, i + 1);
            tally.totalWeight += weight;
            // A vote is one of a list.
            // slither-disable-next-line incorrect-equality
            if (vote == _AGAINST)
                tally.againstVotes += weight;
                // A vote is one of a list.
                // slither-disable-next-line incorrect-equality
            else if (vote == _FOR)
                tally.forVotes += weight;
                // A vote is one of a list.
                // slither-disable-next-line incorrect-equality
            else if (vote == _ABSTAIN) tally.abstainVotes += weight;
        }
        tally.neededParticipation = _share(tally.totalWeight, ballot.participation);
        // More yes than no is asked for as well: half of them is not enough.
        uint256 decided = tally.forVotes + tally.againstVotes;
        tally.neededFor = Math.max(_share(decided, ballot.winRate), decided / 2 + 1);
    }

    /// @notice Where a proposal is. One that has passed is `Queued` from its ballot's end.
    function state(uint256 proposalId) public view override returns (ProposalState current) {
        current = super.state(proposalId);
        if (current == ProposalState.Queued && clock() > proposalEta(proposalId) + EXECUTION_WINDOW) {
            return ProposalState.Expired;
        }
    }

    /// @notice From when a proposal can be executed if it has passed, in Unix seconds.
    function proposalEta(uint256 proposalId) public view override returns (uint256 time) {
        return proposalDeadline(proposalId) + _ballots[proposalId].executionDelay;
    }

    /// @notice Seconds from a proposal to the beginning of its ballot.
    function votingDelay() public view override returns (uint256 duration) {
        return _rules.votingDelay;
    }

    /// @notice Seconds for which a ballot is open.
    function votingPeriod() public view override returns (uint256 duration) {
        return _rules.votingPeriod;
    }

    /// @notice The participation that today's rules ask for, of the weight at a time that has passed.
    function quorum(uint256 timepoint) public view override returns (uint256 weight) {
        return _share(_SEATS.getPastTotalSupply(timepoint), _rules.participation);
    }

    /// @notice The time that ballots go by, in Unix seconds.
    function clock() public view override returns (uint48 time) {
        return ChainTime.timestamp();
    }

    // The name is the standard's.
    // solhint-disable func-name-mixedcase
    /// @notice How to read `clock` (ERC-6372): seconds, whatever the chain counts in.
    function CLOCK_MODE() public pure override returns (string memory mode) {
        return "mode=timestamp";
    }
    // solhint-enable func-name-mixedcase

    /// @notice Whether a proposal that has passed waits before it can be executed: always. It does so by itself, from
    /// its ballot's end, and `queue` is never called.
    function proposalNeedsQueuing(uint256) public pure override returns (bool needed) {
        return true;
    }

    /* PROPOSING AND EXECUTING */

    /// @dev Members only, a few at a time, and nothing that would end the committee.
    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override returns (uint256 proposalId) {
        if (_SEATS.numberOf(proposer) == 0) revert CommitteeNotSeated(proposer);
        if (targets.length > MAX_CALLS) revert CommitteeTooManyCalls(targets.length, MAX_CALLS);
        uint256 deadlines = _deadlines[proposer];
        if (uint48(deadlines >> _OLDEST_AT) >= clock()) revert CommitteeTooManyOpen(proposer, MAX_OPEN);

        proposalId = super._propose(targets, values, calldatas, description, proposer);
        for (uint256 i = 0; i < targets.length; ++i) {
            _requireHarmless(targets[i], calldatas[i]);
        }
        Rules storage current = _rules;
        _ballots[proposalId] = Ballot({
            createdInBlock: uint48(block.number),
            executionDelay: current.executionDelay,
            participation: current.participation,
            winRate: current.winRate,
            votes: 0
        });
        _deadlines[proposer] = (deadlines << _TIME_BITS) | proposalDeadline(proposalId);
    }

    /// @dev Whatever a proposal does, the committee is in charge afterwards.
    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override {
        if (clock() < proposalEta(proposalId)) revert CommitteeTooEarly(proposalId, proposalEta(proposalId));

        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);

        (bool isAdmin, uint32 delay) = _MANAGER.hasRole(Roles.ADMIN, address(this));
        if (!isAdmin || delay != 0) revert CommitteeNotInCharge();
    }

    /// @dev Notes a vote. It is weighed when votes are counted.
    function _countVote(
        uint256 proposalId,
        address account,
        uint8 support,
        uint256 totalWeight,
        bytes memory
    ) internal override returns (uint256 weight) {
        uint256 number = _SEATS.numberOf(account, proposalSnapshot(proposalId));
        if (number == 0) revert CommitteeNoVote(proposalId, account);
        uint256 vote = uint256(support) + 1;
        if (vote > _ABSTAIN) revert GovernorInvalidVoteType();
        uint256 votes = _ballots[proposalId].votes;
        if (_voteOf(votes, number) != 0) revert GovernorAlreadyCastVote(account);

        _ballots[proposalId].votes = votes | (vote << ((number - 1) * _VOTE_BITS));
        return totalWeight;
    }

    function _getVotes(address account, uint256 timepoint, bytes memory) internal view override returns (uint256) {
        return _SEATS.getPastVotes(account, timepoint);
    }

    function _quorumReached(uint256 proposalId) internal view override returns (bool reached) {
        Tally memory tally = tallyOf(proposalId);
        return tally.forVotes + tally.againstVotes + tally.abstainVotes >= tally.neededParticipation;
    }

    function _voteSucceeded(uint256 proposalId) internal view override returns (bool succeeded) {
        Tally memory tally = tallyOf(proposalId);
        return tally.forVotes >= tally.neededFor;
    }

    function _setRules(Rules memory newRules) private {
        if (
            newRules.votingPeriod == 0 ||
            newRules.votingPeriod > MAX_DURATION ||
            newRules.votingDelay > MAX_DURATION ||
            newRules.executionDelay > MAX_DURATION ||
            newRules.participation == 0 ||
            newRules.participation > _PERCENT ||
            newRules.winRate == 0 ||
            newRules.winRate > _PERCENT
        ) revert CommitteeInvalidRules(newRules);
        Rules memory oldRules = _rules;

        _rules = newRules;

        emit RulesChanged(oldRules, newRules);
    }

    function _requireHarmless(address target, bytes memory data) private view {
        if (target.code.length == 0) revert CommitteeNoContract(target);
        bytes4 forbidden = 0;
        if (target == address(_MANAGER))
            forbidden = AdminCalls.forbiddenIn(address(this), target, data);
            // It would hide a call from this check, and the committee makes its calls itself.
        else if (target == address(this) && bytes4(data) == this.relay.selector) forbidden = this.relay.selector;
        if (forbidden != 0) revert CommitteeForbiddenCall(target, forbidden);
    }

    function _voteOf(uint256 votes, uint256 number) private pure returns (uint256 vote) {
        return (votes >> ((number - 1) * _VOTE_BITS)) & _VOTE_MASK;
    }

    /// @dev Rounded up, and at least one.
    function _share(uint256 weight, uint256 percent) private pure returns (uint256 share) {
        return Math.max(1, Math.ceilDiv(weight * percent, _PERCENT));
    }
}
