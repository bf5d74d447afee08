// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ConsortiumProperties} from "./ConsortiumProperties.sol";

/// @title ConsortiumInMillisecondsInvariants
/// @notice On a chain that counts in milliseconds.
/// forge-config: default.invariant.runs = 5000
/// forge-config: default.invariant.depth = 40
contract ConsortiumInMillisecondsInvariants is ConsortiumProperties {
    function _unit() internal pure override returns (uint256 unit) {
        return 1000;
    }
}
