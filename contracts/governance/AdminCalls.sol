// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";

import {Roles} from "../access/Roles.sol";

/// @title AdminCalls
/// @notice Tells which calls to an AccessManager its administrator must never make.
library AdminCalls {
    uint256 private constant _SELECTOR_BYTES = 4;

    /// @notice The first call within `data` that would leave nobody in charge, or put somebody beside the
    /// administrator; zero where there is none.
    /// @dev Forbidden are: granting ADMIN to anybody, giving up the administrator's own, and moving a contract to
    /// another authority. Forbidden, too, are the AccessManager's own delays: they count 1,000 times too fast on a
    /// chain in milliseconds, and a long one can never be shortened in time. The committee has a delay of its own.
    /// @param admin The administrator.
    /// @param manager The AccessManager that the call is for.
    /// @param data The call's data, with calls inside calls.
    function forbiddenIn(address admin, address manager, bytes memory data) internal pure returns (bytes4 selector) {
        bytes4 called = bytes4(data);
        bytes memory arguments = Bytes.slice(data, _SELECTOR_BYTES);

        if (called == Multicall.multicall.selector) {
            bytes[] memory calls = abi.decode(arguments, (bytes[]));
            for (uint256 i = 0; i < calls.length && selector == 0; ++i) {
                selector = forbiddenIn(admin, manager, calls[i]);
            }
            return selector;
        }
        if (called == IAccessManager.execute.selector) {
            (address target, bytes memory call) = abi.decode(arguments, (address, bytes));
            return target == manager ? forbiddenIn(admin, manager, call) : bytes4(0);
        }
        return _isForbidden(admin, called, arguments) ? called : bytes4(0);
    }

    function _isForbidden(address admin, bytes4 called, bytes memory arguments) private pure returns (bool forbidden) {
        if (called == IAccessManager.grantRole.selector) return abi.decode(arguments, (uint64)) == Roles.ADMIN;
        if (called == IAccessManager.revokeRole.selector) {
            (uint64 role, address account) = abi.decode(arguments, (uint64, address));
            return role == Roles.ADMIN && account == admin;
        }
        return
            called == IAccessManager.renounceRole.selector ||
            called == IAccessManager.updateAuthority.selector ||
            called == IAccessManager.setGrantDelay.selector ||
            called == IAccessManager.setTargetAdminDelay.selector;
    }
}
