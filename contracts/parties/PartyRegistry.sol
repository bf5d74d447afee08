// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {Accreditors} from "./Accreditors.sol";
import {IPartyRegistry} from "./IPartyRegistry.sol";

/// @title PartyRegistry
/// @notice Accreditation of accounts. One storage slot per party, and one for each time in the past that it was active.
contract PartyRegistry is IPartyRegistry, Accreditors, EIP712 {
    using Checkpoints for Checkpoints.Trace208;

    /// @dev What a party's slot holds: `Party`, with its accreditor by the number of the appointment.
    struct PartyRecord {
        uint40 validUntil;
        PartyStatus status;
        PartyKind kind;
        uint32 appointment;
        uint32 events;
        uint40 activeSince;
        uint40 changedAtBlock;
    }

    /// @dev keccak256("Application(address account,address accreditor,uint8 kind,uint40 validUntil,bytes32
    /// credentialHash,uint40 deadline,uint32 events)")
    bytes32 private constant _APPLICATION_TYPEHASH = 0x14394ba6e9b5c4bca14be2711f27e69a9e11972a6366650ec731825fed173a8a;

    uint40 private _accreditedAtBlock;
    mapping(address account => PartyRecord record) private _records;

    /// @dev When parties were active, but for the present time: from the key on, until before the value.
    mapping(address account => Checkpoints.Trace208 times) private _pastTimes;

    /// @dev What accounts agreed to by their own calls. One that is used or outdated has another digest.
    mapping(address account => bytes32 digest) private _applications;

    /// @param authority The deployment's AccessManager.
    constructor(address authority) AccessManaged(authority) EIP712("Colophon", "1") {}

    /* DECISIONS */

    /// @inheritdoc IPartyRegistry
    function applyTo(
        address accreditor,
        PartyKind kind,
        uint40 validUntil,
        bytes32 credentialHash,
        uint40 deadline
    ) external {
        _requireMayAct(accreditor, kind);
        _requireFuture(validUntil);
        _requireNotExpired(deadline);

        PartyRecord memory record = _records[msg.sender];
        uint40 previousBlock = _recordChange(msg.sender, record);
        Application memory application = Application(msg.sender, kind, validUntil, credentialHash, deadline);
        _applications[msg.sender] = _digestOf(application, accreditor, record.events);

        emit PartyApplied(msg.sender, accreditor, kind, validUntil, credentialHash, deadline, previousBlock);
    }

    /// @inheritdoc IPartyRegistry
    function accredit(Application calldata application, bytes calldata signature) external {
        (address account, uint40 validUntil) = (application.account, application.validUntil);
        uint32 appointment = _requireMayAct(msg.sender, application.kind);
        PartyRecord memory record = _records[account];
        PartyStatus status = _statusOf(record);
        // A status is one of a list.
        // slither-disable-next-line incorrect-equality
        if (status == PartyStatus.Suspended || (status == PartyStatus.Active && !_hasExpired(record))) {
            revert PartyRegistryAlreadyAccredited(account, _appointed(record.appointment), status, record.validUntil);
        }
        _requireFuture(validUntil);
        _requireNotExpired(application.deadline);
        _requireAgreed(application, record.events, signature);

        _endTime(account, record);
        (record.validUntil, record.appointment) = (validUntil, appointment);
        (record.status, record.kind) = (PartyStatus.Active, application.kind);
        record.activeSince = ChainTime.timestamp();
        uint40 previousBlock = _recordChange(account, record);
        uint40 previousAccreditedBlock = _accreditedAtBlock;
        _accreditedAtBlock = uint40(block.number);

        emit PartyAccredited(
            account,
            msg.sender,
            application.kind,
            validUntil,
            application.credentialHash,
            previousBlock,
            previousAccreditedBlock
        );
    }

    /// @inheritdoc IPartyRegistry
    function renew(address account, uint40 validUntil, bytes32 credentialHash) external {
        PartyRecord memory record = _records[account];
        PartyStatus status = _statusOf(record);
        uint40 oldValidUntil = record.validUntil;
        if (status != PartyStatus.Suspended) _requireStatus(account, status, PartyStatus.Active);
        _requireFuture(validUntil);
        _takeOver(account, record);

        // A status is one of a list.
        // slither-disable-next-line incorrect-equality
        if (status == PartyStatus.Active && _hasExpired(record)) {
            _endTime(account, record);
            record.activeSince = ChainTime.timestamp();
        }
        record.validUntil = validUntil;
        uint40 previousBlock = _recordChange(account, record);

        emit PartyRenewed(account, msg.sender, oldValidUntil, validUntil, credentialHash, previousBlock);
    }

    /// @inheritdoc IPartyRegistry
    function suspend(address account, bytes32 reasonHash) external {
        PartyRecord memory record = _records[account];
        _requireStatus(account, _statusOf(record), PartyStatus.Active);
        _takeOver(account, record);

        _endTime(account, record);
        record.status = PartyStatus.Suspended;
        uint40 previousBlock = _recordChange(account, record);

        emit PartySuspended(account, msg.sender, reasonHash, previousBlock);
    }

    /// @inheritdoc IPartyRegistry
    function reinstate(address account, bytes32 reasonHash) external {
        PartyRecord memory record = _records[account];
        _requireStatus(account, _statusOf(record), PartyStatus.Suspended);
        _takeOver(account, record);

        record.activeSince = ChainTime.timestamp();
        record.status = PartyStatus.Active;
        uint40 previousBlock = _recordChange(account, record);

        emit PartyReinstated(account, msg.sender, reasonHash, previousBlock);
    }

    /// @inheritdoc IPartyRegistry
    function revoke(address account, bytes32 reasonHash) external {
        PartyRecord memory record = _records[account];
        PartyStatus status = _statusOf(record);
        if (status != PartyStatus.Suspended) _requireStatus(account, status, PartyStatus.Active);
        _takeOver(account, record);

        _endTime(account, record);
        record.status = PartyStatus.Revoked;
        uint40 previousBlock = _recordChange(account, record);

        emit PartyRevoked(account, msg.sender, reasonHash, previousBlock);
    }

    /* READING */

    /// @inheritdoc IPartyRegistry
    function isAccredited(address account) external view returns (bool accredited) {
        PartyRecord storage record = _records[account];
        // All are read at once, for one access to the slot: every registration of a work comes by here.
        (PartyStatus status, uint40 end, uint32 appointment) = (record.status, record.validUntil, record.appointment);
        return status == PartyStatus.Active && ChainTime.timestamp() < end && !_isDismissed(appointment);
    }

    /// @inheritdoc IPartyRegistry
    function isInTerm(address account) external view returns (bool inTerm) {
        PartyRecord storage record = _records[account];
        (PartyStatus status, uint40 end) = (record.status, record.validUntil);
        return status == PartyStatus.Active && ChainTime.timestamp() < end;
    }

    /// @inheritdoc IPartyRegistry
    function wasAccredited(address account, uint40 time) external view returns (bool accredited) {
        PartyRecord storage record = _records[account];
        (PartyStatus status, uint40 since) = (record.status, record.activeSince);
        (uint40 end, uint32 appointment) = (record.validUntil, record.appointment);
        if (status == PartyStatus.Active && time >= since) return time < end && time < _endOfAppointment(appointment);

        return time < _pastTimes[account].upperLookupRecent(time);
    }

    /// @inheritdoc IPartyRegistry
    function partyOf(address account) external view returns (Party memory party) {
        PartyRecord memory record = _records[account];
        party.accreditor = _appointed(record.appointment);
        party.validUntil = record.validUntil;
        party.changedAtBlock = record.changedAtBlock;
        party.events = record.events;
        party.status = _statusOf(record);
        party.kind = record.kind;
        // A status is one of a list.
        // slither-disable-next-line incorrect-equality
        if (party.status == PartyStatus.Active) party.activeSince = record.activeSince;
    }

    /// @inheritdoc IPartyRegistry
    function accreditedAtBlock() external view returns (uint40 blockNumber) {
        return _accreditedAtBlock;
    }

    /// @inheritdoc IPartyRegistry
    function applicationDigest(
        Application calldata application,
        address accreditor
    ) external view returns (bytes32 digest) {
        return _digestOf(application, accreditor, _records[application.account].events);
    }

    /// @dev Notes that a party has a new event in this block, and whatever else has changed in its record.
    function _recordChange(address account, PartyRecord memory record) private returns (uint40 previousBlock) {
        previousBlock = record.changedAtBlock;
        record.changedAtBlock = uint40(block.number);
        ++record.events;
        _records[account] = record;
    }

    /// @dev Puts the time that a party was active, until now or an earlier end, to those of the past.
    function _endTime(address account, PartyRecord memory record) private {
        if (record.status != PartyStatus.Active) return;
        uint40 from = record.activeSince;
        uint40 until = ChainTime.timestamp() + 1;
        if (record.validUntil < until) until = record.validUntil;
        uint40 endOfAppointment = _endOfAppointment(record.appointment);
        if (endOfAppointment < until) until = endOfAppointment;
        record.activeSince = 0;
        if (until <= from) return;

        // A time that began before one that is over by now is of a clock that went back; it cannot be kept.
        Checkpoints.Trace208 storage times = _pastTimes[account];
        // Whether there is one at all is of no interest: without one both are zero.
        // slither-disable-next-line unused-return
        (, uint48 lastFrom, uint208 lastUntil) = times.latestCheckpoint();
        // Two times that begin in one second are one time. What was there before is known.
        // slither-disable-next-line incorrect-equality,unused-return
        if (from > lastFrom || (from == lastFrom && until > lastUntil)) times.push(from, until);
    }

    /// @dev The caller may decide about the party, and becomes the accreditor on record: a change only where the one on
    /// record may not decide any more.
    function _takeOver(address account, PartyRecord memory record) private view {
        uint32 appointment = _requireMayAct(msg.sender, record.kind);
        if (appointment != record.appointment && _mayAct(record.appointment, record.kind)) {
            revert PartyRegistryNotAccreditor(account, _appointed(record.appointment), msg.sender);
        }
        record.appointment = appointment;
    }

    function _requireAgreed(Application calldata application, uint32 events, bytes calldata signature) private view {
        address account = application.account;
        bytes32 digest = _digestOf(application, msg.sender, events);
        // Digests are equal or they are not.
        // slither-disable-next-line incorrect-equality
        bool agreed = signature.length == 0
            ? _applications[account] == digest
            : SignatureChecker.isValidSignatureNowCalldata(account, digest, signature);
        if (!agreed) revert PartyRegistryNotAgreed(account, msg.sender);
    }

    function _requireNotExpired(uint40 deadline) private view {
        uint40 time = ChainTime.timestamp();
        if (deadline < time) revert PartyRegistryApplicationExpired(deadline, time);
    }

    function _statusOf(PartyRecord memory record) private view returns (PartyStatus status) {
        return _isDismissed(record.appointment) ? PartyStatus.Revoked : record.status;
    }

    function _hasExpired(PartyRecord memory record) private view returns (bool hasExpired) {
        return ChainTime.timestamp() >= record.validUntil;
    }

    function _digestOf(
        Application memory application,
        address accreditor,
        uint32 events
    ) private view returns (bytes32 digest) {
        return
            _hashTypedDataV4(
                keccak256(
                    abi.encode(
                        _APPLICATION_TYPEHASH,
                        application.account,
                        accreditor,
                        application.kind,
                        application.validUntil,
                        application.credentialHash,
                        application.deadline,
                        events
                    )
                )
            );
    }

    function _requireStatus(address account, PartyStatus status, PartyStatus wanted) private pure {
        if (status != wanted) revert PartyRegistryWrongStatus(account, status);
    }
}
