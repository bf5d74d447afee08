// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";

import {MockForwarder} from "./MockForwarder.sol";

/// @title MockTitleReceiver
/// @notice Receives tokens and answers as it is told; before it answers it makes the calls that were planned.
contract MockTitleReceiver is MockForwarder, IERC721Receiver {
    enum Answer {
        Accept,
        WrongValue,
        FailWithError,
        FailWithoutReason
    }

    Answer private _answer;
    Call[] private _plan;

    /// @notice A token came in; the values are those of the call.
    event TokenReceived(address operator, address from, uint256 tokenId, bytes data);
    /// @notice A planned call was made; `result` is what it returned or how it failed.
    event CallMade(uint256 index, bool success, bytes result);

    /// @notice The receiver refuses, as it was told to.
    error MockTitleReceiverFailure(uint256 tokenId);

    /// @notice Chooses how the contract answers from now on.
    function setAnswer(Answer answer) external {
        _answer = answer;
    }

    /// @notice Adds a call to be made on the next receipt.
    function plan(address target, bytes calldata data) external {
        _plan.push(Call(target, data));
    }

    /// @inheritdoc IERC721Receiver
    function onERC721Received(
        address operator,
        address from,
        uint256 tokenId,
        bytes calldata data
    ) external returns (bytes4 selector) {
        // solhint-disable-next-line gas-custom-errors, reason-string
        if (_answer == Answer.FailWithoutReason) revert();
        if (_answer == Answer.FailWithError) revert MockTitleReceiverFailure(tokenId);
        Call[] memory calls = _plan;

        delete _plan;

        emit TokenReceived(operator, from, tokenId, data);

        for (uint256 i = 0; i < calls.length; ++i) {
            // The test wants to see the failure of one call and the success of the next: nothing may bubble up.
            // solhint-disable-next-line avoid-low-level-calls
            (bool success, bytes memory result) = calls[i].target.call(calls[i].data);
            emit CallMade(i, success, result);
        }
        return _answer == Answer.WrongValue ? bytes4(0xffffffff) : IERC721Receiver.onERC721Received.selector;
    }
}
