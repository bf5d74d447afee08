// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {ITitles} from "./ITitles.sol";

/// @title IWorkAnchors
/// @notice Anchors: Merkle roots of claims, recorded with their time. An anchor registers any number of works at once,
/// and commits to claims that nobody can read out of it.
/// @dev A leaf is OpenZeppelin's standard Merkle leaf, the keccak256 of the keccak256 of abi.encode(owner, contentHash,
/// metadataHash, salt); a node is the keccak256 of its two children, the smaller first. The salt is a random secret of
/// the owner: it keeps others from guessing the work. A commit-reveal is an anchor with one leaf.
interface IWorkAnchors {
    /// @notice A recorded root. All fields are zero for a root that nobody anchored.
    /// @param account Who anchored it first.
    /// @param anchoredAt Unix seconds. It never changes.
    /// @param blockNumber The block of that transaction.
    struct Anchor {
        address account;
        uint40 anchoredAt;
        uint40 blockNumber;
    }

    /// @notice A claim from an earlier anchor took a provisional title. WorkRegistered and PriorityProven follow.
    /// @dev Stands beside the ERC-721 event Transfer.
    event WorkSuperseded(uint256 indexed workId, address indexed from, address indexed to, uint40 previousBlock);
    /// @notice The title has the priority of an anchor from now on: `registeredAt` is `anchoredAt`. It follows
    /// WorkRegistered, or stands alone where the owner had the title already.
    event PriorityProven(uint256 indexed workId, bytes32 indexed root, uint40 anchoredAt, uint40 previousBlock);

    /// @notice The root was anchored before. Its time stands.
    error WorkRegistryAlreadyAnchored(bytes32 root, address account, uint40 anchoredAt);
    /// @notice Nobody has anchored this root.
    error WorkRegistryNotAnchored(bytes32 root);
    /// @notice The anchor is of this very second or block, or of a later one. A claim that others can read now must be
    /// older than what they can do.
    error WorkRegistryAnchorTooNew(bytes32 root, uint40 anchoredAt);
    /// @notice The anchor came into a later block than the title's priority, so its earlier time is a wrong clock's.
    error WorkRegistryAnchorAfterTitle(bytes32 root, uint40 anchorBlock, uint40 priorityBlock);
    /// @notice The claim with this salt is no leaf under the root.
    error WorkRegistryInvalidProof(bytes32 root, bytes32 leaf);

    /// @notice Records a root with the time of this block. The caller's accreditation is in its term. The first time of
    /// a root stands.
    /// @dev It goes on while the registry is paused: it changes no title, and a pause must not cost anybody a date. It
    /// does not ask whether the caller's accreditor was dismissed: an anchor gives no title to an owner who is not
    /// accredited.
    /// It has no event: `anchorOf` gives all that one would say.
    /// @param root The root of a tree of salted claims.
    function anchor(bytes32 root) external;

    /// @notice Turns a claim from an anchor into a title whose priority is the anchor's time. Anybody may send it.
    /// @dev The owner must have wanted this: the owner or its ERC-721 operator made the anchor, or is the caller. The
    /// owner was accredited at the time of the anchor, or is now: a later suspension takes nothing from an anchor. The
    /// anchor is of an earlier second and block. A title that exists must be younger than the anchor, by its time and
    /// by its block:
    /// - The owner's own title gets the anchor's time as its priority at any time, final or not, unless it is annulled.
    ///   Its offer, its approval and its newest metadata stay; the claim's metadata do not come into the record.
    /// - Another's title is taken over (WorkSuperseded) where it is provisional and in force.
    /// @param salt The leaf's salt.
    /// @param proof The siblings from the leaf to the root: as many as the tree has levels, empty for a single leaf.
    function registerAnchored(
        ITitles.Claim calldata claim,
        bytes32 salt,
        bytes32 root,
        bytes32[] calldata proof
    ) external;

    /// @notice The time of an anchor in Unix seconds; 0 for a root that nobody anchored.
    function anchoredAt(bytes32 root) external view returns (uint40 time);

    /// @notice What is known of a root.
    function anchorOf(bytes32 root) external view returns (Anchor memory anchored);

    /// @notice Since when a claim is proven by an anchor, in Unix seconds; 0 where it is not. Never reverts.
    /// @dev It says nothing of titles: see `titleOf`.
    function verifyAnchored(
        ITitles.Claim calldata claim,
        bytes32 salt,
        bytes32 root,
        bytes32[] calldata proof
    ) external view returns (uint40 time);
}
