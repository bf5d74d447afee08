// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IRecovery} from "../../../contracts/identity/IRecovery.sol";
import {TitleActions} from "./TitleActions.sol";

/// @title RecoveryActions
/// @notice What guardians, owners, thieves with their keys and successors do. The guardians are members of the
/// committee.
abstract contract RecoveryActions is TitleActions {
    uint256 private constant _MOST_GUARDIANS = 3;
    uint256 private constant _LONGEST_DELAY = 5000;

    /// @notice An owner, or who has its key, names guardians.
    function nameGuardians(uint256 seed) external action(seed) {
        address account = _publisher();
        address[] memory guardians = new address[](1 + _pick(_MOST_GUARDIANS));
        uint256 first = _pick(MEMBERS - _MOST_GUARDIANS + 1);
        for (uint256 i = 0; i < guardians.length; ++i) guardians[i] = _memberAt(first + i);
        uint8 threshold = uint8(1 + _pick(guardians.length));
        uint40 delay = uint40(1 + _pick(_LONGEST_DELAY));
        bytes memory data = abi.encodeCall(IRecovery.setGuardians, (guardians, threshold, delay));
        if (!_send(account, address(_recovery), data)) return;
        _note(Rule.GuardiansAgreeInTime, _isRunning(account, _time));
        _bookGuardians(account, guardians, threshold, delay, _time);
    }

    /// @notice A guardian, one who was, or another names a successor.
    function nameSuccessor(uint256 seed) external action(seed) {
        _nameSuccessor(_publisher(), _publisher(), _like(_member()));
    }

    /// @notice All members name the same successor, as far as they are guardians.
    function agreeOnSuccessor(uint256 seed) external action(seed) {
        address account = _publisher();
        address successor = _publisher();
        for (uint256 i = 0; i < MEMBERS; ++i) _nameSuccessor(account, successor, _memberAt(i));
    }

    /// @notice An owner, or who has its key, objects; seldom, or few would be recovered.
    function veto(uint256 seed) external action(seed) {
        address account = _publisher();
        if (_chance(2) || !_send(account, address(_recovery), abi.encodeCall(IRecovery.veto, ()))) return;
        _note(Rule.GuardiansAgreeInTime, _lost[account].executableAt <= _time);
        _forget(account);
    }

    /// @notice A successor takes over, some in the very second in which it may, or a second before; or another tries.
    function takeOver(uint256 seed) external action(seed) {
        address account = _publisher();
        uint40 executableAt = uint40(_lost[account].executableAt);
        uint40 moment = executableAt - (executableAt != 0 && _chance(3) ? 1 : 0);
        if (_time < moment && _chance(2)) (_time, _block) = (moment, _block + 1);
        address caller = _like(_lost[account].agreedOn);
        bool may = _mayTakeOver(account, caller, _time) && _isAccredited(caller, _time);
        if (!_send(caller, address(_recovery), abi.encodeCall(IRecovery.execute, (account)))) return;
        _note(Rule.GuardiansAgreeInTime, !may);
        if (may) _bookSuccessor(account, caller, false);
    }

    /// @notice Anybody has titles follow to the successor, one or several.
    function moveTitles(uint256 seed) external action(seed) {
        address account = _publisher();
        uint256[] memory works = new uint256[](1 + _pick(2));
        uint256 start = _pick(WORKS);
        for (uint256 i = 0; i < WORKS && _works[workAt(start)].owner != account; ++i) start = (start + 1) % WORKS;
        for (uint256 i = 0; i < works.length; ++i) {
            uint256 index = (start + i) % WORKS;
            works[i] = workAt(index);
            if (_lost[account].successor != address(0)) _leave.works |= 1 << index;
        }
        (_leave.from, _leave.to) = (account, _lost[account].successor);
        _send(_anybody(), address(_recovery), abi.encodeCall(IRecovery.moveTitles, (account, works)));
    }

    function _nameSuccessor(address account, address successor, address guardian) private {
        bytes memory data = abi.encodeCall(IRecovery.approve, (account, successor));
        if (!_send(guardian, address(_recovery), data)) return;
        bool isRunning = _isRunning(account, _time);
        _settle(account, _time);
        _note(Rule.GuardiansAgreeInTime, isRunning || !_isGuardian(account, guardian));
        _bookApproval(account, guardian, successor, _time);
    }
}
