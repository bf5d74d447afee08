// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IRecovery} from "../../../contracts/identity/IRecovery.sol";
import {Recovery} from "../../../contracts/identity/Recovery.sol";
import {ITitles} from "../../../contracts/registry/ITitles.sol";
import {Deployed} from "../Deployed.sol";
import {RecoveryModel} from "../books/RecoveryModel.sol";

/// @title RecoveryHandler
/// @notice Three members whose keys anybody may have, three guardians, an admin and a stranger, in any order. It books
/// which call should move a title, and notes where the contracts did otherwise.
contract RecoveryHandler is Deployed, RecoveryModel {
    uint256 private constant _MEMBERS = 3;
    uint256 private constant _ACTORS = 7;
    uint256 private constant _WORKS = 6;
    uint256 private constant _LONGEST_DELAY = 5000;

    Recovery private _recovery;
    uint256 private _time = START;

    /// @notice Who should hold a title.
    mapping(uint256 workId => address owner) public ownerOf;
    /// @notice How often a contract took what it should not, or refused what it should take.
    uint256 public violations;
    uint256 public takenOver;
    uint256 public ordered;
    uint256 public vetoed;
    uint256 public followed;

    constructor() {
        VM.warp(START - 365 days);
        _deploy(REVEAL_WINDOW);
        _recovery = _deployRecovery();
        for (uint256 i = 0; i < _MEMBERS; ++i) {
            _accredit(actorAt(i), FOR_EVER);
        }
        for (uint256 i = 0; i < _WORKS; ++i) {
            address owner = actorAt(i % _MEMBERS);
            _register(owner, bytes32(workAt(i)));
            ownerOf[workAt(i)] = owner;
        }
        VM.warp(START);
    }

    /* WHAT ANYBODY DOES */

    function setGuardians(uint256 seed, uint256 delaySeed) external {
        address account = actorAt(seed % _MEMBERS);
        // Some of those before stay, others go.
        uint256 first = _MEMBERS + ((seed / 27) % 2);
        address[] memory guardians = new address[](1 + ((seed / 3) % 3));
        for (uint256 i = 0; i < guardians.length; ++i) {
            guardians[i] = actorAt(first + i);
        }
        uint8 threshold = uint8(_between(seed / 9, 1, guardians.length));
        uint40 delay = uint40(_between(delaySeed, 1, _LONGEST_DELAY));

        bool should = _lost[account].successor == address(0) && !_isRunning(account, _time);
        _sorted(guardians);
        if (_call(account, abi.encodeCall(IRecovery.setGuardians, (guardians, threshold, delay)), should)) {
            _bookGuardians(account, guardians, threshold, delay, _time);
        }
    }

    /// @notice Mostly by somebody who may be a guardian, for a member.
    function approve(uint256 seed, uint256 callerSeed) external {
        address account = actorAt(seed % _MEMBERS);
        address successor = actorAt((seed / 3) % (seed % 8 == 0 ? _ACTORS : _MEMBERS));
        address caller = actorAt(callerSeed % 4 == 0 ? callerSeed / 4 : _MEMBERS + ((callerSeed / 4) % 4));

        _settle(account, _time);
        bool should = _lost[account].successor == address(0) &&
            !_isRunning(account, _time) &&
            _isGuardian(account, caller) &&
            _isFit(account, successor);
        if (_call(caller, abi.encodeCall(IRecovery.approve, (account, successor)), should)) {
            _bookApproval(account, caller, successor, _time);
        }
    }

    /// @notice Seldom: few would take over otherwise.
    function veto(uint256 seed) external {
        if (seed % 2 != 0) return;
        address account = actorAt((seed / 4) % _MEMBERS);

        bool should = _isRunning(account, _time) && _time < _lost[account].executableAt;
        if (_call(account, abi.encodeCall(IRecovery.veto, ()), should)) {
            _forget(account);
            ++vetoed;
        }
    }

    /// @notice Mostly by the one on whom the guardians agreed, and some in the very second in which it may.
    function execute(uint256 seed, uint256 callerSeed) external {
        address account = actorAt(seed % _MEMBERS);
        Lost storage lost = _lost[account];
        address caller = callerSeed % 4 == 0 || lost.agreedOn == address(0) ? actorAt(callerSeed / 4) : lost.agreedOn;
        if (lost.executableAt != 0 && seed % 2 == 0) {
            uint256 moment = lost.executableAt - (callerSeed % 3 == 0 ? 1 : 0);
            if (_time < moment) _time = moment;
        }

        bool should = _mayTakeOver(account, caller, _time) && _isFit(account, caller);
        if (_call(caller, abi.encodeCall(IRecovery.execute, (account)), should)) {
            _bookSuccessor(account, caller, false);
            ++takenOver;
        }
    }

    /// @notice Mostly by somebody who may not: the admin would decide everything otherwise.
    function order(uint256 seed, uint256 callerSeed, bytes32 orderHash) external {
        address account = actorAt(seed % _MEMBERS);
        address successor = actorAt((seed / 3) % _MEMBERS);
        address caller = callerSeed % 16 == 0 ? address(this) : actorAt(callerSeed / 16);

        bool should = caller == address(this) && orderHash != 0 && _isFit(account, successor);
        if (_call(caller, abi.encodeCall(IRecovery.recoverByOrder, (account, successor, orderHash)), should)) {
            _bookSuccessor(account, successor, true);
            ++ordered;
        }
    }

    function moveTitles(uint256 seed, uint256 callerSeed) external {
        uint256[] memory works = new uint256[](1 + ((seed / 18) % 2));
        for (uint256 i = 0; i < works.length; ++i) {
            works[i] = workAt(seed + i * _MEMBERS);
        }
        address account = callerSeed % 4 == 0 ? actorAt(seed / 7) : ownerOf[works[0]];
        address successor = _lost[account].successor;

        bool should = successor != address(0);
        for (uint256 i = 0; i < works.length; ++i) {
            should = should && ownerOf[works[i]] == account;
        }
        if (_call(actorAt(callerSeed), abi.encodeCall(IRecovery.moveTitles, (account, works)), should)) {
            for (uint256 i = 0; i < works.length; ++i) {
                ownerOf[works[i]] = successor;
            }
            ++followed;
        }
    }

    /// @notice Nobody but Recovery moves titles so, the admin included.
    function recoverTitles(uint256 seed, uint256 callerSeed, bytes32 recoveryHash) external {
        uint256[] memory works = new uint256[](1);
        works[0] = workAt(seed);
        address caller = callerSeed % 4 == 0 ? address(this) : actorAt(callerSeed / 4);
        address to = actorAt((seed / 6) % _MEMBERS);

        bytes memory data = abi.encodeCall(ITitles.recoverTitles, (works, ownerOf[works[0]], to, recoveryHash));
        _send(address(_registry), caller, data, false);
    }

    function transfer(uint256 seed, uint256 callerSeed) external {
        uint256 workId = workAt(seed);
        address owner = ownerOf[workId];
        address caller = callerSeed % 2 == 0 ? owner : actorAt(callerSeed / 2);
        address to = actorAt((seed / 6) % _MEMBERS);

        bytes memory data = abi.encodeCall(_registry.transferFrom, (owner, to, workId));
        if (_send(address(_registry), caller, data, caller == owner)) ownerOf[workId] = to;
    }

    function wait(uint256 seconds_) external {
        _time += _between(seconds_, 1, 2 * _LONGEST_DELAY);
        VM.warp(_time);
    }

    /* READING */

    function titleOwner(uint256 workId) external view returns (address owner) {
        return _registry.titleOf(workId).owner;
    }

    /// @notice Whether the contract says of every member what the calls came to.
    function agrees() external view returns (bool isSo) {
        for (uint256 i = 0; i < _MEMBERS; ++i) {
            if (_recovery.successorOf(actorAt(i)) != _lost[actorAt(i)].successor) return false;
        }
        return true;
    }

    function workCount() external pure returns (uint256 count) {
        return _WORKS;
    }

    /// @notice Members first, then guardians, then a stranger.
    function actorAt(uint256 index) public pure returns (address actor) {
        return address(uint160(0xA000 + (index % _ACTORS)));
    }

    function workAt(uint256 index) public pure returns (uint256 workId) {
        return uint256(keccak256(abi.encode("work", index % _WORKS)));
    }

    /// @dev Makes a call of Recovery, and notes where it was taken or refused otherwise than it should be.
    function _call(address caller, bytes memory data, bool should) private returns (bool success) {
        return _send(address(_recovery), caller, data, should);
    }

    function _send(address target, address caller, bytes memory data, bool should) private returns (bool success) {
        VM.warp(_time);
        VM.prank(caller);
        // The handler wants to see refusals: nothing may bubble up.
        // solhint-disable-next-line avoid-low-level-calls
        (success, ) = target.call(data);
        if (success != should) ++violations;
    }

    function _isFit(address account, address successor) private view returns (bool isFit) {
        bool isMember = false;
        for (uint256 i = 0; i < _MEMBERS; ++i) {
            if (actorAt(i) == successor) isMember = true;
        }
        return isMember && successor != account && _lost[successor].successor == address(0);
    }

    function _sorted(address[] memory guardians) private pure {
        for (uint256 i = 1; i < guardians.length; ++i) {
            VM.assertTrue(guardians[i - 1] < guardians[i], "the actors are in ascending order");
        }
    }
}
