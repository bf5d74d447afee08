// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title Roles
/// @notice The role ids of a deployment's AccessManager. `lib/chain/contracts/roles.ts` names the same ids; a test
/// compares the two.
library Roles {
    /// @notice Grants and revokes every other role, and appoints accreditors. Held by the committee after the
    /// hand-over. Fixed by AccessManager.
    uint64 internal constant ADMIN = 0;

    /// @notice Holds, annuls and corrects titles by order of a court or an arbitration body.
    uint64 internal constant ADJUDICATOR = 2;

    /// @notice Pauses writes in an emergency.
    uint64 internal constant GUARDIAN = 3;

    /// @notice Lets titles follow a lost account to its successor. Held by the contract Recovery alone.
    uint64 internal constant RECOVERY = 4;
}
