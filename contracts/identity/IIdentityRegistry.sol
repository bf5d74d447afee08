// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title IIdentityRegistry
/// @notice ERC-1056: who controls an identity, and which keys and services it names. Every address is an identity from
/// the beginning, controlled by itself; nothing is written for that.
/// @dev The functions and events are those of ERC-1056. Three things are otherwise than in `ethr-did-registry` 1.3.0:
/// times are Unix seconds on every chain, also where `block.timestamp` counts milliseconds; a deactivated identity
/// stays deactivated; and what a controller signs to be relayed is EIP-712 with the chain's id in it, so that it holds
/// on one chain only. Nobody but the controller writes, by its own call (never `tx.origin`) or by its signature, and a
/// call that writes nothing reverts.
/// Every event carries `previousChange`, the block of the identity's event before it (0 for the first), and `changed`
/// gives the newest block. So a whole history is read by walking back with one-block log queries.
interface IIdentityRegistry {
    /// @notice An identity has another controller; the zero address deactivates it.
    event DIDOwnerChanged(address indexed identity, address owner, uint256 previousChange);
    /// @notice An account may act for an identity until a time (Unix seconds); 0 takes that back.
    event DIDDelegateChanged(
        address indexed identity,
        bytes32 delegateType,
        address delegate,
        uint256 validTo,
        uint256 previousChange
    );
    /// @notice An identity names a key, a service or another name until a time (Unix seconds); 0 takes that back.
    event DIDAttributeChanged(
        address indexed identity,
        bytes32 name,
        bytes value,
        uint256 validTo,
        uint256 previousChange
    );

    /// @notice The caller, or the signer, does not control the identity.
    error IdentityRegistryNotController(address identity, address controller, address caller);
    /// @notice The identity was deactivated, which is for good.
    error IdentityRegistryDeactivated(address identity);
    /// @notice A validity lasts from 1 second to MAX_VALIDITY.
    error IdentityRegistryValidity(uint256 validity, uint256 maximum);
    /// @notice There is no such delegate whose time has not ended, so nothing can be revoked.
    error IdentityRegistryNotDelegate(address identity, bytes32 delegateType, address delegate);

    /// @notice There is no such attribute whose time has not ended, so nothing can be revoked.
    error IdentityRegistryNotAttribute(address identity, bytes32 name, bytes value);

    /// @notice Gives an identity another controller. The controller before it has no power from then on.
    /// @dev Warning: the zero address deactivates the identity, which cannot be undone. Delegates stay on record, and
    /// `validDelegate` is false for all of them.
    function changeOwner(address identity, address newOwner) external;

    /// @notice The same, by the controller's signature: EIP-712
    /// `ChangeOwner(address identity,uint256 nonce,address newOwner)`. Anybody may send it.
    /// @dev `nonce` is that of the controller (see `nonce`). The same holds for the four functions below.
    function changeOwnerSigned(address identity, uint8 sigV, bytes32 sigR, bytes32 sigS, address newOwner) external;

    /// @notice Lets an account act for an identity, for `validity` seconds from now.
    /// @param delegateType What for: `veriKey` (signs) or `sigAuth` (signs, and logs in), zero-padded ASCII.
    function addDelegate(address identity, bytes32 delegateType, address delegate, uint256 validity) external;

    /// @notice The same, by the controller's signature: EIP-712
    /// `AddDelegate(address identity,uint256 nonce,bytes32 delegateType,address delegate,uint256 validity)`.
    function addDelegateSigned(
        address identity,
        uint8 sigV,
        bytes32 sigR,
        bytes32 sigS,
        bytes32 delegateType,
        address delegate,
        uint256 validity
    ) external;

    /// @notice Ends a delegation at once.
    function revokeDelegate(address identity, bytes32 delegateType, address delegate) external;

    /// @notice The same, by the controller's signature: EIP-712
    /// `RevokeDelegate(address identity,uint256 nonce,bytes32 delegateType,address delegate)`.
    function revokeDelegateSigned(
        address identity,
        uint8 sigV,
        bytes32 sigR,
        bytes32 sigS,
        bytes32 delegateType,
        address delegate
    ) external;

    /// @notice Names a key, a service or another name of the identity, for `validity` seconds from now.
    /// @dev It is the controller's statement and proves nothing about whoever else has that key or name.
    /// @param name What it is, zero-padded ASCII, as in `did/pub/Secp256k1/veriKey/hex`.
    function setAttribute(address identity, bytes32 name, bytes calldata value, uint256 validity) external;

    /// @notice The same, by the controller's signature: EIP-712
    /// `SetAttribute(address identity,uint256 nonce,bytes32 name,bytes value,uint256 validity)`.
    function setAttributeSigned(
        address identity,
        uint8 sigV,
        bytes32 sigR,
        bytes32 sigS,
        bytes32 name,
        bytes calldata value,
        uint256 validity
    ) external;

    /// @notice Takes a key, a service or a name back at once.
    function revokeAttribute(address identity, bytes32 name, bytes calldata value) external;

    /// @notice The same, by the controller's signature: EIP-712
    /// `RevokeAttribute(address identity,uint256 nonce,bytes32 name,bytes value)`.
    function revokeAttributeSigned(
        address identity,
        uint8 sigV,
        bytes32 sigR,
        bytes32 sigS,
        bytes32 name,
        bytes calldata value
    ) external;

    /// @notice Who controls an identity; the zero address where it was deactivated.
    function identityOwner(address identity) external view returns (address controller);

    /// @notice Whether an account may act for an identity now.
    function validDelegate(address identity, bytes32 delegateType, address delegate) external view returns (bool valid);

    /// @notice The block of the identity's newest event, or 0.
    function changed(address identity) external view returns (uint256 blockNumber);

    /// @notice How many signatures of a controller were relayed; the next one is signed with this number.
    function nonce(address controller) external view returns (uint256 next);
}
