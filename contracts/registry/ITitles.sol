// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title ITitles
/// @notice Titles: the right recorded for a work, an ERC-721 token whose id is the work's content hash.
/// @dev Every event about a work carries `previousBlock`, the block of the work's event before it (0 for a
/// registration that found the work unknown), and `titleOf` gives the newest block. So a work's whole history is read
/// by walking back with one-block log queries. Where a block holds several events of one work they follow each other
/// in log order, and the later ones name that same block. `titleOf` also counts a work's events, so that a history is
/// either whole or known not to be.
interface ITitles {
    /// @notice What an adjudicator's order says of a title.
    enum TitleStatus {
        InForce,
        Held,
        Annulled
    }

    /// @notice What an owner says about a work.
    /// @param contentHash SHA-256 of the work's bytes; not zero. As a uint256 it is the work's id.
    /// @param metadataHash SHA-256 of the RFC 8785 bytes of the metadata, zero where there are none.
    struct Claim {
        address owner;
        bytes32 contentHash;
        bytes32 metadataHash;
    }

    /// @notice What is known of a work. All fields are zero for a work that is not registered.
    /// @param owner The holder of the title.
    /// @param registeredAt The title's priority in Unix seconds. It changes only where an earlier anchor is proven.
    /// @param finalAt Unix seconds. Before it a title that has never moved is provisional: it cannot move, and a claim
    /// from an earlier anchor takes it.
    /// @param changedAtBlock The block of the newest event about the work.
    /// @param events How many events the work's history has, modulo 4,096.
    /// @param hasMoved Whether the title has ever had another owner by transfer or order. It is final for good then,
    /// whatever a later block says of the time.
    /// @param status What the last order says.
    struct Title {
        address owner;
        uint40 registeredAt;
        uint40 finalAt;
        uint40 changedAtBlock;
        uint16 events;
        bool hasMoved;
        TitleStatus status;
    }

    /// @notice A work was registered.
    /// @dev The title's `registeredAt` is the time of this block, unless PriorityProven follows. `previousBlock` is 0
    /// for a work that was unknown, and this block for one whose title was superseded.
    event WorkRegistered(uint256 indexed workId, address indexed owner, bytes32 metadataHash, uint40 previousBlock);
    /// @notice The owner gave the work other metadata; those before it stay in the history.
    event WorkAmended(uint256 indexed workId, address indexed owner, bytes32 metadataHash, uint40 previousBlock);
    /// @notice A title moved by a plain ERC-721 transfer or by an accepted offer.
    /// @dev Stands beside the ERC-721 event Transfer. `deedHash` is zero for a plain ERC-721 transfer.
    event TitleTransferred(
        uint256 indexed workId,
        address indexed from,
        address indexed to,
        bytes32 deedHash,
        uint40 previousBlock
    );
    /// @notice A title moved by an adjudicator's order.
    /// @dev Stands beside the ERC-721 event Transfer, which has `from` indexed.
    event TitleCorrected(
        uint256 indexed workId,
        address indexed adjudicator,
        address from,
        address indexed to,
        bytes32 orderHash,
        uint40 previousBlock
    );
    /// @notice A title followed its lost owner's account to the account that took its place.
    /// @dev Stands beside the ERC-721 event Transfer, which has `from` indexed. `recovery` is the contract that
    /// knows who decided so; `recoveryHash` is the hash of an order, or of the recovery there.
    event TitleRecovered(
        uint256 indexed workId,
        address indexed recovery,
        address from,
        address indexed to,
        bytes32 recoveryHash,
        uint40 previousBlock
    );
    /// @notice An adjudicator's order held, released or annulled a title.
    event TitleStatusChanged(
        uint256 indexed workId,
        address indexed adjudicator,
        TitleStatus oldStatus,
        TitleStatus newStatus,
        bytes32 orderHash,
        uint40 previousBlock
    );

    /// @notice ERC-4906: what a title's metadata are has changed.
    event MetadataUpdate(uint256 _tokenId);
    /// @notice ERC-4906: the same of all titles from the one to the other.
    event BatchMetadataUpdate(uint256 _fromTokenId, uint256 _toTokenId);

