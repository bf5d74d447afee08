// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitles} from "../../contracts/registry/ITitles.sol";
import {IWorkAnchors} from "../../contracts/registry/IWorkAnchors.sol";
import {Deployed} from "./Deployed.sol";
import {MerklePair} from "./MerklePair.sol";

/// @title WrongClockTest
/// @notice What whoever makes a block gains by a wrong time in it, where the chain lets it choose: no title.
contract WrongClockTest is Deployed {
    address private constant AURORA = address(0xA1);
    address private constant BOREALIS = address(0xB2);
    bytes32 private constant SALT = "salt";
    bytes32 private constant WORK = "work";
    uint256 private constant LONG = 400 days;

    function setUp() external {
        VM.warp(START);
        VM.roll(10);
        _deploy(REVEAL_WINDOW);
        _accredit(AURORA, FOR_EVER);
        _accredit(BOREALIS, FOR_EVER);
    }

    /// @dev The clock goes back for the anchor, and right again for the claim.
    function testFuzz_anAnchorOfALaterBlockNeverTakesATitle(
        uint32 back,
        uint16 claimed,
        bool isOwn,
        bool isAmended
    ) external {
        _register(AURORA, WORK);
        ITitles.Claim memory claim = ITitles.Claim(isOwn ? AURORA : BOREALIS, WORK, "metadata");
        _at(START - _between(back, 1, LONG), 11);
        bytes32 root = _anchor(claim);
        _at(START + (claimed % REVEAL_WINDOW), 12);
        if (isAmended) {
            VM.prank(AURORA);
            _registry.amend(uint256(WORK), "amended");
            VM.roll(13);
        }

        VM.expectRevert(abi.encodeWithSelector(IWorkAnchors.WorkRegistryAnchorAfterTitle.selector, root, 11, 10));
        _registry.registerAnchored(claim, SALT, root, new bytes32[](0));

        VM.assertEq(_registry.titleOf(uint256(WORK)).registeredAt, START, "registeredAt");
    }

    /// @dev The same where the number of the work's events has come round to that of a title without changes.
    function test_anAnchorOfALaterBlockTakesNothingAfterAnyNumberOfEvents() external {
        _register(AURORA, WORK);
        ITitles.Claim memory claim = ITitles.Claim(BOREALIS, WORK, "metadata");
        _at(START - 1, 11);
        bytes32 root = _anchor(claim);
        _at(START + 1, 12);
        for (uint256 events = 1; events < 4098; ++events) {
            VM.prank(AURORA);
            _registry.amend(uint256(WORK), bytes32(events));
        }
        VM.assertEq(_registry.titleOf(uint256(WORK)).events, 2, "events");

        VM.expectRevert(abi.encodeWithSelector(IWorkAnchors.WorkRegistryAnchorAfterTitle.selector, root, 11, 10));
        _registry.registerAnchored(claim, SALT, root, new bytes32[](0));
    }

    /// @dev The same of a title whose priority is an anchor's: the anchor's block counts, not the claim's.
    function testFuzz_anAnchorOfALaterBlockNeverTakesAnAnchoredTitle(uint32 back) external {
        ITitles.Claim memory ours = ITitles.Claim(AURORA, WORK, "metadata");
        ITitles.Claim memory theirs = ITitles.Claim(BOREALIS, WORK, "metadata");
        bytes32 root = _anchor(ours);
        _at(START - _between(back, 1, LONG), 11);
        bytes32 later = _anchor(theirs);
        _at(START + 1, 12);
        _registry.registerAnchored(ours, SALT, root, new bytes32[](0));

        VM.expectRevert(abi.encodeWithSelector(IWorkAnchors.WorkRegistryAnchorAfterTitle.selector, later, 11, 10));
        _registry.registerAnchored(theirs, SALT, later, new bytes32[](0));
    }

    /// @dev The same of a title that its claim took over, or whose owner has proven an earlier date.
    function testFuzz_anAnchorOfALaterBlockNeverTakesAProvenTitle(uint32 back, bool isOwn) external {
        ITitles.Claim memory ours = ITitles.Claim(AURORA, WORK, "metadata");
        ITitles.Claim memory theirs = ITitles.Claim(BOREALIS, WORK, "metadata");
        bytes32 root = _anchor(ours);
        _at(START - _between(back, 1, LONG), 11);
        bytes32 later = _anchor(theirs);
        _at(START + 1, 12);
        _register(isOwn ? AURORA : BOREALIS, WORK);
        _registry.registerAnchored(ours, SALT, root, new bytes32[](0));

        VM.expectRevert(abi.encodeWithSelector(IWorkAnchors.WorkRegistryAnchorAfterTitle.selector, later, 11, 10));
        _registry.registerAnchored(theirs, SALT, later, new bytes32[](0));
    }

    /// @dev An anchor of a clock that was ahead is late, and takes nothing from who registered in a later block.
    function testFuzz_anAnchorOfAClockAheadTakesNothing(uint32 ahead, uint32 claimed) external {
        ITitles.Claim memory claim = ITitles.Claim(BOREALIS, WORK, "metadata");
        uint256 anchoredAt = START + _between(ahead, 1, LONG);
        _at(anchoredAt, 11);
        bytes32 root = _anchor(claim);
        _at(START + 1, 12);
        _register(AURORA, WORK);
        _at(anchoredAt + 1 + (claimed % LONG), 13);

        // Of the same second as the registration, or later.
        VM.expectRevert(
            abi.encodeWithSelector(ITitles.WorkRegistryAlreadyRegistered.selector, uint256(WORK), AURORA, START + 1)
        );
        _registry.registerAnchored(claim, SALT, root, new bytes32[](0));
    }

    /// @dev A block has one time: an anchor is too new in its own block, and in a later one of a clock set back.
    function testFuzz_anAnchorProvesNothingInItsOwnBlock(uint32 blocks, uint32 back) external {
        ITitles.Claim memory claim = ITitles.Claim(AURORA, WORK, "metadata");
        bytes32 root = _anchor(claim);
        if (blocks != 0) _at(START - (back % START), block.number + blocks);

        VM.expectRevert(abi.encodeWithSelector(IWorkAnchors.WorkRegistryAnchorTooNew.selector, root, START));
        _registry.registerAnchored(claim, SALT, root, new bytes32[](0));
    }

    /// @dev The clock goes back to when the title was provisional; the anchor is older than the title, by everything.
    function testFuzz_aTitleThatHasMovedStaysFinal(uint16 back, bool byOrder) external {
        ITitles.Claim memory claim = ITitles.Claim(BOREALIS, WORK, "metadata");
        bytes32 root = _anchor(claim);
        _at(START + 1, 11);
        _register(AURORA, WORK);
        address buyer = address(0xB3);
        _accredit(buyer, FOR_EVER);
        _at(START + 1 + REVEAL_WINDOW, 12);
        if (byOrder) {
            VM.prank(ADJUDICATOR);
            _registry.correctTitle(uint256(WORK), buyer, "order");
        } else {
            VM.prank(AURORA);
            _registry.transferFrom(AURORA, buyer, uint256(WORK));
        }
        _at(START + 1 + (back % REVEAL_WINDOW), 13);

        VM.expectRevert(abi.encodeWithSelector(ITitles.WorkRegistryFinal.selector, uint256(WORK), START + 1, START));
        _registry.registerAnchored(claim, SALT, root, new bytes32[](0));
        VM.assertTrue(_registry.isTransferable(uint256(WORK), buyer, AURORA), "it can move on");
        VM.prank(buyer);
        _registry.transferFrom(buyer, AURORA, uint256(WORK));
    }

    function _at(uint256 time, uint256 blockNumber) private {
        VM.warp(time);
        VM.roll(blockNumber);
    }

    function _anchor(ITitles.Claim memory claim) private returns (bytes32 root) {
        root = MerklePair.leafOf(claim, SALT);
        VM.prank(claim.owner);
        _registry.anchor(root);
    }
}
