// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title Vm
/// @notice Those of forge's cheat codes that the property tests use.
interface Vm {
    /// @notice A log as forge records it.
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    /// @notice Sets `block.timestamp`.
    function warp(uint256 timestamp) external;

    /// @notice Sets `block.number`.
    function roll(uint256 blockNumber) external;

    /// @notice Sets `block.chainid`.
    function chainId(uint256 id) external;

    /// @notice Makes the next call come from `caller`.
    function prank(address caller) external;

    /// @notice Expects the next call to revert with exactly these bytes.
    function expectRevert(bytes calldata revertData) external;

    /// @notice Begins to record logs, and forgets those recorded before.
    function recordLogs() external;

    /// @notice The logs recorded since `recordLogs`.
    function getRecordedLogs() external returns (Log[] memory logs);

    /// @notice What a contract keeps in a slot.
    function load(address account, bytes32 slot) external view returns (bytes32 word);

    /// @notice Skips a fuzzed input that the test does not speak of.
    function assume(bool condition) external pure;

    /// @notice The address of a private key.
    function addr(uint256 key) external pure returns (address account);

    /// @notice Signs with a private key.
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);

    /// @notice Fails the test, with this message, unless it is so.
    function assertTrue(bool condition, string calldata message) external pure;

    /// @notice Fails the test, with this message and both values, unless they are the same.
    function assertEq(uint256 actual, uint256 expected, string calldata message) external pure;

    /// @notice Fails the test, with this message and both values, unless they are the same.
    function assertEq(bool actual, bool expected, string calldata message) external pure;

    /// @notice Fails the test, with this message and both values, unless they are the same.
    function assertEq(address actual, address expected, string calldata message) external pure;

    /// @notice Fails the test, with this message and both values, unless they are the same.
    function assertEq(bytes32 actual, bytes32 expected, string calldata message) external pure;
}
