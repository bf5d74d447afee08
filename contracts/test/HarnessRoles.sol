// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Roles} from "../access/Roles.sol";

/// @title HarnessRoles
/// @notice Shows the role ids of the library, by their names.
contract HarnessRoles {
    /// @notice Every role id, in the order of the library.
    function ids() external pure returns (uint64 admin, uint64 adjudicator, uint64 guardian, uint64 recovery) {
        return (Roles.ADMIN, Roles.ADJUDICATOR, Roles.GUARDIAN, Roles.RECOVERY);
    }
}
