// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {BlockHeader} from "@openzeppelin/contracts/utils/BlockHeader.sol";
import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";
import {TrieProof} from "@openzeppelin/contracts/utils/cryptography/TrieProof.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Memory} from "@openzeppelin/contracts/utils/Memory.sol";
import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {IForeignTitles} from "./IForeignTitles.sol";

/// @title StateProofs
/// @notice From a header of another chain down to what a registry there keeps in the slot of a title. Nothing here says
/// whose word the header is.
library StateProofs {
    using RLP for Memory.Slice;

    /// @notice What is read of a header.
    /// @param hash Keccak-256 of its bytes.
    /// @param parentHash The hash of the one before it.
    /// @param stateRoot The root of all accounts after the block.
    /// @param number The block's.
    /// @param time Unix seconds.
    struct Header {
        bytes32 hash;
        bytes32 parentHash;
        bytes32 stateRoot;
        uint40 number;
        uint40 time;
    }

    /// @dev Ethereum's headers have 15 fields before London, and 21 since Prague; Kaia's have one form.
    uint256 private constant _LEAST_FIELDS = 15;
    uint256 private constant _MOST_FIELDS = 21;
    uint256 private constant _KAIA_FIELDS = 15;
    uint256 private constant _KAIA_STATE_ROOT = 2;
    uint256 private constant _KAIA_NUMBER = 7;
    uint256 private constant _KAIA_TIME = 9;
    /// @dev What a validator of Kaia adds to a block's hash before it signs.
    bytes1 private constant _KAIA_COMMIT = 0x02;
    /// @dev What Kaia writes before the account of a contract.
    bytes1 private constant _KAIA_CONTRACT = 0x02;
    /// @dev Where accounts have the root of their storage.
    uint256 private constant _STORAGE_ROOT = 2;
    uint256 private constant _KAIA_STORAGE_ROOT = 1;
    /// @dev The seed of Solady's ERC721, as far as its slots have it.
    bytes4 private constant _TITLE_SEED = 0x7d882553;

    /// @notice Reads a header of a kind.
    function readHeader(
        IForeignTitles.HeaderKind kind,
        bytes memory header
    ) internal pure returns (Header memory read) {
        bool isKaia = kind == IForeignTitles.HeaderKind.Kaia;
        Memory.Slice[] memory fields = BlockHeader.parseHeader(header);
        uint256 most = isKaia ? _KAIA_FIELDS : _MOST_FIELDS;
        if (fields.length < _LEAST_FIELDS || fields.length > most) {
            revert IForeignTitles.ForeignTitlesHeaderFields(kind, fields.length);
        }

        uint256 time = isKaia ? fields[_KAIA_TIME].readUint256() : BlockHeader.getTimestamp(fields);
        uint256 number = isKaia ? fields[_KAIA_NUMBER].readUint256() : BlockHeader.getNumber(fields);
        if (time >= ChainTime.FIRST_MILLISECONDS) time /= ChainTime.MILLISECONDS_PER_SECOND;
        return
            Header({
                hash: keccak256(header),
                // The first field of every kind.
                parentHash: BlockHeader.getParentHash(fields),
                stateRoot: isKaia ? fields[_KAIA_STATE_ROOT].readBytes32() : BlockHeader.getStateRoot(fields),
                number: SafeCast.toUint40(number),
                time: SafeCast.toUint40(time)
            });
    }

    /// @notice What a validator's committed seal signs of a header.
    /// @param headerHash Of QBFT the hash with the round, which is another one than the block's.
    function sealDigest(IForeignTitles.HeaderKind kind, bytes32 headerHash) internal pure returns (bytes32 digest) {
        if (kind != IForeignTitles.HeaderKind.Kaia) return headerHash;
        return keccak256(abi.encodePacked(headerHash, _KAIA_COMMIT));
    }

    /// @notice What a registry keeps in the slot of a title: its owner in the low 160 bits, then its record.
    function provenTitle(
        IForeignTitles.Registry memory registry,
        bytes32 stateRoot,
        uint256 workId,
        IForeignTitles.Proof calldata proof
    ) internal pure returns (uint256 word) {
        bytes32 storageRoot = _storageRoot(registry, stateRoot, proof.account);
        (bytes memory value, TrieProof.ProofError reason) = TrieProof.tryTraverse(
            storageRoot,
            abi.encodePacked(keccak256(abi.encodePacked(_titleSlot(workId)))),
            proof.slot
        );
        if (reason != TrieProof.ProofError.NO_ERROR) {
            revert IForeignTitles.ForeignTitlesTitleNotProven(workId, uint8(reason));
        }
        return RLP.decodeUint256(value);
    }

    function _storageRoot(
        IForeignTitles.Registry memory registry,
        bytes32 stateRoot,
        bytes[] calldata nodes
    ) private pure returns (bytes32 root) {
        (bytes memory account, TrieProof.ProofError reason) = TrieProof.tryTraverse(
            stateRoot,
            abi.encodePacked(keccak256(abi.encodePacked(registry.registry))),
            nodes
        );
        if (reason != TrieProof.ProofError.NO_ERROR) {
            revert IForeignTitles.ForeignTitlesAccountNotProven(registry.registry, uint8(reason));
        }
        if (registry.kind != IForeignTitles.HeaderKind.Kaia) {
            return RLP.decodeList(account)[_STORAGE_ROOT].readBytes32();
        }
        if (account[0] != _KAIA_CONTRACT) {
            revert IForeignTitles.ForeignTitlesAccountNotProven(registry.registry, uint8(reason));
        }
        return RLP.decodeList(Bytes.slice(account, 1))[_KAIA_STORAGE_ROOT].readBytes32();
    }

    /// @dev Where Solady's ERC721 keeps a token's owner.
    function _titleSlot(uint256 workId) private pure returns (uint256 slot) {
        bytes32 hash = keccak256(abi.encodePacked(bytes28(bytes32(workId)), _TITLE_SEED));
        // The slot is a sum modulo 2^256, as Solady's assembly makes it.
        unchecked {
            return workId + workId + uint256(hash);
        }
    }
}
