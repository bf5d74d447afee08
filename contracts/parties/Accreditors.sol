// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {IAccreditors} from "./IAccreditors.sol";

/// @title Accreditors
/// @notice Appointments of accreditors. One storage slot per appointment: parties name it by its number, so that its
/// end is theirs.
abstract contract Accreditors is IAccreditors, AccessManaged {
    /// @dev The bits of all kinds but None.
    uint8 private constant _ALL_KINDS = 0x0e;

    uint32 private _appointmentCount;
    mapping(uint256 number => Appointment appointment) private _appointments;
    mapping(address account => uint32 number) private _newestOf;

    /// @inheritdoc IAccreditors
    function appointAccreditor(address account, uint40 validUntil, uint8 scope) external restricted {
        uint32 number = _newestOf[account];
        Appointment memory last = _appointments[number];
        if (account == address(0) || scope == 0 || scope & ~_ALL_KINDS != 0) {
            revert PartyRegistryInvalidAccreditor(account, scope);
        }
        _requireFuture(validUntil);

        if (number == 0 || last.isDismissed) {
            number = ++_appointmentCount;
            _newestOf[account] = number;
        }
        _appointments[number] = Appointment(account, validUntil, uint40(block.number), scope, false);

        emit AccreditorAppointed(account, number, scope, validUntil, last.changedAtBlock);
    }

    /// @inheritdoc IAccreditors
    function dismissAccreditor(address account, bytes32 reasonHash) external restricted {
        uint32 number = _newestOf[account];
        Appointment memory appointment = _appointments[number];
        uint40 previousBlock = appointment.changedAtBlock;
        if (number == 0 || appointment.isDismissed) revert PartyRegistryNotAppointed(account, appointment.validUntil);

        appointment.validUntil = ChainTime.timestamp();
        appointment.changedAtBlock = uint40(block.number);
        appointment.isDismissed = true;
        _appointments[number] = appointment;

        emit AccreditorDismissed(account, number, reasonHash, previousBlock);
    }

    /// @inheritdoc IAccreditors
    function accreditorOf(address account) external view returns (Appointment memory appointment) {
        return _appointments[_newestOf[account]];
    }

    /// @inheritdoc IAccreditors
    function appointmentAt(uint32 number) external view returns (Appointment memory appointment) {
        return _appointments[number];
    }

    /// @inheritdoc IAccreditors
    function appointmentCount() external view returns (uint32 count) {
        return _appointmentCount;
    }

    /// @dev The number of the appointment by which an account may decide about parties of this kind now.
    function _requireMayAct(address account, PartyKind kind) internal view returns (uint32 number) {
        number = _newestOf[account];
        Appointment memory appointment = _appointments[number];
        if (!_isRunning(appointment)) revert PartyRegistryNotAppointed(account, appointment.validUntil);
        if (!_covers(appointment, kind)) revert PartyRegistryOutOfScope(account, kind, appointment.scope);
    }

    /// @dev Whether an accreditor may decide about parties of this kind by that appointment now.
    function _mayAct(uint32 number, PartyKind kind) internal view returns (bool may) {
        Appointment memory appointment = _appointments[number];
        return _isRunning(appointment) && _covers(appointment, kind);
    }

    /// @dev The time from which nothing is accredited by an appointment any more; the greatest there is while it is not
    /// dismissed. The second of the dismissal still counts: what was done in it may have come before.
    function _endOfAppointment(uint32 number) internal view returns (uint40 end) {
        Appointment storage appointment = _appointments[number];
        return appointment.isDismissed ? appointment.validUntil + 1 : type(uint40).max;
    }

    function _isDismissed(uint32 number) internal view returns (bool isDismissed) {
        return _appointments[number].isDismissed;
    }

    function _appointed(uint32 number) internal view returns (address account) {
        return _appointments[number].account;
    }

    function _requireFuture(uint40 validUntil) internal view {
        uint40 time = ChainTime.timestamp();
        if (validUntil <= time) revert PartyRegistryNotInFuture(validUntil, time);
    }

    function _isRunning(Appointment memory appointment) private view returns (bool isRunning) {
        return !appointment.isDismissed && ChainTime.timestamp() < appointment.validUntil;
    }

    function _covers(Appointment memory appointment, PartyKind kind) private pure returns (bool covers) {
        // One bit.
        // slither-disable-next-line incorrect-equality
        return (appointment.scope >> uint8(kind)) & 1 == 1;
    }
}
