// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {IWorkAnchors} from "./IWorkAnchors.sol";
import {TitleRecord} from "./TitleRecord.sol";
import {TitleToken} from "./TitleToken.sol";

/// @title WorkAnchors
/// @notice Merkle roots of salted claims, and titles made from them. One storage slot per anchor.
abstract contract WorkAnchors is TitleToken, IWorkAnchors {
    /// @dev From the lowest bit: the account (160), the time (40), the block (40). A slot is written once and whole.
    /// A struct, so that one reference to its slot serves reading and writing, and the root is hashed once.
    struct PackedAnchor {
        uint256 word;
    }

    uint256 private constant _ANCHORED_AT_SHIFT = 160;
    uint256 private constant _ANCHOR_BLOCK_SHIFT = 200;

    mapping(bytes32 root => PackedAnchor packed) private _anchors;

    /// @inheritdoc IWorkAnchors
    function anchor(bytes32 root) external {
        PackedAnchor storage packed = _anchors[root];
        if (packed.word != 0) {
            Anchor memory known = _anchorOf(root);
            revert WorkRegistryAlreadyAnchored(root, known.account, known.anchoredAt);
        }
        // It gives nobody anything: whether the owner was accredited is asked of the claim.
        _requireInTerm(msg.sender);

        packed.word =
            uint160(msg.sender) |
            (uint256(ChainTime.timestamp()) << _ANCHORED_AT_SHIFT) |
            (block.number << _ANCHOR_BLOCK_SHIFT);
    }

    /// @inheritdoc IWorkAnchors
    function registerAnchored(
        Claim calldata claim,
        bytes32 salt,
        bytes32 root,
        bytes32[] calldata proof
    ) external whenNotPaused {
        Anchor memory anchored = _anchorOf(root);
        // Zero is what a root has that nobody recorded; no block has this time.
        // slither-disable-next-line incorrect-equality
        if (anchored.anchoredAt == 0) revert WorkRegistryNotAnchored(root);
        // One block has one time, so this asks for a later block as well. The numbers are not compared: where no empty
        // blocks are made, nodes estimate the claim in the anchor's own block, at the time of now.
        if (anchored.anchoredAt >= ChainTime.timestamp()) revert WorkRegistryAnchorTooNew(root, anchored.anchoredAt);
        bytes32 leaf = _leafOf(claim, salt);
        if (!MerkleProof.verifyCalldata(proof, root, leaf)) revert WorkRegistryInvalidProof(root, leaf);
        if (claim.contentHash == 0) revert WorkRegistryZeroContentHash();
        address owner = claim.owner;
        if (!_actsFor(owner, anchored.account)) _requireActsFor(owner);
        _requireAccreditedAt(owner, anchored.anchoredAt);

        uint40 previousBlock = _applyPriority(claim, root, anchored);

        emit PriorityProven(uint256(claim.contentHash), root, anchored.anchoredAt, previousBlock);
    }

    /// @inheritdoc IWorkAnchors
    function anchoredAt(bytes32 root) external view returns (uint40 time) {
        return _anchorOf(root).anchoredAt;
    }

    /// @inheritdoc IWorkAnchors
    function anchorOf(bytes32 root) external view returns (Anchor memory anchored) {
        return _anchorOf(root);
    }

    /// @inheritdoc IWorkAnchors
    function verifyAnchored(
        Claim calldata claim,
        bytes32 salt,
        bytes32 root,
        bytes32[] calldata proof
    ) external view returns (uint40 time) {
        return MerkleProof.verifyCalldata(proof, root, _leafOf(claim, salt)) ? _anchorOf(root).anchoredAt : 0;
    }

    /// @inheritdoc TitleToken
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool supported) {
        return interfaceId == type(IWorkAnchors).interfaceId || super.supportsInterface(interfaceId);
    }

    /// @dev Makes the title, gives it to the claim's owner, or leaves it with its owner, with the anchor's priority.
    /// The caller has checked the claim. Returns the block of the event before.
    function _applyPriority(
        Claim calldata claim,
        bytes32 root,
        Anchor memory anchored
    ) private returns (uint40 previousBlock) {
        uint256 workId = uint256(claim.contentHash);
        (uint40 priority, uint40 anchorBlock) = (anchored.anchoredAt, anchored.blockNumber);
        (address holder, address owner) = (_ownerOf(workId), claim.owner);
        if (holder == address(0)) {
            _createAnchoredTitle(workId, owner, priority, anchorBlock);
            emit WorkRegistered(workId, owner, claim.metadataHash, 0);
            return uint40(block.number);
        }

        _requireEarlier(workId, holder, root, anchored);
        if (holder == owner) return _proveEarlier(workId, priority, anchorBlock);

        previousBlock = _supersede(workId, holder, owner, priority, anchorBlock);
        emit WorkSuperseded(workId, holder, owner, previousBlock);
        emit WorkRegistered(workId, owner, claim.metadataHash, uint40(block.number));
        emit MetadataUpdate(workId);
        return uint40(block.number);
    }

    /// @dev An anchor takes nothing from a title that is older by its time or by its block: validators may be wrong
    /// about the time.
    function _requireEarlier(uint256 workId, address holder, bytes32 root, Anchor memory anchored) private view {
        TitleRecord memory record = _record(workId);
        if (anchored.anchoredAt >= record.registeredAt) {
            revert WorkRegistryAlreadyRegistered(workId, holder, record.registeredAt);
        }
        uint40 priorityBlock = _priorityBlock(workId, record);
        if (anchored.blockNumber >= priorityBlock) {
            revert WorkRegistryAnchorAfterTitle(root, anchored.blockNumber, priorityBlock);
        }
    }

    function _anchorOf(bytes32 root) private view returns (Anchor memory anchored) {
        uint256 word = _anchors[root].word;
        return Anchor(address(uint160(word)), uint40(word >> _ANCHORED_AT_SHIFT), uint40(word >> _ANCHOR_BLOCK_SHIFT));
    }

    function _leafOf(Claim calldata claim, bytes32 salt) private pure returns (bytes32 leaf) {
        bytes32 inner = keccak256(abi.encode(claim.owner, claim.contentHash, claim.metadataHash, salt));
        return keccak256(bytes.concat(inner));
    }
}
