// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {IAccreditors} from "./IAccreditors.sol";

/// @title IPartyRegistry
/// @notice Which accounts are accredited, as what, by whom and until when. Nobody is accredited without its agreement.
/// @dev Every event carries `previousBlock`, the block of the party's event before it (0 for the first), and
/// `partyOf` gives the newest block and the number of events. So a party's whole history is read by walking back with
/// one-block log queries.
interface IPartyRegistry is IAccreditors {
    /// @notice What was last decided. Expiry is not a status: it comes by itself.
    enum PartyStatus {
        None,
        Active,
        Suspended,
        Revoked
    }

    /// @notice What is known of an account. All fields are zero for an account that never had to do with the registry;
    /// of one that has only applied, `changedAtBlock` and `events` are known.
    /// @param accreditor The accreditor answerable for the account.
    /// @param validUntil Unix seconds; the accreditation holds while the chain's time is before it.
    /// @param activeSince Unix seconds; since when the account has been active. 0 while it is not.
    /// @param changedAtBlock The block of the newest event about the account.
    /// @param events How many events there are about the account.
    /// @param status The last decision; Revoked also where the accreditor was dismissed.
    /// @param kind What the account is accredited as.
    struct Party {
        address accreditor;
        uint40 validUntil;
        uint40 activeSince;
        uint40 changedAtBlock;
        uint32 events;
        PartyStatus status;
        PartyKind kind;
    }

    /// @notice What an account agrees to, for one accreditor. It is the EIP-712 type
    /// `Application(address account,address accreditor,uint8 kind,uint40 validUntil,bytes32 credentialHash,uint40
    /// deadline,uint32 events)`, where `events` is that of the account's party: with its next event an agreement has no
    /// effect any more.
    /// @param account Who agrees to be accredited.
    /// @param kind As what.
    /// @param validUntil Until when: Unix seconds.
    /// @param credentialHash SHA-256 of the credential (a contract, a W3C Verifiable Credential) that it rests on.
    /// @param deadline Until when the accreditor may decide: Unix seconds.
    struct Application {
        address account;
        PartyKind kind;
        uint40 validUntil;
        bytes32 credentialHash;
        uint40 deadline;
    }

    /// @notice An account agreed to be accredited, by its own call.
    event PartyApplied(
        address indexed account,
        address indexed accreditor,
        PartyKind kind,
        uint40 validUntil,
        bytes32 credentialHash,
        uint40 deadline,
        uint40 previousBlock
    );
    /// @notice An account was accredited, for the first time or anew. `previousAccreditedBlock` is the block of the
    /// accreditation before it, of whatever account (0 for the first of all).
    event PartyAccredited(
        address indexed account,
        address indexed accreditor,
        PartyKind kind,
        uint40 validUntil,
        bytes32 credentialHash,
        uint40 previousBlock,
        uint40 previousAccreditedBlock
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

    /// @notice The account has an accreditation that has not ended, or is suspended.
    error PartyRegistryAlreadyAccredited(address account, address accreditor, PartyStatus status, uint40 validUntil);
    /// @notice The agreement was good until an earlier time.
    error PartyRegistryApplicationExpired(uint40 deadline, uint40 time);
    /// @notice The account has not agreed to exactly this, by its own call or by this signature, as its newest event.
    error PartyRegistryNotAgreed(address account, address accreditor);
    /// @notice Another accreditor answers for this account, and may still decide.
    error PartyRegistryNotAccreditor(address account, address accreditor, address caller);
    /// @notice The party's status does not allow this step.
    error PartyRegistryWrongStatus(address account, PartyStatus status);

    /// @notice The caller agrees to be accredited. For accounts that cannot or will not sign.
    /// @dev It takes back what the caller agreed to before. The accreditor may act and covers the kind now.
    /// @param accreditor The accreditor that the caller applies to.
    function applyTo(
        address accreditor,
        PartyKind kind,
        uint40 validUntil,
        bytes32 credentialHash,
        uint40 deadline
    ) external;

    /// @notice Accredits an account that has agreed to it. The caller is an accreditor, appointed for the kind.
    /// @dev Every kind may register works and hold titles. The kind gives no power by itself: orders about titles need
    /// the role ADJUDICATOR.
    /// Refused while an accreditation holds, and for a suspended account even after its term: a suspension ends by
    /// its own accreditor's decision only, or with that accreditor's dismissal.
    /// @param application What the account agreed to.
    /// @param signature The account's signature of it (ECDSA of 65 bytes, or ERC-1271); empty where it has applied by
    /// its own call.
    function accredit(Application calldata application, bytes calldata signature) external;

    /// @notice Sets a new end of the term, also after the old one has passed. The caller is the party's accreditor.
    /// @dev A suspended party stays suspended. If the accreditor on record may not decide about the kind any more,
    /// since its appointment ended by its time or has another scope, any other who may can act and becomes the one on
    /// record; the same is true of the three functions below. Nothing is left to decide about the parties of an
    /// accreditor that was dismissed: they are Revoked.
    function renew(address account, uint40 validUntil, bytes32 credentialHash) external;

    /// @notice Stops an active party for a time. The caller is the party's accreditor.
    /// @param reasonHash SHA-256 of the decision's text.
    function suspend(address account, bytes32 reasonHash) external;

    /// @notice Ends a suspension. The caller is the party's accreditor.
    function reinstate(address account, bytes32 reasonHash) external;

    /// @notice Ends an accreditation. The account may be accredited anew later. The caller is the party's accreditor.
    function revoke(address account, bytes32 reasonHash) external;

    /// @notice Whether the account is active, its term has not ended, and its accreditor was not dismissed.
    function isAccredited(address account) external view returns (bool accredited);

    /// @notice Whether the account is active and its term has not ended, whatever became of its accreditor.
    /// @dev A first question for what has no effect before `wasAccredited` is asked.
    function isInTerm(address account) external view returns (bool inTerm);

    /// @notice Whether the account was accredited at a time that has passed.
    /// @dev What is decided later changes nothing about it. The very second of a suspension, a revocation or a
    /// dismissal counts as accredited: what was done in it may have come before. Time during which the chain's clock
    /// went back may be missing.
    /// @param time Unix seconds.
    function wasAccredited(address account, uint40 time) external view returns (bool accredited);

    /// @notice What is known of an account.
    function partyOf(address account) external view returns (Party memory party);

    /// @notice The block of the newest accreditation of all; 0 where there is none.
    function accreditedAtBlock() external view returns (uint40 blockNumber);

    /// @notice What an account signs to agree: the EIP-712 digest of an application at its present number of events.
    function applicationDigest(
        Application calldata application,
        address accreditor
    ) external view returns (bytes32 digest);
}