    /// @notice The work has a title. Its time and owner stand.
    error WorkRegistryAlreadyRegistered(uint256 workId, address owner, uint40 registeredAt);
    /// @notice Zero is not the hash of a work.
    error WorkRegistryZeroContentHash();
    /// @notice Nobody has registered this work.
    error WorkRegistryNotRegistered(uint256 workId);
    /// @notice The account is not an accredited party, or its term has ended.
    error WorkRegistryNotAccredited(address account);
    /// @notice The caller is neither the owner nor the owner's ERC-721 operator.
    error WorkRegistryNotAuthorized(address owner, address caller);
    /// @notice The title is held or annulled.
    error WorkRegistryNotInForce(uint256 workId, TitleStatus status);
    /// @notice The title cannot move before it is final.
    error WorkRegistryProvisional(uint256 workId, uint40 finalAt);
    /// @notice An earlier anchor takes a title only while it is provisional. The proof stays good, as evidence.
    error WorkRegistryFinal(uint256 workId, uint40 registeredAt, uint40 anchoredAt);
    /// @notice The title has this status already.
    error WorkRegistryStatusUnchanged(uint256 workId, TitleStatus status);
    /// @notice The account holds this title already.
    error WorkRegistryOwnerUnchanged(uint256 workId, address owner);
    /// @notice An order must be named by its hash.
    error WorkRegistryZeroOrderHash(uint256 workId);
    /// @notice An order has to come from the adjudicator's own account, or nobody would answer for it.
    error WorkRegistryIndirectCall(address caller);
    /// @notice A deployment cannot make titles provisional for so long.
    error WorkRegistryRevealWindow(uint40 revealWindow, uint40 maximum);
    /// @notice The registry does not take payments.
    error WorkRegistryNotPayable(uint256 value);

    /// @notice Corrects the metadata of a work. The metadata before it stay in the history.
    /// @dev The caller is the owner or its ERC-721 operator, the owner is accredited, the title is in force.
    /// @param metadataHash SHA-256 of the RFC 8785 bytes of the new metadata.
    function amend(uint256 workId, bytes32 metadataHash) external;

    /// @notice Holds a title, releases it, or annuls it. Role: ADJUDICATOR.
    /// @dev A held or annulled title cannot be moved, offered, approved or amended by its owner. An annulled title
    /// keeps its hash: nobody can register the work again. Its open offer and its approval end. A later order may
    /// reverse an annulment (an appeal). A title can be held while the registry is paused. An adjudicator whose
    /// role has a delay schedules the call with the AccessManager and then makes it itself; a call through
    /// AccessManager.execute is refused, here and in `correctTitle`.
    /// @param orderHash SHA-256 of the order's text; not zero.
    function setStatus(uint256 workId, TitleStatus newStatus, bytes32 orderHash) external;

    /// @notice Moves a title by order, against its owner's will if need be. Role: ADJUDICATOR.
    /// @dev Warning: by this and by `recoverTitles` a title moves without its owner, and by no other way. It must be
    /// final and not annulled; it may be held, and stays held. Open offers and approvals end.
    /// @param newOwner An accredited party.
    /// @param orderHash SHA-256 of the order's text; not zero.
    function correctTitle(uint256 workId, address newOwner, bytes32 orderHash) external;

    /// @notice Moves titles of a lost account to the account that took its place. Role: RECOVERY, the contract
    /// Recovery.
    /// @dev Each must belong to `from` and be final and not annulled, or the whole call is refused:
    /// - A provisional title would become final by its move, and so be kept from the owner of an earlier anchor. It
    ///   follows when its window is over.
    /// - An annulled title follows when an order has reinstated it.
    /// - A held title moves and stays held: the order binds the member, whatever its key is.
    /// Open offers and approvals end, so that nobody accepts what a thief has offered.
    /// @param to An accredited party.
    /// @param recoveryHash What the recovery is named by; not zero.
    function recoverTitles(uint256[] calldata workIds, address from, address to, bytes32 recoveryHash) external;

    /// @notice What is known of a work. Never reverts.
    function titleOf(uint256 workId) external view returns (Title memory title);

    /// @notice ERC-6454: whether the owner's `transferFrom` would be taken now, as far as title, parties and pause go.
    /// A title that is provisional, held or annulled, or whose parties are not accredited, is not transferable.
    /// @param from The owner, or zero: whether `to` could get a title of a work that has none.
    /// @param to Zero is a title's end, which there is not.
    function isTransferable(uint256 workId, address from, address to) external view returns (bool transferable);

    /// @notice How long a new title is provisional, in seconds.
    function REVEAL_WINDOW() external view returns (uint40 duration);
}
