// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

/// @title HarnessKeyClone
/// @notice Makes a second account of the same key, with the same verifier, at another address.
contract HarnessKeyClone {
    address private _made;

    /// @notice Copies an account's code with a key behind it.
    function cloneOf(address implementation, bytes calldata signer) external {
        _made = Clones.cloneWithImmutableArgs(implementation, signer);
    }

    /// @notice The copy.
    function made() external view returns (address account) {
        return _made;
    }
}
