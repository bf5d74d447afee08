// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title IAccreditors
/// @notice Who may accredit accounts, as what and until when. The admin appoints accreditors and dismisses them.
/// @dev Every event carries `previousBlock`, the block of the accreditor's event before it (0 for the first), and
/// `accreditorOf` gives the newest block. So an accreditor's whole history is read by walking back with one-block log
/// queries.
interface IAccreditors {
    /// @notice What an account is accredited as.
    enum PartyKind {
        None,
        Publisher,
        Adjudicator,
        Notary
    }

    /// @notice An appointment of an accreditor. All fields are zero where there is none.
    /// @param account The accreditor.
    /// @param validUntil Unix seconds; the accreditor acts while the chain's time is before it. Once it is dismissed,
    /// the time of that.
    /// @param changedAtBlock The block of the newest event about the appointment.
    /// @param scope What it accredits: the bit `1 << kind` is set for each PartyKind.
    /// @param isDismissed Whether the admin ended the appointment, and all that was accredited by it.
    struct Appointment {
        address account;
        uint40 validUntil;
        uint40 changedAtBlock;
        uint8 scope;
        bool isDismissed;
    }

    /// @notice An accreditor was appointed, or its appointment got a new end or scope.
    event AccreditorAppointed(
        address indexed account,
        uint32 appointment,
        uint8 scope,
        uint40 validUntil,
        uint40 previousBlock
    );
    /// @notice An accreditor was dismissed, and what it accredited has ended.
    event AccreditorDismissed(address indexed account, uint32 appointment, bytes32 reasonHash, uint40 previousBlock);

    /// @notice The zero address was given, or a scope without a kind or with one that does not exist.
    error PartyRegistryInvalidAccreditor(address account, uint8 scope);
    /// @notice The account was never appointed (0), or its appointment ended at that time, by itself or by a dismissal.
    error PartyRegistryNotAppointed(address account, uint40 validUntil);
    /// @notice The accreditor was appointed for other kinds.
    error PartyRegistryOutOfScope(address account, PartyKind kind, uint8 scope);
    /// @notice The end of an appointment or an accreditation must lie in the future.
    error PartyRegistryNotInFuture(uint40 validUntil, uint40 time);

    /// @notice Appoints an accreditor, or gives its appointment a new end and scope. Role: ADMIN.
    /// @dev What it has accredited stays as it is, whatever the new scope. When the appointment ends by its time, its
    /// parties stay accredited until theirs, and other accreditors may take them over. An accreditor that was dismissed
    /// gets a new appointment, which brings back nothing of the old one.
    /// @param account The account to appoint.
    /// @param validUntil Unix seconds, in the future.
    /// @param scope The bit `1 << kind` for each kind that it may accredit.
    function appointAccreditor(address account, uint40 validUntil, uint8 scope) external;

    /// @notice Ends an appointment, also after its time, and from this moment all that was accredited by it. Role:
    /// ADMIN.
    /// @dev Warning: this cannot be undone. Each of its parties has to be accredited anew, by another accreditor or
    /// under a new appointment, with a new agreement.
    /// @param reasonHash SHA-256 of the decision's text.
    function dismissAccreditor(address account, bytes32 reasonHash) external;

    /// @notice The newest appointment of an account.
    function accreditorOf(address account) external view returns (Appointment memory appointment);

    /// @notice An appointment by its number, from 1 on.
    function appointmentAt(uint32 number) external view returns (Appointment memory appointment);

    /// @notice How many appointments were ever made, which is the number of the newest.
    function appointmentCount() external view returns (uint32 count);
}
