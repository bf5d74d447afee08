// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {ERC721Holder} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ERC7739} from "@openzeppelin/contracts/utils/cryptography/signers/draft-ERC7739.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {IKeyAccount} from "./IKeyAccount.sol";

/// @title KeyAccount
/// @notice The account of an ERC-7913 key. Each is a clone with its key behind its code, made by KeyAccounts.
contract KeyAccount is IKeyAccount, ERC7739, ERC721Holder {
    /// @dev keccak256("Execution(address target,bytes data,uint256 nonce,uint256 deadline)")
    bytes32 private constant _EXECUTION_TYPEHASH = 0x4ca9b79b3f8e7bcc7d908df2e7641bb030914c6574176fef0b50e2147d6cc142;

    /// @dev One slot.
    uint216 private _nonce;
    uint40 private _executedAtBlock;

    constructor() EIP712("Colophon Key Account", "1") {}

    /// @inheritdoc IKeyAccount
    function execute(
        address target,
        bytes calldata data,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes memory result) {
        uint40 time = ChainTime.timestamp();
        if (deadline < time) revert KeyAccountRequestExpired(deadline, time);
        bytes32 digest = executionDigest(target, data, deadline);
        if (!_rawSignatureValidation(digest, signature)) revert KeyAccountInvalidSignature(_nonce, digest);

        (uint216 used, uint40 previousBlock) = (_nonce, _executedAtBlock);
        _nonce = used + 1;
        _executedAtBlock = uint40(block.number);

        emit KeyAccountExecuted(target, used, digest, previousBlock);

        result = Address.functionCall(target, data);
    }

    /// @inheritdoc IKeyAccount
    function nonce() external view returns (uint256 next) {
        return _nonce;
    }

    /// @inheritdoc IKeyAccount
    function executedAtBlock() external view returns (uint40 blockNumber) {
        return _executedAtBlock;
    }

    /// @inheritdoc IKeyAccount
    function key() public view returns (bytes memory signer) {
        return Clones.fetchCloneArgs(address(this));
    }

    /// @inheritdoc IKeyAccount
    function executionDigest(
        address target,
        bytes calldata data,
        uint256 deadline
    ) public view returns (bytes32 digest) {
        return _hashTypedDataV4(keccak256(abi.encode(_EXECUTION_TYPEHASH, target, keccak256(data), _nonce, deadline)));
    }

    function _rawSignatureValidation(
        bytes32 hash,
        bytes calldata signature
    ) internal view override returns (bool isValid) {
        return SignatureChecker.isValidSignatureNow(key(), hash, signature);
    }
}
