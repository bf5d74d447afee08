// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {ITitles} from "../registry/ITitles.sol";
import {IRecovery} from "./IRecovery.sol";

/// @title Recovery
/// @notice Successors of lost accounts, by guardians or by order.
contract Recovery is IRecovery, AccessManaged {
    /// @inheritdoc IRecovery
    uint256 public constant MAX_GUARDIANS = 16;
    /// @inheritdoc IRecovery
    uint256 public constant MAX_TITLES = 100;
    /// @inheritdoc IRecovery
    uint40 public constant MAX_DELAY = 90 days;
    /// @inheritdoc IRecovery
    uint40 public constant EXECUTION_WINDOW = 30 days;

    IPartyRegistry private immutable _PARTIES;
    ITitles private immutable _TITLES;

    mapping(address account => Guardianship guardianship) private _guardianships;
    /// @dev Those that count from a later time on.
    mapping(address account => Guardianship guardianship) private _announced;
    mapping(address account => Process process) private _processes;
    mapping(address account => mapping(uint32 round => mapping(address guardian => address successor)))
        private _approvals;
    mapping(address account => address successor) private _successors;
    mapping(address account => bytes32 recoveryHash) private _recoveryHashes;

    /// @param authority The deployment's AccessManager.
    /// @param parties The registry of parties to ask.
    /// @param titles The registry whose titles follow.
    constructor(address authority, IPartyRegistry parties, ITitles titles) AccessManaged(authority) {
        _PARTIES = parties;
        _TITLES = titles;
    }

    /* GUARDIANS */

    /// @inheritdoc IRecovery
    function setGuardians(address[] calldata guardians, uint8 threshold, uint40 delay) external {
        uint40 time = ChainTime.timestamp();
        _requireNotReplaced(msg.sender);
        _requireNotRunning(msg.sender, time);
        _requireSound(msg.sender, guardians);
        if (threshold == 0 || threshold > guardians.length) revert RecoveryThreshold(threshold, guardians.length);
        if (delay == 0 || delay > MAX_DELAY) revert RecoveryDelay(delay, MAX_DELAY);

        Guardianship storage current = _settle(msg.sender, time);
        bool isFirst = current.since == 0;
        uint40 since = isFirst ? time : time + current.delay;
        Guardianship memory named = Guardianship(guardians, threshold, delay, since);
        if (isFirst) _guardianships[msg.sender] = named;
        else _announced[msg.sender] = named;

        emit GuardiansSet(msg.sender, guardians, threshold, delay, since, _note(msg.sender));
    }

    /// @inheritdoc IRecovery
    function approve(address account, address successor) external {
        uint40 time = ChainTime.timestamp();
        _requireNotReplaced(account);
        _requireNotRunning(account, time);
        _requireFit(account, successor);
        Guardianship storage current = _settle(account, time);
        if (!_isGuardian(current, msg.sender)) revert RecoveryNotGuardian(account, msg.sender);

        // What was agreed on and not executed in time does not count any more.
        if (_processes[account].executableAt != 0) _end(account);
        mapping(address guardian => address successor) storage named = _approvals[account][_processes[account].round];
        named[msg.sender] = successor;
        uint256 approvals = _count(current, named, successor);

        emit RecoveryApproved(account, msg.sender, successor, approvals, _note(account));
        if (approvals >= current.threshold) _begin(account, successor, time + current.delay);
    }

    /* RECOVERY */

    /// @inheritdoc IRecovery
    function veto() external {
        uint40 time = ChainTime.timestamp();
        Process memory process = _requireRunning(msg.sender, time);
        if (time >= process.executableAt) revert RecoveryTooLate(msg.sender, process.executableAt, time);

        _end(msg.sender);

        emit RecoveryVetoed(msg.sender, process.successor, _note(msg.sender));
    }

    /// @inheritdoc IRecovery
    function execute(address account) external {
        uint40 time = ChainTime.timestamp();
        Process memory process = _requireRunning(account, time);
        if (msg.sender != process.successor) revert RecoveryNotSuccessor(account, process.successor, msg.sender);
        if (time < process.executableAt) revert RecoveryTooEarly(account, process.executableAt, time);
        _requireFit(account, msg.sender);

        bytes32 recoveryHash = keccak256(
            abi.encode(block.chainid, address(this), account, msg.sender, process.executableAt)
        );
        _replace(account, msg.sender, recoveryHash);

        emit RecoveryExecuted(account, msg.sender, recoveryHash, _note(account));
    }

    /// @inheritdoc IRecovery
    function recoverByOrder(address account, address successor, bytes32 orderHash) external restricted {
        // Inside AccessManager.execute the caller is the AccessManager, and the committee would not be known.
        if (msg.sender == authority()) revert RecoveryIndirectCall(msg.sender);
        if (orderHash == 0) revert RecoveryZeroOrderHash(account);
        _requireFit(account, successor);

        _replace(account, successor, orderHash);

        emit RecoveryOrdered(account, successor, msg.sender, orderHash, _note(account));
    }

    /// @inheritdoc IRecovery
    function moveTitles(address account, uint256[] calldata workIds) external {
        if (workIds.length == 0 || workIds.length > MAX_TITLES) revert RecoveryBatchSize(workIds.length, MAX_TITLES);
        address successor = _successors[account];
        if (successor == address(0)) revert RecoveryNotReplaced(account);

        _TITLES.recoverTitles(workIds, account, successor, _recoveryHashes[account]);
    }

    /* READING */

    /// @inheritdoc IRecovery
    function guardiansOf(address account) external view returns (Guardianship memory guardianship) {
        return _isDue(account, ChainTime.timestamp()) ? _announced[account] : _guardianships[account];
    }

    /// @inheritdoc IRecovery
    function announcedGuardiansOf(address account) external view returns (Guardianship memory guardianship) {
        if (!_isDue(account, ChainTime.timestamp())) return _announced[account];
    }

    /// @inheritdoc IRecovery
    function recoveryOf(address account) external view returns (Process memory process) {
        return _processes[account];
    }

    /// @inheritdoc IRecovery
    function approvalOf(address account, address guardian) external view returns (address successor) {
        return _approvals[account][_processes[account].round][guardian];
    }

    /// @inheritdoc IRecovery
    function successorOf(address account) external view returns (address successor) {
        return _successors[account];
    }

    /// @inheritdoc IRecovery
    function recoveryHashOf(address account) external view returns (bytes32 recoveryHash) {
        return _recoveryHashes[account];
    }

    /* CHANGES */

    /// @dev A recovery that begins ends a change of guardians that does not count yet: who has the key may be a thief.
    function _begin(address account, address successor, uint40 executableAt) private {
        delete _announced[account];
        Process storage process = _processes[account];
        process.successor = successor;
        process.executableAt = executableAt;

        emit RecoveryBegun(account, successor, executableAt, _note(account));
    }

    function _end(address account) private {
        Process storage process = _processes[account];
        process.successor = address(0);
        process.executableAt = 0;
        ++process.round;
    }

    function _replace(address account, address successor, bytes32 recoveryHash) private {
        _end(account);
        _successors[account] = successor;
        _recoveryHashes[account] = recoveryHash;
    }

    /// @dev Puts announced guardians in the place of those before them, once their time has come. What was approved
    /// until then does not count any more.
    function _settle(address account, uint40 time) private returns (Guardianship storage current) {
        current = _guardianships[account];
        if (!_isDue(account, time)) return current;

        _guardianships[account] = _announced[account];
        delete _announced[account];
        ++_processes[account].round;
    }

    /// @dev Notes that an account has a new event in this block.
    function _note(address account) private returns (uint40 previousBlock) {
        Process storage process = _processes[account];
        previousBlock = process.changedAtBlock;
        process.changedAtBlock = uint40(block.number);
    }

    /* CHECKS */

    function _requireFit(address account, address successor) private view {
        if (successor == account) revert RecoveryToSelf(account);
        // So successors never lead back in a circle.
        address next = _successors[successor];
        if (next != address(0)) revert RecoveryReplaced(successor, next);
        if (!_PARTIES.isAccredited(successor)) revert RecoveryNotAccredited(successor);
    }

    function _requireNotReplaced(address account) private view {
        address successor = _successors[account];
        if (successor != address(0)) revert RecoveryReplaced(account, successor);
    }

    function _requireRunning(address account, uint40 time) private view returns (Process memory process) {
        process = _processes[account];
        if (!_isRunning(process, time)) revert RecoveryNotRunning(account);
    }

    function _requireNotRunning(address account, uint40 time) private view {
        Process memory process = _processes[account];
        if (_isRunning(process, time)) revert RecoveryRunning(account, process.successor, process.executableAt);
    }

    function _isDue(address account, uint40 time) private view returns (bool isDue) {
        uint40 since = _announced[account].since;
        return since != 0 && since <= time;
    }

    function _isGuardian(Guardianship storage current, address account) private view returns (bool isGuardian) {
        address[] memory guardians = current.guardians;
        for (uint256 i = 0; i < guardians.length; ++i) {
            if (guardians[i] == account) return true;
        }
    }

    function _count(
        Guardianship storage current,
        mapping(address guardian => address successor) storage named,
        address successor
    ) private view returns (uint256 approvals) {
        address[] memory guardians = current.guardians;
        for (uint256 i = 0; i < guardians.length; ++i) {
            if (named[guardians[i]] == successor) ++approvals;
        }
    }

    function _isRunning(Process memory process, uint40 time) private pure returns (bool isRunning) {
        return process.executableAt != 0 && time < process.executableAt + EXECUTION_WINDOW;
    }

    function _requireSound(address account, address[] calldata guardians) private pure {
        if (guardians.length == 0 || guardians.length > MAX_GUARDIANS) {
            revert RecoveryGuardianCount(guardians.length, MAX_GUARDIANS);
        }
        address last = address(0);
        for (uint256 i = 0; i < guardians.length; ++i) {
            address guardian = guardians[i];
            if (guardian <= last || guardian == account) revert RecoveryInvalidGuardian(guardian);
            last = guardian;
        }
    }
}
