// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {ERC7913P256Verifier} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913P256Verifier.sol";
import {ERC7913RSAVerifier} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913RSAVerifier.sol";
// There is no shorter way to write it.
// solhint-disable-next-line max-line-length
import {ERC7913WebAuthnVerifier} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913WebAuthnVerifier.sol";

import {IKeyAccounts} from "./IKeyAccounts.sol";
import {KeyAccount} from "./KeyAccount.sol";

/// @title KeyAccounts
/// @notice The accounts of keys of other kinds, and OpenZeppelin's verifiers of what these sign.
contract KeyAccounts is IKeyAccounts {
    /// @dev Nothing beside the key decides where its account is.
    bytes32 private constant _SALT = 0;
    uint256 private constant _MIN_RSA_BYTES = 256;
    uint256 private constant _MAX_RSA_BYTES = 512;
    /// @dev 65,537. With any other, one modulus could have several accounts, and a small one is unsafe.
    bytes private constant _RSA_EXPONENT = hex"010001";

    address private immutable _ACCOUNT;
    address private immutable _P256;
    address private immutable _RSA;
    address private immutable _PASSKEY;

    /// @dev It makes its verifiers and the account that all are clones of: nobody can put others in their places.
    constructor() {
        _ACCOUNT = address(new KeyAccount());
        _P256 = address(new ERC7913P256Verifier());
        _RSA = address(new ERC7913RSAVerifier());
        _PASSKEY = address(new ERC7913WebAuthnVerifier());
    }

    /// @inheritdoc IKeyAccounts
    function create(KeyKind kind, bytes calldata publicKey) external returns (address account) {
        bytes memory signer = _signerOf(kind, publicKey);
        account = _addressOf(signer);
        if (account.code.length != 0) return account;

        emit KeyAccountCreated(account, kind, publicKey);

        // The account that it makes is the one whose address was computed above.
        // slither-disable-next-line unused-return
        Clones.cloneDeterministicWithImmutableArgs(_ACCOUNT, signer, _SALT);
    }

    /// @inheritdoc IKeyAccounts
    function accountOf(KeyKind kind, bytes calldata publicKey) external view returns (address account) {
        return _addressOf(_signerOf(kind, publicKey));
    }

    /// @inheritdoc IKeyAccounts
    function verifierOf(KeyKind kind) public view returns (address verifier) {
        if (kind == KeyKind.P256) return _P256;
        return kind == KeyKind.RSA ? _RSA : _PASSKEY;
    }

    function _addressOf(bytes memory signer) private view returns (address account) {
        return Clones.predictDeterministicAddressWithImmutableArgs(_ACCOUNT, signer, _SALT);
    }

    function _signerOf(KeyKind kind, bytes calldata publicKey) private view returns (bytes memory signer) {
        bool isRsa = kind == KeyKind.RSA;
        if (!(isRsa ? _isModulus(publicKey) : _isPoint(publicKey))) revert KeyAccountsInvalidKey(kind, publicKey);

        return abi.encodePacked(verifierOf(kind), isRsa ? abi.encode(_RSA_EXPONENT, publicKey) : publicKey);
    }

    function _isPoint(bytes calldata publicKey) private pure returns (bool isPoint) {
        return publicKey.length == 64 && P256.isValidPublicKey(bytes32(publicKey[:32]), bytes32(publicKey[32:]));
    }

    /// @dev Odd, as every product of two primes is, and without zeros before it: it can be written in one way only.
    function _isModulus(bytes calldata publicKey) private pure returns (bool isModulus) {
        uint256 length = publicKey.length;
        return
            length >= _MIN_RSA_BYTES &&
            length <= _MAX_RSA_BYTES &&
            uint8(publicKey[0]) >= 0x80 &&
            uint8(publicKey[length - 1]) & 1 == 1;
    }
}
