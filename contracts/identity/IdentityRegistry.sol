// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {IIdentityRegistry} from "./IIdentityRegistry.sol";

/// @title IdentityRegistry
/// @notice ERC-1056 in seconds on every chain. One storage slot per identity that was ever changed.
contract IdentityRegistry is IIdentityRegistry, EIP712 {
    struct Identity {
        address controller;
        uint40 changedAtBlock;
        bool isDeactivated;
    }

    /// @notice The longest validity, in seconds: a hundred years.
    /// @dev Nobody means more, and what is longer was meant in another unit.
    uint256 public constant MAX_VALIDITY = 36_500 days;

    /// @dev keccak256("ChangeOwner(address identity,uint256 nonce,address newOwner)")
    bytes32 private constant _CHANGE_OWNER = 0x5c08acaccbaa526c43d8b60d6de2a8883d111888ec0fb56adc9fbc366c3b49f8;

    /// @dev keccak256("AddDelegate(address identity,uint256 nonce,bytes32 delegateType,address delegate,
    /// uint256 validity)")
    bytes32 private constant _ADD_DELEGATE = 0x807f2d4ac9945a6114aca9c3974a24ec8204f4ee6f5e32be5809bcf1687aa1ee;

    /// @dev keccak256("RevokeDelegate(address identity,uint256 nonce,bytes32 delegateType,address delegate)")
    bytes32 private constant _REVOKE_DELEGATE = 0xbeb21f8cb2ce8f2b07ac6bbff3a34651ddb94b27af7c4906bfffdf43d445a86f;

    /// @dev keccak256("SetAttribute(address identity,uint256 nonce,bytes32 name,bytes value,uint256 validity)")
    bytes32 private constant _SET_ATTRIBUTE = 0x9423c5f04a4f27f9017454f733996ff4bceab1bd6ad42c9c5343515271ff266b;

    /// @dev keccak256("RevokeAttribute(address identity,uint256 nonce,bytes32 name,bytes value)")
    bytes32 private constant _REVOKE_ATTRIBUTE = 0x1b8c22c70b5b4756d006c25fac664e684e527e3927f05e483647bbd4154cb3e6;

    mapping(address identity => Identity record) private _identities;
    mapping(address identity => mapping(bytes32 delegateType => mapping(address delegate => uint40 validTo)))
        private _delegates;
    mapping(address identity => mapping(bytes32 attribute => uint40 validTo)) private _attributes;
    mapping(address controller => uint256 next) private _nonces;

    constructor() EIP712("Colophon Identity", "1") {}

    /* BY THE CONTROLLER'S OWN CALL */

    /// @inheritdoc IIdentityRegistry
    function changeOwner(address identity, address newOwner) external {
        _requireController(identity, msg.sender);

        _changeOwner(identity, newOwner);
    }

    /// @inheritdoc IIdentityRegistry
    function addDelegate(address identity, bytes32 delegateType, address delegate, uint256 validity) external {
        _requireController(identity, msg.sender);

        _addDelegate(identity, delegateType, delegate, validity);
    }

    /// @inheritdoc IIdentityRegistry
    function revokeDelegate(address identity, bytes32 delegateType, address delegate) external {
        _requireController(identity, msg.sender);

        _revokeDelegate(identity, delegateType, delegate);
    }

    /// @inheritdoc IIdentityRegistry
    function setAttribute(address identity, bytes32 name, bytes calldata value, uint256 validity) external {
        _requireController(identity, msg.sender);

        _setAttribute(identity, name, value, validity);
    }

    /// @inheritdoc IIdentityRegistry
    function revokeAttribute(address identity, bytes32 name, bytes calldata value) external {
        _requireController(identity, msg.sender);

        _revokeAttribute(identity, name, value);
    }

    /* BY THE CONTROLLER'S SIGNATURE */

    /// @inheritdoc IIdentityRegistry
    function changeOwnerSigned(address identity, uint8 sigV, bytes32 sigR, bytes32 sigS, address newOwner) external {
        bytes memory message = abi.encode(_CHANGE_OWNER, identity, _nonceFor(identity), newOwner);
        _requireSigned(identity, message, sigV, sigR, sigS);

        _changeOwner(identity, newOwner);
    }

    /// @inheritdoc IIdentityRegistry
    function addDelegateSigned(
        address identity,
        uint8 sigV,
        bytes32 sigR,
        bytes32 sigS,
        bytes32 delegateType,
        address delegate,
        uint256 validity
    ) external {
        bytes memory message = abi.encode(
            _ADD_DELEGATE,
            identity,
            _nonceFor(identity),
            delegateType,
            delegate,
            validity
        );
        _requireSigned(identity, message, sigV, sigR, sigS);

        _addDelegate(identity, delegateType, delegate, validity);
    }

    /// @inheritdoc IIdentityRegistry
    function revokeDelegateSigned(
        address identity,
        uint8 sigV,
        bytes32 sigR,
        bytes32 sigS,
        bytes32 delegateType,
        address delegate
    ) external {
        bytes memory message = abi.encode(_REVOKE_DELEGATE, identity, _nonceFor(identity), delegateType, delegate);
        _requireSigned(identity, message, sigV, sigR, sigS);

        _revokeDelegate(identity, delegateType, delegate);
    }

    /// @inheritdoc IIdentityRegistry
    function setAttributeSigned(
        address identity,
        uint8 sigV,
        bytes32 sigR,
        bytes32 sigS,
        bytes32 name,
        bytes calldata value,
        uint256 validity
    ) external {
        uint256 next = _nonceFor(identity);
        bytes memory message = abi.encode(_SET_ATTRIBUTE, identity, next, name, keccak256(value), validity);
        _requireSigned(identity, message, sigV, sigR, sigS);

        _setAttribute(identity, name, value, validity);
    }

    /// @inheritdoc IIdentityRegistry
    function revokeAttributeSigned(
        address identity,
        uint8 sigV,
        bytes32 sigR,
        bytes32 sigS,
        bytes32 name,
        bytes calldata value
    ) external {
        bytes memory message = abi.encode(_REVOKE_ATTRIBUTE, identity, _nonceFor(identity), name, keccak256(value));
        _requireSigned(identity, message, sigV, sigR, sigS);

        _revokeAttribute(identity, name, value);
    }

    /* READING */

    /// @inheritdoc IIdentityRegistry
    function validDelegate(
        address identity,
        bytes32 delegateType,
        address delegate
    ) external view returns (bool valid) {
        return !_identities[identity].isDeactivated && _isDelegate(identity, delegateType, delegate);
    }

    /// @inheritdoc IIdentityRegistry
    function changed(address identity) external view returns (uint256 blockNumber) {
        return _identities[identity].changedAtBlock;
    }

    /// @inheritdoc IIdentityRegistry
    function nonce(address controller) external view returns (uint256 next) {
        return _nonces[controller];
    }

    /// @inheritdoc IIdentityRegistry
    function identityOwner(address identity) public view returns (address controller) {
        Identity storage record = _identities[identity];
        if (record.isDeactivated) return address(0);
        return record.controller == address(0) ? identity : record.controller;
    }

    /* CHANGES */

    function _changeOwner(address identity, address newOwner) private {
        uint256 previousChange = _touch(identity);
        Identity storage record = _identities[identity];
        record.controller = newOwner;
        record.isDeactivated = newOwner == address(0);

        emit DIDOwnerChanged(identity, newOwner, previousChange);
    }

    function _addDelegate(address identity, bytes32 delegateType, address delegate, uint256 validity) private {
        uint40 validTo = _endOf(validity);

        uint256 previousChange = _touch(identity);
        _delegates[identity][delegateType][delegate] = validTo;

        emit DIDDelegateChanged(identity, delegateType, delegate, validTo, previousChange);
    }

    function _revokeDelegate(address identity, bytes32 delegateType, address delegate) private {
        if (!_isDelegate(identity, delegateType, delegate)) {
            revert IdentityRegistryNotDelegate(identity, delegateType, delegate);
        }

        uint256 previousChange = _touch(identity);
        delete _delegates[identity][delegateType][delegate];

        emit DIDDelegateChanged(identity, delegateType, delegate, 0, previousChange);
    }

    function _setAttribute(address identity, bytes32 name, bytes calldata value, uint256 validity) private {
        uint40 validTo = _endOf(validity);

        uint256 previousChange = _touch(identity);
        _attributes[identity][_attributeKey(name, value)] = validTo;

        emit DIDAttributeChanged(identity, name, value, validTo, previousChange);
    }

    function _revokeAttribute(address identity, bytes32 name, bytes calldata value) private {
        bytes32 attribute = _attributeKey(name, value);
        if (ChainTime.timestamp() >= _attributes[identity][attribute]) {
            revert IdentityRegistryNotAttribute(identity, name, value);
        }

        uint256 previousChange = _touch(identity);
        delete _attributes[identity][attribute];

        emit DIDAttributeChanged(identity, name, value, 0, previousChange);
    }

    /// @dev Notes that the identity changes in this block.
    function _touch(address identity) private returns (uint256 previousChange) {
        Identity storage record = _identities[identity];
        previousChange = record.changedAtBlock;
        record.changedAtBlock = uint40(block.number);
    }

    /// @dev A signature is used up whatever comes of the call in the same transaction: the nonce counts.
    function _requireSigned(address identity, bytes memory message, uint8 sigV, bytes32 sigR, bytes32 sigS) private {
        // A signature that is malformed is nobody's: the zero address, which controls nothing.
        // slither-disable-next-line unused-return
        (address signer, , ) = ECDSA.tryRecover(_hashTypedDataV4(keccak256(message)), sigV, sigR, sigS);
        _requireController(identity, signer);

        ++_nonces[signer];
    }

    function _requireController(address identity, address caller) private view {
        address controller = identityOwner(identity);
        if (controller == address(0)) revert IdentityRegistryDeactivated(identity);
        if (controller != caller) revert IdentityRegistryNotController(identity, controller, caller);
    }

    function _nonceFor(address identity) private view returns (uint256 next) {
        return _nonces[identityOwner(identity)];
    }

    function _isDelegate(address identity, bytes32 delegateType, address delegate) private view returns (bool valid) {
        return ChainTime.timestamp() < _delegates[identity][delegateType][delegate];
    }

    function _endOf(uint256 validity) private view returns (uint40 validTo) {
        if (validity == 0 || validity > MAX_VALIDITY) revert IdentityRegistryValidity(validity, MAX_VALIDITY);
        // The sum of two values below 2^39 is below 2^40 until the year 19391.
        return ChainTime.timestamp() + uint40(validity);
    }

    function _attributeKey(bytes32 name, bytes calldata value) private pure returns (bytes32 attribute) {
        return keccak256(abi.encode(name, value));
    }
}
