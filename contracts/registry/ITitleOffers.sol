// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title ITitleOffers
/// @notice The two-step assignment of a title with a deed: the owner offers, the other side accepts.
/// @dev A work has at most one open offer. A new offer replaces the one before it; every move of the title ends it.
interface ITitleOffers {
    /// @notice An open offer. All fields are zero where there is none.
    /// @param to Who may accept.
    /// @param expiresAt Unix seconds; the offer can be accepted while the chain's time is before it.
    /// @param deedHash SHA-256 of the legal instrument.
    struct Offer {
        address to;
        uint40 expiresAt;
        bytes32 deedHash;
    }

    /// @notice The owner offered a title; an offer that was open before is replaced.
    event TitleOffered(
        uint256 indexed workId,
        address indexed from,
        address indexed to,
        bytes32 deedHash,
        uint40 expiresAt,
        uint40 previousBlock
    );
    /// @notice The offeree declined.
    event TitleOfferDeclined(uint256 indexed workId, address indexed to, bytes32 deedHash, uint40 previousBlock);
    /// @notice The owner took the offer back.
    event TitleOfferWithdrawn(uint256 indexed workId, address indexed to, bytes32 deedHash, uint40 previousBlock);

    /// @notice A title cannot be offered to the zero address.
    error WorkRegistryOfferToZero(uint256 workId);
    /// @notice A title cannot be offered to its owner.
    error WorkRegistryOfferToSelf(uint256 workId, address owner);
    /// @notice An assignment must name its deed.
    error WorkRegistryZeroDeedHash(uint256 workId);
    /// @notice The offer's end has passed, or would have passed at once.
    error WorkRegistryOfferExpired(uint256 workId, uint40 expiresAt, uint40 time);
    /// @notice No offer of this title is open.
    error WorkRegistryNoOffer(uint256 workId);
    /// @notice The offer is made to somebody else.
    error WorkRegistryNotOfferee(uint256 workId, address to, address caller);
    /// @notice The open offer is on another deed than the caller means: it was replaced.
    error WorkRegistryOfferSuperseded(uint256 workId, bytes32 openDeedHash, bytes32 deedHash);

    /// @notice Offers a title, replacing an open offer. Also possible while the title is provisional.
    /// @dev The caller is the owner or its ERC-721 operator; owner and offeree are accredited; the title is in force.
    /// @param to Who may accept: not zero, not the owner.
    /// @param deedHash SHA-256 of the instrument; not zero.
    /// @param expiresAt Unix seconds, in the future.
    function offerTitle(uint256 workId, address to, bytes32 deedHash, uint40 expiresAt) external;

    /// @notice Accepts the offer made to the caller; the title moves.
    /// @dev The title must be final and in force, both sides accredited.
    /// @param deedHash The deed that the caller has read. An offer replaced in the meantime is refused by it.
    function acceptTitle(uint256 workId, bytes32 deedHash) external;

    /// @notice Declines the offer made to the caller, also during a pause.
    /// @param deedHash The deed that the caller has read.
    function declineTitle(uint256 workId, bytes32 deedHash) external;

    /// @notice Takes an offer back, also during a pause. The caller is the owner or its ERC-721 operator.
    function withdrawOffer(uint256 workId) external;

    /// @notice The open offer of a title; it may have expired.
    function offerOf(uint256 workId) external view returns (Offer memory offer);
}
