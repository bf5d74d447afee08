// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {Roles} from "../../../contracts/access/Roles.sol";
import {ISeats} from "../../../contracts/governance/ISeats.sol";
import {IRecovery} from "../../../contracts/identity/IRecovery.sol";
import {IAccreditors} from "../../../contracts/parties/IAccreditors.sol";
import {ITimedPause} from "../../../contracts/registry/ITimedPause.sol";
import {ITitles} from "../../../contracts/registry/ITitles.sol";
import {Consortium} from "./Consortium.sol";
import {RecoveryActions} from "./RecoveryActions.sol";

/// @title ConsortiumHandler
/// @notice A consortium that works, and its attackers, as forge may call them: in any order.
contract ConsortiumHandler is RecoveryActions {
    uint256 private constant _FIRST_OWNERS = 3;
    uint64 private constant _LAST_ROLE = Roles.RECOVERY;

    /// @param unit 1 where the chain counts in seconds, 1000 where it counts in milliseconds.
    constructor(uint256 unit) Consortium(unit) {
        for (uint256 i = 0; i < _FIRST_OWNERS; ++i) {
            _accreditAtFirst(i);
            _registerWork(_actorAt(i), _actorAt(i), i);
        }
        // These titles are final by now, and the roles hold also where the time goes back.
        _time = START;
    }

    /* ATTACKS */

    /// @notice A single key tries what only a vote may do, or Recovery: directly or through the AccessManager.
    function trespass(uint256 seed) external action(seed) {
        address caller = _anybody();
        (address target, bytes memory data) = _chance(2) ? _theftOfPower(caller) : _theftOfTitles(caller);
        if (_chance(3)) (target, data) = (address(_manager), abi.encodeCall(IAccessManager.execute, (target, data)));
        _note(Rule.PowersAreGiven, _send(caller, target, data));
    }

    /* CIRCUMSTANCES */

    /// @notice The guardian pauses; others try to.
    function pause(uint256 seed) external action(seed) {
        address caller = _like(GUARDIAN);
        if (!_send(caller, address(_registry), abi.encodeCall(ITimedPause.pause, ()))) return;
        _note(Rule.PowersAreGiven, caller != GUARDIAN);
        // One pause after the other would be one without an end.
        _note(Rule.PausesEnd, _pauseEnds != 0 && _time < _pauseEnds + _pauseDuration);
        _pauseEnds = _time + _pauseDuration;
    }

    /// @notice Time passes: seconds, a reveal window, or a month.
    function wait(uint256 seed) external action(seed) {
        uint256 length = _pick(8);
        if (length < 3) _time += uint40(_pick(15));
        else if (length < 7) _time += uint40(_pick(3 * REVEAL_WINDOW));
        else _time += uint40(_pick(31 days));
        _block += uint40(1 + _pick(100));
    }

    /// @notice Whoever makes a block has a wrong clock, ahead or behind by up to two windows.
    function mistakeTheTime(uint256 seed) external action(seed) {
        uint40 mistake = uint40(1 + _pick(2 * REVEAL_WINDOW));
        _time = _chance(2) ? _time + mistake : _time - mistake;
        ++_block;
    }

    /* AT THE END OF A RUN */

    /// @notice Whether the committee alone is the admin of every contract.
    function isInCharge() external view returns (bool isSo) {
        for (uint256 i = 0; i < ACTORS; ++i) {
            (bool isAdmin, ) = _manager.hasRole(Roles.ADMIN, _actorAt(i));
            if (isAdmin) return false;
        }
        (bool isCommittee, uint32 delay) = _manager.hasRole(Roles.ADMIN, address(_committee));
        address manager = address(_manager);
        return
            isCommittee &&
            delay == 0 &&
            _registry.authority() == manager &&
            _parties.authority() == manager &&
            _recovery.authority() == manager;
    }

    /// @notice How many roles the one who deployed has.
    function rolesOfDeployer() external view returns (uint256 count) {
        for (uint64 role = Roles.ADMIN; role <= _LAST_ROLE; ++role) {
            (bool isHeld, ) = _manager.hasRole(role, address(this));
            if (isHeld) ++count;
        }
    }

    /* WHAT NOBODY MAY DO ALONE */

    function _theftOfPower(address caller) private returns (address target, bytes memory data) {
        uint256 what = _pick(6);
        if (what == 0) return (address(_seats), abi.encodeCall(ISeats.admit, (caller, 9)));
        if (what == 1) return (address(_seats), abi.encodeCall(ISeats.expel, (_member())));
        target = address(_manager);
        if (what == 2) return (target, _coup(_committee, _pick(4), caller));
        if (what == 3) data = abi.encodeCall(IAccessManager.grantRole, (uint64(_pick(_LAST_ROLE + 1)), caller, 0));
        else if (what == 4) data = abi.encodeCall(IAccessManager.updateAuthority, (address(_registry), caller));
        else return (address(_registry), abi.encodeCall(IAccessManaged.setAuthority, (caller)));
    }

    function _theftOfTitles(address caller) private returns (address target, bytes memory data) {
        uint256 what = _pick(6);
        if (what == 0)
            return (address(_parties), abi.encodeCall(IAccreditors.appointAccreditor, (caller, FOR_EVER, 14)));
        if (what == 1)
            return (address(_parties), abi.encodeCall(IAccreditors.dismissAccreditor, (ACCREDITOR, _hash())));
        if (what == 2)
            return (address(_recovery), abi.encodeCall(IRecovery.recoverByOrder, (_publisher(), caller, "x")));
        target = address(_registry);
        if (what == 3) return (target, abi.encodeCall(ITimedPause.unpause, ()));
        if (what == 4) return (target, abi.encodeCall(ITimedPause.setPauseDuration, (30 days)));
        uint256[] memory works = new uint256[](1);
        uint256 index = _pick(WORKS);
        works[0] = workAt(index);
        data = abi.encodeCall(ITitles.recoverTitles, (works, _works[works[0]].owner, caller, "x"));
    }
}
