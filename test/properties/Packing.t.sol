// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitles} from "../../contracts/registry/ITitles.sol";
import {IWorkAnchors} from "../../contracts/registry/IWorkAnchors.sol";
import {Deployed} from "./Deployed.sol";
import {MerklePair} from "./MerklePair.sol";

/// @title PackingTest
/// @notice The five values beside the owner in a title's slot, and the two beside the account in an anchor's, do not
/// disturb each other, up to the largest of each.
contract PackingTest is Deployed {
    address private constant AURORA = address(0xA1);
    address private constant BOREALIS = address(type(uint160).max);
    uint256 private constant WORK = uint256(keccak256("work"));
    /// @dev An accreditation ends before the last second that there is.
    uint256 private constant LARGEST_TIME = type(uint40).max - 1;
    uint256 private constant LARGEST_BLOCK = type(uint40).max;
    /// @dev AccessManager counts in uint48 and takes milliseconds for seconds: it ends in the year 10889.
    uint256 private constant LARGEST_TIME_OF_ORDERS = type(uint48).max / 1000 - 1;
    uint256 private constant FIRST_MILLISECONDS = 1e11;

    function testFuzz_keepsTimeBlockAndStatusApart(uint40 time, uint40 first, uint40 second, uint8 status) external {
        uint256 registeredAt = _between(time, 0, LARGEST_TIME);
        ITitles.TitleStatus newStatus = ITitles.TitleStatus(1 + (status % 2));
        _registerAt(registeredAt, first);
        _assertTitle(AURORA, registeredAt, first, ITitles.TitleStatus.InForce);

        _assertMoves(1, false);

        VM.warp(START);
        VM.roll(second);
        VM.prank(ADJUDICATOR);
        _registry.setStatus(WORK, newStatus, "order");
        _assertTitle(AURORA, registeredAt, second, newStatus);
        _assertMoves(2, false);

        VM.roll(first);
        VM.prank(ADJUDICATOR);
        _registry.setStatus(WORK, ITitles.TitleStatus.InForce, "order");
        _assertTitle(AURORA, registeredAt, first, ITitles.TitleStatus.InForce);
    }

    function testFuzz_amendingAndMovingLeaveTheRestAlone(uint40 time, uint40 first, uint40 second) external {
        uint256 registeredAt = _between(time, 0, LARGEST_TIME);
        _registerAt(registeredAt, first);

        VM.roll(second);
        VM.prank(AURORA);
        _registry.amend(WORK, "metadata");
        _assertTitle(AURORA, registeredAt, second, ITitles.TitleStatus.InForce);

        VM.roll(first);
        VM.prank(AURORA);
        _registry.transferFrom(AURORA, BOREALIS, WORK);
        _assertTitle(BOREALIS, registeredAt, first, ITitles.TitleStatus.InForce);
        _assertMoves(3, true);
    }

    function testFuzz_correctingLeavesTheRestAlone(uint40 time, uint40 first, uint40 second) external {
        uint256 registeredAt = _between(time, FIRST_MILLISECONDS / 1000, LARGEST_TIME_OF_ORDERS);
        _registerAt(registeredAt, first);

        VM.prank(ADJUDICATOR);
        _registry.setStatus(WORK, ITitles.TitleStatus.Held, "order");
        VM.roll(second);
        VM.prank(ADJUDICATOR);
        _registry.correctTitle(WORK, BOREALIS, "order");

        _assertTitle(BOREALIS, registeredAt, second, ITitles.TitleStatus.Held);
    }

    function testFuzz_supersedingChangesTimeBlockAndOwnerAlone(uint40 time, uint40 first, uint40 second) external {
        // No anchor has the time 0. With a window, so that a title can be superseded; its end must fit as well.
        uint256 anchoredAt = _between(time, 1, LARGEST_TIME - REVEAL_WINDOW - 2);
        VM.warp(START);
        _deploy(REVEAL_WINDOW);
        _accredit(AURORA, FOR_EVER);
        _accredit(BOREALIS, FOR_EVER);
        ITitles.Claim memory claim = ITitles.Claim(BOREALIS, bytes32(WORK), "metadata");
        bytes32 root = MerklePair.leafOf(claim, "salt");

        uint256 anchorBlock = _between(first, 1, LARGEST_BLOCK - 1);
        uint256 claimBlock = _between(second, anchorBlock + 1, LARGEST_BLOCK);
        _warpTo(anchoredAt);
        VM.roll(anchorBlock);
        VM.prank(BOREALIS);
        _registry.anchor(root);
        _warpTo(anchoredAt + 1);
        VM.roll(anchorBlock + 1);
        _register(AURORA, bytes32(WORK));
        VM.roll(claimBlock);
        _registry.registerAnchored(claim, "salt", root, new bytes32[](0));

        ITitles.Title memory title = _registry.titleOf(WORK);
        VM.assertEq(title.owner, BOREALIS, "owner");
        VM.assertEq(title.registeredAt, anchoredAt, "registeredAt");
        VM.assertEq(title.finalAt, anchoredAt + REVEAL_WINDOW, "finalAt");
        VM.assertEq(title.changedAtBlock, claimBlock, "changedAtBlock");
        VM.assertEq(uint256(title.status), uint256(ITitles.TitleStatus.InForce), "status");
        _assertMoves(4, false);
    }

    function test_theNumberOfEventsComesRound() external {
        _registerAt(START, 1);
        VM.roll(2);
        for (uint256 events = 2; events < 4100; ++events) {
            VM.prank(AURORA);
            _registry.amend(WORK, bytes32(events));
            if (events == 4095) _assertMoves(4095, false);
            if (events == 4096) _assertMoves(0, false);
        }

        _assertMoves(3, false);
        _assertTitle(AURORA, START, 2, ITitles.TitleStatus.InForce);
    }

    function testFuzz_anAnchorKeepsAccountTimeAndBlockApart(
        uint160 account,
        uint40 time,
        uint40 blockNumber,
        bytes32 root
    ) external {
        address caller = address(account == 0 ? 1 : account);
        uint256 anchoredAt = _between(time, 1, LARGEST_TIME);
        VM.warp(START);
        _deploy(0);
        _accredit(caller, FOR_EVER);

        _warpTo(anchoredAt);
        VM.roll(blockNumber);
        VM.prank(caller);
        _registry.anchor(root);

        IWorkAnchors.Anchor memory anchored = _registry.anchorOf(root);
        VM.assertEq(anchored.account, caller, "account");
        VM.assertEq(anchored.anchoredAt, anchoredAt, "anchoredAt");
        VM.assertEq(anchored.blockNumber, blockNumber, "block");
        VM.assertEq(_registry.anchoredAt(root), anchoredAt, "anchoredAt alone");
    }

    function test_holdsTheLargestTimeAndBlock() external {
        _registerAt(LARGEST_TIME, LARGEST_BLOCK);
        VM.warp(START);
        VM.prank(ADJUDICATOR);
        _registry.setStatus(WORK, ITitles.TitleStatus.Annulled, "order");

        _assertTitle(AURORA, LARGEST_TIME, LARGEST_BLOCK, ITitles.TitleStatus.Annulled);
    }

    /// @dev The largest times can be told in milliseconds only. Without a window, so that `finalAt` fits as well.
    function _registerAt(uint256 time, uint256 blockNumber) private {
        VM.warp(START);
        _deploy(0);
        _accredit(AURORA, FOR_EVER);
        _accredit(BOREALIS, FOR_EVER);

        _warpTo(time);
        VM.roll(blockNumber);
        _register(AURORA, bytes32(WORK));
    }

    function _warpTo(uint256 time) private {
        VM.warp(time * 1000 < FIRST_MILLISECONDS ? time : time * 1000);
    }

    function _assertMoves(uint256 events, bool hasMoved) private view {
        ITitles.Title memory title = _registry.titleOf(WORK);
        VM.assertEq(title.events, events, "events");
        VM.assertEq(title.hasMoved, hasMoved, "hasMoved");
    }

    function _assertTitle(address owner, uint256 time, uint256 blockNumber, ITitles.TitleStatus status) private view {
        ITitles.Title memory title = _registry.titleOf(WORK);
        VM.assertEq(title.owner, owner, "owner");
        VM.assertEq(title.registeredAt, time, "registeredAt");
        VM.assertEq(title.finalAt, time, "finalAt");
        VM.assertEq(title.changedAtBlock, blockNumber, "changedAtBlock");
        VM.assertEq(uint256(title.status), uint256(status), "status");
    }
}
