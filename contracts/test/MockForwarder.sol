// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @title MockForwarder
/// @notice An account with code: makes every call that anybody asks for, in its own name. It is no ERC-721 receiver.
contract MockForwarder {
    struct Call {
        address target;
        bytes data;
    }

    /// @notice Makes one call, with the ether that was sent along, and fails as it fails.
    function forward(address target, bytes calldata data) external payable {
        Address.functionCallWithValue(target, data, msg.value);
    }

    /// @notice Makes several calls in one transaction, and fails with the first that fails.
    function forwardAll(Call[] calldata calls) external {
        for (uint256 i = 0; i < calls.length; ++i) {
            Address.functionCall(calls[i].target, calls[i].data);
        }
    }
}
