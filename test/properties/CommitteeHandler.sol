// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {Roles} from "../../contracts/access/Roles.sol";
import {Committee} from "../../contracts/governance/Committee.sol";
import {ICommittee} from "../../contracts/governance/ICommittee.sol";
import {ISeats} from "../../contracts/governance/ISeats.sol";
import {Vm} from "./Vm.sol";

/// @title CommitteeHandler
/// @notice Members, former members and strangers propose, vote and execute at random, and try what only a vote may do.
/// It counts every ballot once more, by who voted from which seat.
contract CommitteeHandler {
    /// @notice A proposal as the handler knows it.
    struct Known {
        uint256 id;
        address target;
        bytes data;
        string description;
        IGovernor.ProposalState ended;
    }

    Vm internal constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint256 private constant _ACTORS = 8;
    uint256 private constant _FIRST_MEMBERS = 5;
    uint32 private constant _PERIOD = 100;
    uint8 private constant _PARTICIPATION = 40;
    uint8 private constant _WIN_RATE = 51;

    AccessManager public immutable MANAGER;
    Committee public immutable COMMITTEE;
    ISeats public immutable SEATS;

    Known[] private _known;
    uint256 private _time = 1_800_000_000;
    /// @notice How often something came to pass that must not.
    uint256 public violations;
    /// @notice How many proposals were executed.
    uint256 public executions;
    /// @notice How many votes were cast.
    uint256 public votesCast;
    mapping(uint256 proposalId => mapping(address member => uint256 vote)) private _votes;

    constructor() {
        VM.warp(_time);
        MANAGER = new AccessManager(address(this));
        ISeats.Seat[] memory members = new ISeats.Seat[](_FIRST_MEMBERS);
        for (uint256 i = 0; i < _FIRST_MEMBERS; ++i) members[i] = ISeats.Seat(actor(i), uint32(i + 1));
        COMMITTEE = new Committee(
            address(MANAGER),
            ICommittee.Rules(0, _PERIOD, 10, _PARTICIPATION, _WIN_RATE),
            members
        );
        SEATS = COMMITTEE.seats();
        MANAGER.grantRole(Roles.ADMIN, address(COMMITTEE), 0);
        MANAGER.renounceRole(Roles.ADMIN, address(this));
    }

    /// @notice Somebody proposes to admit, to expel, or to weigh a member, or to touch the committee's own role.
    function propose(uint256 seed) external {
        address about = actor(seed / 8);
        uint32 weight = uint32(1 + ((seed / 64) % 9));
        address target = address(SEATS);
        bytes memory data;
        if (seed % 8 < 3) data = abi.encodeCall(ISeats.admit, (about, weight));
        else if (seed % 8 < 5) data = abi.encodeCall(ISeats.expel, (about));
        else if (seed % 8 < 7) data = abi.encodeCall(ISeats.changeWeight, (about, weight));
        else (target, data) = (address(MANAGER), _coup(seed / 64, about));

        string memory description = string(abi.encodePacked(_known.length + 1));
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _lists(target, data);
        bool isForbidden = target == address(MANAGER) || SEATS.numberOf(actor(seed / 512)) == 0;
        bytes memory call = abi.encodeCall(COMMITTEE.propose, (targets, values, calls, description));
        if (!_send(actor(seed / 512), address(COMMITTEE), call)) return;

        if (isForbidden) ++violations;
        uint256 id = COMMITTEE.latestProposalId();
        _known.push(Known(id, target, data, description, IGovernor.ProposalState.Pending));
    }

    /// @notice Somebody votes, perhaps for the second time.
    function vote(uint256 seed) external {
        if (_known.length == 0) return;
        Known storage known = _known[_known.length - 1 - ((seed / 64) % _recent())];
        address voter = actor(seed / 8);
        bool mayVote = SEATS.numberOf(voter, COMMITTEE.proposalSnapshot(known.id)) != 0;
        // Yes more often than not.
        uint8 support = seed % 4 == 3 ? 1 : uint8(seed % 4);
        if (!_send(voter, address(COMMITTEE), abi.encodeCall(COMMITTEE.castVote, (known.id, support)))) return;

        if (!mayVote || _votes[known.id][voter] != 0) ++violations;
        _votes[known.id][voter] = support + 1;
        ++votesCast;
    }

    /// @notice Somebody executes a proposal; what it has ended as never changes but by that.
    function execute(uint256 seed) external {
        if (_known.length == 0) return;
        Known storage known = _known[_known.length - 1 - (seed % _recent())];
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _lists(known.target, known.data);
        bytes32 hash = keccak256(bytes(known.description));
        _tick(1);
        IGovernor.ProposalState before = COMMITTEE.state(known.id);
        if (
            !_send(actor(seed), address(COMMITTEE), abi.encodeCall(COMMITTEE.execute, (targets, values, calls, hash)))
        ) {
            return;
        }

        if (before != IGovernor.ProposalState.Queued || !_isWon(known.id)) ++violations;
        ++executions;
    }

    /// @notice Time passes, and every proposal that has ended stays what it is, but for its execution and expiry.
    function pass(uint256 seed) external {
        _tick(1 + (seed % _PERIOD));
        for (uint256 i = _known.length - _recent(); i < _known.length; ++i) {
            Known storage known = _known[i];
            IGovernor.ProposalState state = COMMITTEE.state(known.id);
            if (known.ended == IGovernor.ProposalState.Defeated && state != known.ended) ++violations;
            if (state > IGovernor.ProposalState.Canceled) known.ended = state;
        }
    }

    /// @notice A single key tries what takes a vote.
    function trespass(uint256 seed) external {
        address caller = actor(seed);
        bytes memory admission = abi.encodeCall(ISeats.admit, (actor(seed / 8), 1));
        bytes memory grant = abi.encodeCall(MANAGER.grantRole, (Roles.ADMIN, caller, 0));
        if (_send(caller, address(SEATS), admission) || _send(caller, address(MANAGER), grant)) ++violations;
    }

    /// @notice How many accounts may take part.
    function actors() external pure returns (uint256 count) {
        return _ACTORS;
    }

    /// @notice An account that may take part.
    function actor(uint256 seed) public pure returns (address account) {
        return address(uint160(0xAC70000 + (seed % _ACTORS)));
    }

    function _tick(uint256 seconds_) private {
        _time += seconds_;
        VM.warp(_time);
    }

    /// @dev Every call is of a second of its own.
    function _send(address caller, address target, bytes memory data) private returns (bool success) {
        _tick(1);
        VM.prank(caller);
        // What is refused is no fault here.
        // solhint-disable-next-line avoid-low-level-calls
        (success, ) = target.call(data);
    }

    /// @dev The ballot counted by members: who had one seat at its beginning and its end, with the smaller weight.
    function _isWon(uint256 id) private view returns (bool won) {
        ISeats.Seat[] memory first = SEATS.seatsAt(COMMITTEE.proposalSnapshot(id));
        ISeats.Seat[] memory last = SEATS.seatsAt(COMMITTEE.proposalDeadline(id));
        uint256[4] memory weights;
        for (uint256 i = 0; i < first.length; ++i) {
            if (first[i].member != last[i].member) continue;
            weights[_votes[id][first[i].member]] += first[i].weight < last[i].weight ? first[i].weight : last[i].weight;
        }
        uint256 cast = weights[1] + weights[2] + weights[3];
        // Rounding up is the same as not dividing at all.
        return
            cast != 0 &&
            cast * 100 >= (cast + weights[0]) * _PARTICIPATION &&
            weights[2] > weights[1] &&
            weights[2] * 100 >= (weights[1] + weights[2]) * _WIN_RATE;
    }

    function _recent() private view returns (uint256 count) {
        return _known.length < 6 ? _known.length : 6;
    }

    function _coup(uint256 seed, address about) private view returns (bytes memory data) {
        if (seed % 4 == 0) return abi.encodeCall(MANAGER.grantRole, (Roles.ADMIN, about, 0));
        if (seed % 4 == 1) return abi.encodeCall(MANAGER.revokeRole, (Roles.ADMIN, address(COMMITTEE)));
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(MANAGER.renounceRole, (Roles.ADMIN, address(COMMITTEE)));
        data = abi.encodeCall(MANAGER.multicall, (calls));
        if (seed % 4 == 2) data = abi.encodeCall(MANAGER.execute, (address(MANAGER), data));
    }

    function _lists(
        address target,
        bytes memory data
    ) private pure returns (address[] memory targets, uint256[] memory values, bytes[] memory calls) {
        targets = new address[](1);
        values = new uint256[](1);
        calls = new bytes[](1);
        (targets[0], calls[0]) = (target, data);
    }
}
