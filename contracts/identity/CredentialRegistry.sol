// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ChainTime} from "../access/ChainTime.sol";
import {ICredentialRegistry} from "./ICredentialRegistry.sol";
import {IIdentityRegistry} from "./IIdentityRegistry.sol";

/// @title CredentialRegistry
/// @notice Types of credentials and hashes of status lists. Two storage slots for each, one for a publisher's history.
contract CredentialRegistry is ICredentialRegistry {
    /// @inheritdoc ICredentialRegistry
    uint256 public constant MAX_NAME = 64;
    /// @inheritdoc ICredentialRegistry
    uint40 public constant MIN_BITSTRING_SIZE = 131_072;

    IIdentityRegistry private immutable _IDENTITIES;

    mapping(bytes32 schemaId => Schema schema) private _schemas;
    mapping(address publisher => uint40 blockNumber) private _lastSchemaBlocks;
    mapping(address issuer => mapping(bytes32 listId => StatusList list)) private _lists;

    /// @param identities The registry that says who controls an identity.
    constructor(IIdentityRegistry identities) {
        _IDENTITIES = identities;
    }

    /// @inheritdoc ICredentialRegistry
    function publishSchema(
        address publisher,
        string calldata name,
        uint32 version,
        bytes32 schemaHash
    ) external returns (bytes32 schemaId) {
        _requireController(publisher);
        uint256 length = bytes(name).length;
        if (length == 0 || length > MAX_NAME) revert CredentialRegistryNameLength(length, MAX_NAME);
        if (version == 0) revert CredentialRegistryZeroVersion(publisher, name);
        if (schemaHash == bytes32(0)) revert CredentialRegistryZeroHash(publisher);
        schemaId = schemaIdOf(publisher, name, version);
        bytes32 published = _schemas[schemaId].schemaHash;
        if (published != bytes32(0)) revert CredentialRegistrySchemaExists(schemaId, published);

        uint40 previousBlock = _lastSchemaBlocks[publisher];
        _schemas[schemaId] = Schema({
            publisher: publisher,
            publishedAt: ChainTime.timestamp(),
            publishedAtBlock: uint40(block.number),
            schemaHash: schemaHash
        });
        _lastSchemaBlocks[publisher] = uint40(block.number);

        emit SchemaPublished(schemaId, publisher, name, version, schemaHash, previousBlock);
    }

    /// @inheritdoc ICredentialRegistry
    function updateStatusList(
        address issuer,
        bytes32 listId,
        StatusListKind kind,
        uint8 bits,
        uint40 size,
        bytes32 listHash
    ) external {
        _requireController(issuer);
        if (listHash == bytes32(0)) revert CredentialRegistryZeroHash(issuer);
        StatusList memory list = _lists[issuer][listId];
        if (list.kind == StatusListKind.None) {
            _requireShape(issuer, listId, kind, bits, size);
        } else if (list.kind != kind || list.bits != bits || list.size != size) {
            revert CredentialRegistryShapeFixed(issuer, listId, list.kind, list.bits, list.size);
        }
        if (list.listHash == listHash) revert CredentialRegistryUnchanged(issuer, listId, listHash);

        _lists[issuer][listId] = StatusList({
            kind: kind,
            bits: bits,
            size: size,
            updatedAt: ChainTime.timestamp(),
            updatedAtBlock: uint40(block.number),
            listHash: listHash
        });

        emit StatusListUpdated(issuer, listId, kind, bits, size, listHash, list.updatedAtBlock);
    }

    /// @inheritdoc ICredentialRegistry
    function schemaOf(bytes32 schemaId) external view returns (Schema memory schema) {
        return _schemas[schemaId];
    }

    /// @inheritdoc ICredentialRegistry
    function statusListOf(address issuer, bytes32 listId) external view returns (StatusList memory list) {
        return _lists[issuer][listId];
    }

    /// @inheritdoc ICredentialRegistry
    function lastSchemaBlockOf(address publisher) external view returns (uint40 blockNumber) {
        return _lastSchemaBlocks[publisher];
    }

    /// @inheritdoc ICredentialRegistry
    function schemaIdOf(
        address publisher,
        string calldata name,
        uint32 version
    ) public pure returns (bytes32 schemaId) {
        return keccak256(abi.encode(publisher, name, version));
    }

    /// @dev A deactivated identity has no controller, and the zero address calls nobody.
    function _requireController(address identity) private view {
        address controller = _IDENTITIES.identityOwner(identity);
        if (msg.sender != controller) revert CredentialRegistryNotController(identity, controller, msg.sender);
    }

    function _requireShape(address issuer, bytes32 listId, StatusListKind kind, uint8 bits, uint40 size) private pure {
        if (kind == StatusListKind.None) revert CredentialRegistryNoKind(issuer, listId);
        if (bits != 1 && bits != 2 && bits != 4 && bits != 8) revert CredentialRegistryBits(bits);
        uint40 minimum = kind == StatusListKind.BitstringStatusList ? MIN_BITSTRING_SIZE : 1;
        if (size < minimum) revert CredentialRegistrySize(size, minimum);
    }
}
