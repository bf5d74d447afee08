// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ChainTime} from "../../contracts/access/ChainTime.sol";
import {Deployed} from "./Deployed.sol";

/// @title ChainTimeTest
/// @notice A chain that counts milliseconds shows the same time as one that counts seconds.
contract ChainTimeTest is Deployed {
    uint256 private constant FIRST_MILLISECONDS = 1e11;

    function testFuzz_secondsAndMillisecondsAreTheSameTime(uint256 seed, uint16 fraction) external {
        // From March 1973, before which milliseconds look like seconds, to the year 5138, after which the reverse.
        uint256 time = _between(seed, FIRST_MILLISECONDS / 1000, FIRST_MILLISECONDS - 1);

        VM.warp(time);
        VM.assertEq(ChainTime.timestamp(), time, "on a chain that counts seconds");
        VM.warp(time * 1000 + (fraction % 1000));
        VM.assertEq(ChainTime.timestamp(), time, "on a chain that counts milliseconds");
    }

    function testFuzz_timeNeverRunsBackwards(uint256 first, uint256 second, bool inMilliseconds) external {
        uint256 unit = inMilliseconds ? 1 : 1000;
        uint256 start = inMilliseconds ? FIRST_MILLISECONDS : 0;
        uint256 earlier = start + _between(first, 0, FIRST_MILLISECONDS * 1000 - start - 1) / unit;
        uint256 later = start + _between(second, 0, FIRST_MILLISECONDS * 1000 - start - 1) / unit;
        if (earlier > later) (earlier, later) = (later, earlier);

        VM.warp(earlier);
        uint40 before = ChainTime.timestamp();
        VM.warp(later);
        VM.assertTrue(before <= ChainTime.timestamp(), "later is not earlier");
    }

    function testFuzz_aTitleHasTheSamePriorityOnBothKindsOfChain(
        uint256 seed,
        uint16 fraction,
        bytes32 contentHash
    ) external {
        VM.assume(contentHash != 0);
        uint256 time = _between(seed, FIRST_MILLISECONDS / 1000, FIRST_MILLISECONDS - 1);

        VM.assertEq(_priorityAt(time, contentHash), time, "on a chain that counts seconds");
        VM.assertEq(
            _priorityAt(time * 1000 + (fraction % 1000), contentHash),
            time,
            "on a chain that counts milliseconds"
        );
    }

    function _priorityAt(uint256 timestamp, bytes32 contentHash) private returns (uint40 registeredAt) {
        VM.warp(timestamp);
        _deploy(REVEAL_WINDOW);
        _accredit(address(this), FOR_EVER);
        _register(address(this), contentHash);
        return _registry.titleOf(uint256(contentHash)).registeredAt;
    }
}
