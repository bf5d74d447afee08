// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title ChainTime
/// @notice The time of the block in Unix seconds, also on chains that count `block.timestamp` in milliseconds (FISCO
/// BCOS).
library ChainTime {
    /// @dev Counted in seconds this is the year 5138, counted in milliseconds it is March 1973: no block of either
    /// kind of chain lies on the wrong side.
    uint256 internal constant FIRST_MILLISECONDS = 1e11;

    uint256 internal constant MILLISECONDS_PER_SECOND = 1000;

    /// @notice The time of the current block.
    /// @return seconds_ Unix time in whole seconds.
    function timestamp() internal view returns (uint40 seconds_) {
        uint256 time = block.timestamp;

        // This tells apart units that differ a thousandfold; no validator can move its clock across.
        // slither-disable-next-line timestamp
        if (time >= FIRST_MILLISECONDS) time /= MILLISECONDS_PER_SECOND;
        // A uint40 of seconds reaches the year 36812; below FIRST_MILLISECONDS it fits by definition.
        return uint40(time);
    }
}
