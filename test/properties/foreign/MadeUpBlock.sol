// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";

/// @title MadeUpBlock
/// @notice A block of Ethereum's form after which a registry keeps one word in one slot, with the proofs of it: a
/// trie of a single leaf is a trie as well.
library MadeUpBlock {
    /// @notice What a block is to show.
    struct Shown {
        address registry;
        uint256 slot;
        uint256 word;
        uint256 number;
        uint256 time;
    }

    /// @notice A block, and the nodes that lead from it to the word.
    struct Made {
        bytes header;
        bytes32 stateRoot;
        bytes[] account;
        bytes[] slot;
    }

    /// @dev An odd number of nibbles would begin with 3.
    bytes1 private constant _EVEN_LEAF = 0x20;

    function make(Shown memory shown) internal pure returns (Made memory made) {
        made.slot = _trie(keccak256(abi.encode(shown.slot)), RLP.encode(shown.word));
        bytes[] memory account = new bytes[](4);
        account[0] = RLP.encode(uint256(1));
        account[1] = RLP.encode(uint256(0));
        account[2] = RLP.encode(keccak256(made.slot[0]));
        account[3] = RLP.encode(keccak256("code"));
        made.account = _trie(keccak256(abi.encodePacked(shown.registry)), RLP.encode(account));
        made.stateRoot = keccak256(made.account[0]);
        made.header = _header(made.stateRoot, shown.number, shown.time);
    }

    function _trie(bytes32 path, bytes memory value) private pure returns (bytes[] memory nodes) {
        bytes[] memory leaf = new bytes[](2);
        leaf[0] = RLP.encode(abi.encodePacked(_EVEN_LEAF, path));
        leaf[1] = RLP.encode(value);
        nodes = new bytes[](1);
        nodes[0] = RLP.encode(leaf);
    }

    /// @dev The fifteen fields that every header has.
    function _header(bytes32 stateRoot, uint256 number, uint256 time) private pure returns (bytes memory header) {
        bytes[] memory fields = new bytes[](15);
        for (uint256 i = 0; i < fields.length; ++i) fields[i] = RLP.encode(keccak256(abi.encode(i)));
        fields[2] = RLP.encode(address(0xC01));
        fields[3] = RLP.encode(stateRoot);
        fields[6] = RLP.encode(new bytes(256));
        for (uint256 i = 7; i < 12; ++i) fields[i] = RLP.encode(uint256(0));
        fields[8] = RLP.encode(number);
        fields[11] = RLP.encode(time);
        return RLP.encode(fields);
    }
}
