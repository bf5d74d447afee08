// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {ITimedPause} from "./ITimedPause.sol";
import {ITitleOffers} from "./ITitleOffers.sol";
import {ITitles} from "./ITitles.sol";
import {IWorkAnchors} from "./IWorkAnchors.sol";

/// @title IWorkRegistry
/// @notice The registry of works: one title per content hash, never deleted, never overwritten.
/// @dev Only hashes go on chain. The registry cannot be upgraded, and no role can change a record except by an order.
interface IWorkRegistry is ITitles, ITimedPause, ITitleOffers, IWorkAnchors {
    /// @notice What became of one work of a batch.
    enum Outcome {
        Registered,
        AlreadyRegistered,
        ZeroContentHash
    }

    /// @notice A work as its owner hands it in.
    /// @param contentHash SHA-256 of the work's bytes; not zero. As a uint256 it is the work's id.
    /// @param metadataHash SHA-256 of the RFC 8785 bytes of the metadata, zero where there are none.
    struct Work {
        bytes32 contentHash;
        bytes32 metadataHash;
    }

    /// @notice A work of a batch was not registered.
    /// @dev It changes no record, so it is not part of the work's history.
    event ClaimRejected(uint256 indexed workId, address indexed owner, Outcome outcome);
    /// @notice `tokenURI` begins otherwise from now on. ERC-4906's BatchMetadataUpdate stands beside it.
    event BaseURIChanged(string oldBaseURI, string newBaseURI);

    /// @notice A batch holds from 1 to MAX_BATCH works.
    error WorkRegistryBatchSize(uint256 size, uint256 maximum);
    /// @notice The signed claim came too late.
    error WorkRegistrySignatureExpired(uint256 deadline, uint40 time);
    /// @notice The signature is not the owner's over this claim, deadline, contract and chain.
    error WorkRegistryInvalidSignature(address owner);

    /// @notice Registers a work. The caller is the owner or the owner's ERC-721 operator; the owner is accredited.
    /// @dev The title is provisional for REVEAL_WINDOW seconds.
    function register(Claim calldata claim) external;

    /// @notice Registers many works of one owner, at most MAX_BATCH. The caller is the owner or its ERC-721 operator.
    /// @dev A work that cannot be registered does not stop the rest: it is reported in the result and by ClaimRejected.
    /// @return outcomes One for each work, in the same order.
    function registerMany(address owner, Work[] calldata works) external returns (Outcome[] memory outcomes);

    /// @notice Registers a work by its owner's signature; anybody may send it.
    /// @dev EIP-712 type `Registration(address owner,bytes32 contentHash,bytes32 metadataHash,uint256 deadline)`,
    /// ERC-1271 for contracts. It needs no nonce: a work is registered once.
    /// @param deadline Unix seconds; the last second at which the signature is good.
    function registerFor(Claim calldata claim, uint256 deadline, bytes calldata signature) external;

    /// @notice Sets what `tokenURI` begins with. Role: ADMIN.
    function setBaseURI(string calldata newBaseURI) external;

    /// @notice The digest that the owner signs for `registerFor`.
    function registrationDigest(Claim calldata claim, uint256 deadline) external view returns (bytes32 digest);

    /// @notice The most works that `registerMany` takes.
    function MAX_BATCH() external view returns (uint256 maximum);

    /// @notice The registry of parties that this registry asks.
    function partyRegistry() external view returns (address registry);

    /// @notice ERC-7572: what the collection is, as a data URI (RFC 2397) of a JSON object.
    function contractURI() external pure returns (string memory uri);

    /// @notice The algorithm of every content and metadata hash, by its name in the IANA registry of named information.
    function digestAlgorithm() external pure returns (string memory algorithm);
}
