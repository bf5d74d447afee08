// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {Roles} from "../../../contracts/access/Roles.sol";
import {Committee} from "../../../contracts/governance/Committee.sol";
import {ICommittee} from "../../../contracts/governance/ICommittee.sol";
import {ISeats} from "../../../contracts/governance/ISeats.sol";
import {BallotBook} from "../books/BallotBook.sol";
import {Vm} from "../Vm.sol";

/// @title CommitteeHandler
/// @notice Members, former members and strangers propose, vote and execute at random, and try what only a vote may do.
/// It counts every ballot once more, by who voted from which seat.
contract CommitteeHandler is BallotBook {
    Vm internal constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint256 private constant _ACTORS = 8;
    uint256 private constant _FIRST_MEMBERS = 5;
    uint32 private constant _PERIOD = 100;

    AccessManager public immutable MANAGER;
    Committee public immutable COMMITTEE;
    ISeats public immutable SEATS;

    uint256 private _time = 1_800_000_000;
    /// @notice How often something came to pass that must not.
    uint256 public violations;
    /// @notice How many proposals were executed.
    uint256 public executions;
    /// @notice How many votes were cast.
    uint256 public votesCast;

    constructor() {
        VM.warp(_time);
        MANAGER = new AccessManager(address(this));
        ISeats.Seat[] memory members = new ISeats.Seat[](_FIRST_MEMBERS);
        for (uint256 i = 0; i < _FIRST_MEMBERS; ++i) members[i] = ISeats.Seat(actor(i), uint32(i + 1));
        COMMITTEE = new Committee(address(MANAGER), ICommittee.Rules(0, _PERIOD, 10, PARTICIPATION, WIN_RATE), members);
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
        else (target, data) = (address(MANAGER), _coup(COMMITTEE, seed / 64, about));

        bool isForbidden = target == address(MANAGER) || SEATS.numberOf(actor(seed / 512)) == 0;
        if (!_send(actor(seed / 512), address(COMMITTEE), _proposing(target, data))) return;

        if (isForbidden) ++violations;
        _know(COMMITTEE, target, data);
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
        _tick(1);
        IGovernor.ProposalState before = COMMITTEE.state(known.id);
        if (!_send(actor(seed), address(COMMITTEE), _executing(known))) return;

        if (before != IGovernor.ProposalState.Queued || !_isWon(COMMITTEE, known.id)) ++violations;
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
}
