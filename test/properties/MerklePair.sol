// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitles} from "../../contracts/registry/ITitles.sol";

/// @title MerklePair
/// @notice Leaves and nodes of OpenZeppelin's standard tree, told once more.
library MerklePair {
    /// @notice The leaf of a claim: hashed twice, so that no node can be taken for one.
    function leafOf(ITitles.Claim memory claim, bytes32 salt) internal pure returns (bytes32 leaf) {
        bytes memory values = abi.encode(claim.owner, claim.contentHash, claim.metadataHash, salt);
        return keccak256(abi.encode(keccak256(values)));
    }

    /// @notice The node above two others, the smaller first.
    function parentOf(bytes32 one, bytes32 other) internal pure returns (bytes32 parent) {
        return one < other ? keccak256(abi.encode(one, other)) : keccak256(abi.encode(other, one));
    }
}
