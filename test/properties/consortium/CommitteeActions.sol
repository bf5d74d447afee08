// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";

import {Roles} from "../../../contracts/access/Roles.sol";
import {ICommittee} from "../../../contracts/governance/ICommittee.sol";
import {ISeats} from "../../../contracts/governance/ISeats.sol";
import {IRecovery} from "../../../contracts/identity/IRecovery.sol";
import {IAccreditors} from "../../../contracts/parties/IAccreditors.sol";
import {ITimedPause} from "../../../contracts/registry/ITimedPause.sol";
import {RecoveryModel} from "../books/RecoveryModel.sol";
import {ConsortiumLedger} from "./ConsortiumLedger.sol";

/// @title CommitteeActions
/// @notice What a committee decides, and what others try to. A second book of seats, of accreditors' terms and of
/// powers, told from what was voted.
abstract contract CommitteeActions is ConsortiumLedger, RecoveryModel {
    /// @notice What an accreditor was appointed for.
    struct Term {
        uint40 validUntil;
        uint8 scope;
    }

    uint8 private constant _YES = 1;
    uint256 private constant _KINDS_OF_SUPPORT = 3;
    uint256 private constant _BYTES_OF_SELECTOR = 4;

    mapping(address accreditor => Term term) internal _terms;
    mapping(address account => bool may) internal _isAdjudicator;
    uint40 internal _pauseDuration = 7 days;
    mapping(address member => uint256 weight) private _weights;
    uint40 private _seatsChangedAt;

    constructor() {
        _terms[ACCREDITOR] = Term(FOR_EVER, ALL_KINDS);
        _terms[SECOND_ACCREDITOR] = Term(START + 40 days, ALL_KINDS);
        _isAdjudicator[ADJUDICATOR] = true;
        for (uint256 i = 0; i < MEMBERS; ++i) _weights[_memberAt(i)] = i + 1;
        // The second step of the hand-over: the committee's first vote takes the deployer's role.
        _decide(address(_manager), abi.encodeCall(IAccessManager.revokeRole, (Roles.ADMIN, address(this))), false);
    }

    /// @notice Somebody proposes something.
    function propose(uint256 seed) external action(seed) {
        (address target, bytes memory data) = _motion();
        _propose(_like(_member()), target, data);
    }

    /// @notice A member proposes what a committee never decides: somebody beside it, or an end of itself.
    function proposeCoup(uint256 seed) external action(seed) {
        bytes memory data = _coup(_committee, _pick(4), _anybody());
        bool success = _send(_member(), address(_committee), _proposing(address(_manager), data));
        _note(Rule.CommitteeIsOnlyAdmin, success);
    }

    /// @notice Somebody votes, perhaps for the second time.
    function vote(uint256 seed) external action(seed) {
        if (_known.length == 0) return;
        _vote(_like(_member()), _recentOne().id, uint8(_pick(_KINDS_OF_SUPPORT)));
    }

    /// @notice Somebody executes a proposal.
    function execute(uint256 seed) external action(seed) {
        if (_known.length == 0) return;
        _execute(_anybody(), _recentOne());
    }

    /// @notice A proposal from its beginning to its end, with the votes of all who have one.
    function decide(uint256 seed) external action(seed) {
        (address target, bytes memory data) = _motion();
        _decide(target, data, _chance(2));
    }

    /* ONE STEP */

    /// @param meanwhile Whether another ballot begins, and is open when this decision is carried out.
    function _decide(address target, bytes memory data, bool meanwhile) private {
        uint256 before = _known.length;
        // The first ones may have been expelled, or have too many open.
        for (uint256 i = 0; i < MEMBERS && _known.length == before; ++i) _propose(_memberAt(i), target, data);
        if (_known.length == before) return;

        Known storage known = _known[before];
        for (uint256 i = 0; i < MEMBERS; ++i) _vote(_memberAt(i), known.id, _YES);
        uint40 end = _time + PERIOD + EXECUTION_DELAY;
        if (meanwhile) _voteOnAnother();
        (_time, _block) = (end, _block + 1);
        _execute(_memberAt(0), known);
    }

    function _voteOnAnother() private {
        _time += PERIOD / 2;
        (address target, bytes memory data) = _motion();
        _propose(_member(), target, data);
        uint256 id = _known[_known.length - 1].id;
        for (uint256 i = 0; i < MEMBERS; ++i) _vote(_memberAt(i), id, uint8(_pick(_KINDS_OF_SUPPORT)));
    }

    function _propose(address proposer, address target, bytes memory data) private {
        if (!_send(proposer, address(_committee), _proposing(target, data))) return;
        _note(Rule.PowersAreGiven, !_mayBeSeated(proposer));
        _know(_committee, target, data);
        // Its ballot begins with the next second.
        ++_time;
        ++_block;
    }

    function _vote(address voter, uint256 id, uint8 support) private {
        bytes memory data = abi.encodeCall(IGovernor.castVote, (id, support));
        if (!_send(voter, address(_committee), data)) return;
        _note(Rule.VotesAreSeats, !_mayBeSeated(voter) || _votes[id][voter] != 0);
        _votes[id][voter] = support + 1;
        _checkTally(id);
    }

    function _execute(address caller, Known storage known) private {
        if (!_send(caller, address(_committee), _executing(known))) return;
        _note(Rule.DecisionsAreWon, !_isWon(_committee, known.id));
        _checkTally(known.id);
        _checkTally(_known[_known.length - 1].id);
        ++reached[bytes4(known.data)];
        _bookDecision(bytes4(known.data), Bytes.slice(known.data, _BYTES_OF_SELECTOR));
        for (uint256 i = 0; i < MEMBERS && _time >= _seatsChangedAt; ++i) {
            _note(Rule.VotesAreSeats, _seats.getVotes(_memberAt(i)) != _weights[_memberAt(i)]);
        }
    }

    /// @dev What the committee counted is what was voted from the seats that there are.
    function _checkTally(uint256 id) private {
        ICommittee.Tally memory tally = _committee.tallyOf(id);
        uint256[4] memory counted = _count(_committee, id);
        bool isSame = tally.againstVotes == counted[1] &&
            tally.forVotes == counted[2] &&
            tally.abstainVotes == counted[3] &&
            tally.totalWeight == counted[0] + counted[1] + counted[2] + counted[3];
        _note(Rule.VotesAreSeats, !isSame);
    }

    function _recentOne() private returns (Known storage known) {
        return _known[_known.length - 1 - _pick(_recent())];
    }

    /* WHAT IS VOTED ON */

    function _motion() private returns (address target, bytes memory data) {
        bool isPaused = _time < _pauseEnds;
        if (isPaused && _chance(4)) return (address(_registry), abi.encodeCall(ITimedPause.unpause, ()));
        uint256 about = _pick(4);
        if (about == 0) return (address(_seats), _seatMotion());
        if (about == 1) return (address(_parties), _accreditorMotion());
        if (about == 2) return (address(_manager), _roleMotion());
        if (_chance(2)) {
            return (address(_registry), abi.encodeCall(ITimedPause.setPauseDuration, (uint32(_pick(5000)))));
        }
        return (address(_recovery), abi.encodeCall(IRecovery.recoverByOrder, (_publisher(), _publisher(), _hash())));
    }

    function _seatMotion() private returns (bytes memory data) {
        uint256 what = _pick(3);
        if (what == 0) return abi.encodeCall(ISeats.admit, (_member(), uint32(1 + _pick(9))));
        if (what == 1) return abi.encodeCall(ISeats.expel, (_member()));
        return abi.encodeCall(ISeats.changeWeight, (_member(), uint32(1 + _pick(9))));
    }

    function _accreditorMotion() private returns (bytes memory data) {
        if (_chance(3)) return abi.encodeCall(IAccreditors.dismissAccreditor, (_accreditor(), _hash()));
        uint40 validUntil = _chance(2) ? FOR_EVER : _time + PERIOD + EXECUTION_DELAY + uint40(_pick(20_000));
        uint8 scope = _chance(2) ? ALL_KINDS : uint8(2 * _pick(8));
        return abi.encodeCall(IAccreditors.appointAccreditor, (_accreditor(), validUntil, scope));
    }

    function _roleMotion() private returns (bytes memory data) {
        if (_chance(2)) return abi.encodeCall(IAccessManager.revokeRole, (Roles.ADJUDICATOR, _nominee()));
        return abi.encodeCall(IAccessManager.grantRole, (Roles.ADJUDICATOR, _nominee(), 0));
    }

    /* WHAT WAS DECIDED */

    function _bookDecision(bytes4 called, bytes memory arguments) private {
        if (called == IAccreditors.appointAccreditor.selector) {
            (address account, uint40 validUntil, uint8 scope) = abi.decode(arguments, (address, uint40, uint8));
            _terms[account] = Term(validUntil, scope);
        } else if (called == IAccreditors.dismissAccreditor.selector) {
            address account = abi.decode(arguments, (address));
            delete _terms[account];
            _bookDismissal(account, _time);
        } else {
            _bookSeats(called, arguments);
            _bookPowers(called, arguments);
        }
    }

    function _bookSeats(bytes4 called, bytes memory arguments) private {
        bool isExpulsion = called == ISeats.expel.selector;
        if (!isExpulsion && called != ISeats.admit.selector && called != ISeats.changeWeight.selector) return;
        if (_time > _seatsChangedAt) _seatsChangedAt = _time;
        if (isExpulsion) {
            delete _weights[abi.decode(arguments, (address))];
        } else {
            (address member, uint32 weight) = abi.decode(arguments, (address, uint32));
            _weights[member] = weight;
        }
    }

    function _bookPowers(bytes4 called, bytes memory arguments) private {
        if (called == IAccessManager.grantRole.selector || called == IAccessManager.revokeRole.selector) {
            (uint64 role, address account) = abi.decode(arguments, (uint64, address));
            if (role == Roles.ADJUDICATOR) _isAdjudicator[account] = called == IAccessManager.grantRole.selector;
        } else if (called == ITimedPause.setPauseDuration.selector) {
            _pauseDuration = abi.decode(arguments, (uint32));
        } else if (called == ITimedPause.unpause.selector) {
            _pauseEnds = _time;
        } else if (called == IRecovery.recoverByOrder.selector) {
            (address account, address successor) = abi.decode(arguments, (address, address));
            _bookSuccessor(account, successor, true);
        }
    }

    /// @dev A clock that has gone back shows the seats of then.
    function _mayBeSeated(address account) private view returns (bool may) {
        return _weights[account] != 0 || _time < _seatsChangedAt;
    }
}
