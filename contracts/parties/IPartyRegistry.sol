// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title IPartyRegistry
/// @notice Which accounts are accredited, as what, by whom and until when.
/// @dev Every event carries `previousBlock`, the block of the party's event before it (0 for the first), and
/// `partyOf` gives the newest block. So a party's whole history is read by walking back with one-block log queries.
interface IPartyRegistry {
    /// @notice What an account is accredited as.
    enum PartyKind {
        None,
        Publisher,
        Adjudicator,
        Notary
    }

    /// @notice What the accreditor last decided. Expiry is not a status: it comes by itself.
    enum PartyStatus {
        None,
        Active,
        Suspended,
        Revoked
    }

    /// @notice What is known of an account. All fields are zero for an account that was never accredited.
    /// @param accreditor The accreditor answerable for the account.
    /// @param validUntil Unix seconds; the accreditation holds while the chain's time is before it.
    /// @param changedAtBlock The block of the newest event about the account.
    /// @param status The accreditor's last decision.
    /// @param kind What the account is accredited as.
    struct Party {
        address accreditor;
        uint40 validUntil;
        uint40 changedAtBlock;
        PartyStatus status;
        PartyKind kind;
    }

    /// @notice An account was accredited, for the first time or anew.
    event PartyAccredited(
        address indexed account,
        address indexed accreditor,
        PartyKind kind,
        uint40 validUntil,
        bytes32 credentialHash,
        uint40 previousBlock
    );
    /// @notice A party got a new end of its term.
    event PartyRenewed(
        address indexed account,
        address indexed accreditor,
        uint40 oldValidUntil,
        uint40 newValidUntil,
        bytes32 credentialHash,
        uint40 previousBlock
    );
    /// @notice A party was stopped for a time.
    event PartySuspended(address indexed account, address indexed accreditor, bytes32 reasonHash, uint40 previousBlock);
    /// @notice A suspension ended.
    event PartyReinstated(
        address indexed account,
        address indexed accreditor,
        bytes32 reasonHash,
        uint40 previousBlock
    );
    /// @notice An accreditation ended before its term.
    event PartyRevoked(address indexed account, address indexed accreditor, bytes32 reasonHash, uint40 previousBlock);

    /// @notice The zero address or no kind was given.
    error PartyRegistryInvalidParty(address account, PartyKind kind);
    /// @notice The account has an accreditation that has not ended, or is suspended.
    error PartyRegistryAlreadyAccredited(address account, address accreditor, PartyStatus status, uint40 validUntil);
    /// @notice The end of an accreditation must lie in the future.
    error PartyRegistryNotInFuture(uint40 validUntil, uint40 time);
    /// @notice Another accreditor answers for this account, and still holds the role.
    error PartyRegistryNotAccreditor(address account, address accreditor, address caller);
    /// @notice A decision has to come from the accreditor's own account, or nobody would answer for it.
    error PartyRegistryIndirectCall(address caller);
    /// @notice The party's status does not allow this step.
    error PartyRegistryWrongStatus(address account, PartyStatus status);

    /// @notice Accredits an account. Role: ACCREDITOR.
    /// @dev Every kind may register works and hold titles. The kind gives no power by itself: orders about titles need
    /// the role ADJUDICATOR. An accreditor whose role has a delay schedules the call with the AccessManager and then
    /// makes it itself; a call through AccessManager.execute is refused, here and in the four functions below.
    /// Refused while an accreditation holds, and for a suspended account even after its term: a suspension ends by
    /// its own accreditor's decision only.
    /// @param account The account to accredit.
    /// @param kind What it is accredited as.
    /// @param validUntil Unix seconds, in the future.
    /// @param credentialHash SHA-256 of the credential (a contract, a W3C Verifiable Credential) that the decision
    /// rests on.
    function accredit(address account, PartyKind kind, uint40 validUntil, bytes32 credentialHash) external;

    /// @notice Sets a new end of the term, also after the old one has passed. Role: ACCREDITOR, the party's own.
    /// @dev A suspended party stays suspended. If the accreditor on record no longer holds the role, any accreditor may
    /// act and becomes the one on record; the same is true of the three functions below.
    function renew(address account, uint40 validUntil, bytes32 credentialHash) external;

    /// @notice Stops an active party for a time. Role: ACCREDITOR, the party's own.
    /// @param reasonHash SHA-256 of the decision's text.
    function suspend(address account, bytes32 reasonHash) external;

    /// @notice Ends a suspension. Role: ACCREDITOR, the party's own.
    function reinstate(address account, bytes32 reasonHash) external;

    /// @notice Ends an accreditation. The account may be accredited anew later. Role: ACCREDITOR, the party's own.
    function revoke(address account, bytes32 reasonHash) external;

    /// @notice Whether the account is active and its term has not ended.
    function isAccredited(address account) external view returns (bool accredited);

    /// @notice What is known of an account.
    function partyOf(address account) external view returns (Party memory party);
}
