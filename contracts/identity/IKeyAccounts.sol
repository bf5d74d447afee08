// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title IKeyAccounts
/// @notice Makes the account of a key of another kind than the chain's own. A key of a kind has one account here, at
/// an address that follows from the key alone; who makes it has no power over it.
/// @dev The same P-256 key as a plain one and as a passkey has two accounts, since the two sign in different ways.
interface IKeyAccounts {
    /// @notice How a key signs.
    enum KeyKind {
        /// ECDSA on P-256 over the digest itself; the public key is x and y, 64 bytes.
        P256,
        /// PKCS#1 v1.5 with SHA-256 over the digest, which is hashed once more; the public key is the modulus, of
        /// 2,048 to 4,096 bits, and the exponent is 65,537.
        RSA,
        /// WebAuthn with ECDSA on P-256 and the user verified; the digest is the challenge. The public key is x and y,
        /// 64 bytes.
        Passkey
    }

    /// @notice The account of a key was made.
    event KeyAccountCreated(address indexed account, KeyKind indexed kind, bytes publicKey);

    /// @notice This is no public key of the kind.
    error KeyAccountsInvalidKey(KeyKind kind, bytes publicKey);

    /// @notice Makes the account of a key, or finds it made: whoever comes first, the result is the same.
    /// @param kind How the key signs.
    /// @param publicKey The key, as `KeyKind` has it.
    /// @return account The account.
    function create(KeyKind kind, bytes calldata publicKey) external returns (address account);

    /// @notice Where the account of a key is, or will be.
    /// @dev Warning: what is sent there before it is made can be used only when it is.
    function accountOf(KeyKind kind, bytes calldata publicKey) external view returns (address account);

    /// @notice ERC-7913's verifier of a kind.
    function verifierOf(KeyKind kind) external view returns (address verifier);
}
