// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ConsortiumProperties} from "./ConsortiumProperties.sol";

/// @title ConsortiumInvariants
/// @notice On a chain that counts in seconds.
/// forge-config: default.invariant.runs = 5000
/// forge-config: default.invariant.depth = 40
contract ConsortiumInvariants is ConsortiumProperties {
    function _unit() internal pure override returns (uint256 unit) {
        return 1;
    }
}
