// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title ICredentialRegistry
/// @notice What whoever checks a credential asks the chain: which JSON Schema its type means, and which status list of
/// its issuer is the newest. The credentials themselves and their holders never come here.
/// @dev Whoever controls an identity in `IdentityRegistry` (ERC-1056) writes for it, by its own call and never by
/// `tx.origin`. Nobody else does: no role, no deployer. All times are Unix seconds, also on a chain in milliseconds.
interface ICredentialRegistry {
    /// @notice How a list's bits are read. The two kinds look alike, and read as the other one each is mirrored.
    enum StatusListKind {
        None,
        /// @dev IETF Token Status List: zlib, the least significant bit of a byte first.
        TokenStatusList,
        /// @dev W3C Bitstring Status List: gzip, the most significant bit of a byte first.
        BitstringStatusList
    }

    /// @notice A type of credential. All fields are zero where there is none.
    /// @param publisher The identity that published it.
    /// @param publishedAt Unix seconds.
    /// @param publishedAtBlock Where its event is.
    /// @param schemaHash SHA-256 of the JSON Schema's file.
    struct Schema {
        address publisher;
        uint40 publishedAt;
        uint40 publishedAtBlock;
        bytes32 schemaHash;
    }

    /// @notice The newest state of a status list. All fields are zero where there is none.
    /// @param kind Fixed with the first publication, as are `bits` and `size`.
    /// @param bits Bits of one entry: 1, 2, 4 or 8.
    /// @param size Entries.
    /// @param updatedAt Unix seconds.
    /// @param updatedAtBlock The block of its newest event.
    /// @param listHash SHA-256 of the list's file.
    struct StatusList {
        StatusListKind kind;
        uint8 bits;
        uint40 size;
        uint40 updatedAt;
        uint40 updatedAtBlock;
        bytes32 listHash;
    }

    /// @notice A type of credential was published, for good.
    /// @param previousBlock The block of the publisher's event before it, 0 for the first.
    event SchemaPublished(
        bytes32 indexed schemaId,
        address indexed publisher,
        string name,
        uint32 version,
        bytes32 schemaHash,
        uint40 previousBlock
    );
    /// @notice A status list was published, or its statuses changed.
    /// @param previousBlock The block of the list's event before it, 0 for the first.
    event StatusListUpdated(
        address indexed issuer,
        bytes32 indexed listId,
        StatusListKind kind,
        uint8 bits,
        uint40 size,
        bytes32 listHash,
        uint40 previousBlock
    );

    /// @notice The caller does not control the identity.
    error CredentialRegistryNotController(address identity, address controller, address caller);
    /// @notice A name has from 1 to MAX_NAME bytes.
    error CredentialRegistryNameLength(uint256 length, uint256 maximum);
    /// @notice Versions count from 1.
    error CredentialRegistryZeroVersion(address publisher, string name);
    /// @notice A file must be named by its hash.
    error CredentialRegistryZeroHash(address identity);
    /// @notice This version was published, and what it means never changes.
    error CredentialRegistrySchemaExists(bytes32 schemaId, bytes32 schemaHash);
    /// @notice A list is of one of the two kinds.
    error CredentialRegistryNoKind(address issuer, bytes32 listId);
    /// @notice An entry has 1, 2, 4 or 8 bits.
    error CredentialRegistryBits(uint8 bits);
    /// @notice A token status list has an entry at least, and a bitstring status list as many as hide a holder.
    error CredentialRegistrySize(uint40 size, uint40 minimum);
    /// @notice A list keeps its kind, its bits and its size: credentials that were issued point into it.
    error CredentialRegistryShapeFixed(address issuer, bytes32 listId, StatusListKind kind, uint8 bits, uint40 size);
    /// @notice The list has this hash already, so there is nothing to write.
    error CredentialRegistryUnchanged(address issuer, bytes32 listId, bytes32 listHash);

    /// @notice Publishes a type of credential in the name of an identity. The caller controls it.
    /// @dev Warning: it cannot be changed or taken back. A correction is a new version.
    /// @param name From 1 to MAX_NAME bytes.
    /// @param version From 1 on, in any order.
    /// @param schemaHash SHA-256 of the JSON Schema's file; not zero.
    function publishSchema(
        address publisher,
        string calldata name,
        uint32 version,
        bytes32 schemaHash
    ) external returns (bytes32 schemaId);

    /// @notice Publishes a status list of an issuer, or its newest state. The caller controls the issuer's identity.
    /// @param listId The issuer's own name for the list.
    /// @param listHash SHA-256 of the list's file; not zero, and not the one that stands there.
    function updateStatusList(
        address issuer,
        bytes32 listId,
        StatusListKind kind,
        uint8 bits,
        uint40 size,
        bytes32 listHash
    ) external;

    /// @notice A type of credential.
    function schemaOf(bytes32 schemaId) external view returns (Schema memory schema);

    /// @notice The newest state of a status list.
    function statusListOf(address issuer, bytes32 listId) external view returns (StatusList memory list);

    /// @notice The block of a publisher's newest schema, 0 where it has none.
    function lastSchemaBlockOf(address publisher) external view returns (uint40 blockNumber);

    /// @notice The longest name, in bytes.
    function MAX_NAME() external view returns (uint256 maximum);

    /// @notice The fewest entries of a bitstring status list: 131,072, as W3C's text has it.
    function MIN_BITSTRING_SIZE() external view returns (uint40 minimum);

    /// @notice The id of a type of credential: keccak256(abi.encode(publisher, name, version)).
    function schemaIdOf(
        address publisher,
        string calldata name,
        uint32 version
    ) external pure returns (bytes32 schemaId);
}
