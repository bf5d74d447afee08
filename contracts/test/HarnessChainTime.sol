// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ChainTime} from "../access/ChainTime.sol";

/// @title HarnessChainTime
/// @notice Shows what the library makes of the block's timestamp.
contract HarnessChainTime {
    /// @notice The time in seconds, beside the timestamp as the chain gives it.
    function read() external view returns (uint40 time, uint256 blockTimestamp) {
        return (ChainTime.timestamp(), block.timestamp);
    }
}
