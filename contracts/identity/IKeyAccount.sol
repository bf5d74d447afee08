// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";

/// @title IKeyAccount
/// @notice An account of a key that no transaction can be signed with: one of an HSM, a national card, a passkey.
/// Anybody may relay what the key has signed. It is ERC-1271's wallet for signatures of ERC-7739's form, and takes
/// ERC-721 tokens.
/// @dev Warning: the key can never be changed. Who names guardians in Recovery can be given a successor when it is
/// lost.
/// Warning: coins that somebody sends by force are lost; the account makes calls without value only.
interface IKeyAccount is IERC1271, IERC721Receiver {
    /// @notice The account has called a contract as its key wanted.
    /// @param target The contract that was called.
    /// @param nonce The request's number in this account, from 0 on.
    /// @param digest What the key has signed.
    /// @param previousBlock The block of the account's request before, 0 for the first.
    event KeyAccountExecuted(address indexed target, uint256 indexed nonce, bytes32 digest, uint40 previousBlock);

    /// @notice The request was good until a time that is over.
    /// @param deadline The time, Unix seconds.
    /// @param time The block's time, Unix seconds.
    error KeyAccountRequestExpired(uint256 deadline, uint40 time);

    /// @notice The signature is not this account's over this call, with the next nonce, on this chain.
    /// @param nonce The number that the next request has.
    /// @param digest What the key has to sign.
    error KeyAccountInvalidSignature(uint256 nonce, bytes32 digest);

    /// @notice Calls a contract in the name of the account. The failure of the call is the failure of this one, and the
    /// request can be sent again until its deadline.
    /// @dev Everything that decides is in what is signed: target, data, nonce, deadline, account and chain.
    /// @param target The contract to call. An address without code reverts.
    /// @param data The data of the call.
    /// @param deadline The last second in which the request is good, Unix time.
    /// @param signature The key's signature of `executionDigest`, as the verifier of its kind reads it.
    /// @return result What the call has returned.
    function execute(
        address target,
        bytes calldata data,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes memory result);

    /// @notice The account's key: the address of ERC-7913's verifier, then the key as that reads it.
    function key() external view returns (bytes memory signer);

    /// @notice The number of the next request.
    function nonce() external view returns (uint256 next);

    /// @notice The block of the newest request that was carried out, 0 where none was. From there every event names the
    /// block of the one before it.
    function executedAtBlock() external view returns (uint40 blockNumber);

    /// @notice What the key signs so that the account makes a call next: the EIP-712 digest of
    /// `Execution(address target,bytes data,uint256 nonce,uint256 deadline)`, domain "Colophon Key Account", "1".
    function executionDigest(
        address target,
        bytes calldata data,
        uint256 deadline
    ) external view returns (bytes32 digest);
}
