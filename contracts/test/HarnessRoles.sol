// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Roles} from "../access/Roles.sol";

/// @title HarnessRoles
/// @notice Shows the role ids of the library, by their names.
contract HarnessRoles {
    /// @notice Every role id.
    function ids() external pure returns (uint64 ADMIN, uint64 ACCREDITOR, uint64 ADJUDICATOR, uint64 GUARDIAN) {
        return (Roles.ADMIN, Roles.ACCREDITOR, Roles.ADJUDICATOR, Roles.GUARDIAN);
    }
}
