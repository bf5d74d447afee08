// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title MockWallet
/// @notice An ERC-1271 wallet of one signer, which answers well or badly as it is told.
contract MockWallet is IERC1271 {
    enum Answer {
        Verify,
        Refuse,
        Fail,
        WrongMagic,
        ShortMagic
    }

    bytes4 private constant _REFUSAL = 0xffffffff;

    /// @dev bytes4(keccak256("isValidSignature(bytes,bytes)")), the answer of wallets older than ERC-1271's final text.
    bytes4 private constant _OLD_MAGIC = 0x20c13b0b;

    address private immutable _SIGNER;

    Answer private _answer;

    /// @notice The wallet fails, as it was told to.
    error MockWalletFailure();

    constructor(address signer) {
        _SIGNER = signer;
    }

    /// @notice Chooses how the wallet answers from now on.
    function setAnswer(Answer answer) external {
        _answer = answer;
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4 magicValue) {
        if (_answer == Answer.Fail) revert MockWalletFailure();
        if (_answer == Answer.WrongMagic) return _OLD_MAGIC;
        if (_answer == Answer.ShortMagic) _returnFourBytes(IERC1271.isValidSignature.selector);
        if (_answer == Answer.Refuse) return _REFUSAL;

        (address signer, , ) = ECDSA.tryRecover(hash, signature);
        return signer == _SIGNER ? IERC1271.isValidSignature.selector : _REFUSAL;
    }

    function _returnFourBytes(bytes4 magicValue) private pure {
        // Solidity always returns whole words. Nothing runs after the return, so the scratch space is free to use.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(0, magicValue)
            return(0, 4)
        }
    }
}
