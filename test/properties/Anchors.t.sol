// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitles} from "../../contracts/registry/ITitles.sol";
import {IWorkAnchors} from "../../contracts/registry/IWorkAnchors.sol";
import {Deployed} from "./Deployed.sol";
import {MerklePair} from "./MerklePair.sol";

/// @title AnchorsTest
/// @notice Claims from anchors: any claim, any path to the root, any order in time.
contract AnchorsTest is Deployed {
    address private constant AURORA = address(0xA1);
    address private constant BOREALIS = address(0xB2);
    uint256 private constant LARGEST_PROOF = 32;
    bytes32 private constant SALT = "salt";

    function setUp() external {
        VM.warp(START);
        _deploy(REVEAL_WINDOW);
        _accredit(AURORA, FOR_EVER);
        _accredit(BOREALIS, FOR_EVER);
    }

    /* PROOFS */

    function testFuzz_everyPathToTheRootProvesTheClaim(
        ITitles.Claim calldata claim,
        bytes32 salt,
        bytes32[LARGEST_PROOF] calldata siblings,
        uint256 levels
    ) external {
        bytes32[] memory proof = _proof(siblings, levels % (LARGEST_PROOF + 1));
        bytes32 root = _rootOf(MerklePair.leafOf(claim, salt), proof);

        VM.assertEq(_registry.verifyAnchored(claim, salt, root, proof), 0, "before the root is anchored");
        _anchor(AURORA, root);
        VM.assertEq(_registry.verifyAnchored(claim, salt, root, proof), START, "once it is");
    }

    function testFuzz_nothingElseIsProven(
        ITitles.Claim calldata claim,
        ITitles.Claim calldata other,
        bytes32 salt,
        bytes32 otherSalt,
        bytes32[LARGEST_PROOF] calldata siblings,
        uint256 levels
    ) external {
        bytes32 leaf = MerklePair.leafOf(claim, salt);
        VM.assume(MerklePair.leafOf(other, otherSalt) != leaf);
        bytes32[] memory proof = _proof(siblings, levels % (LARGEST_PROOF + 1));
        bytes32 root = _rootOf(leaf, proof);
        _anchor(AURORA, root);

        VM.assertEq(_registry.verifyAnchored(other, otherSalt, root, proof), 0, "another claim");
        if (proof.length == 0) return;
        VM.assertEq(
            _registry.verifyAnchored(claim, salt, root, _proof(siblings, proof.length - 1)),
            0,
            "a shorter proof"
        );
        proof[levels % proof.length] ^= bytes32(uint256(1) << (levels % 256));
        VM.assertEq(_registry.verifyAnchored(claim, salt, root, proof), 0, "a bit of the proof");
    }

    /* PRIORITY */

    function testFuzz_theFirstAnchorOfARootStands(bytes32 root, uint32 later, bool same) external {
        _anchor(AURORA, root);
        VM.warp(uint256(START) + later);
        VM.roll(uint256(later) + 1);

        VM.expectRevert(abi.encodeWithSelector(IWorkAnchors.WorkRegistryAlreadyAnchored.selector, root, AURORA, START));
        _anchor(same ? AURORA : BOREALIS, root);

        VM.assertEq(_registry.anchoredAt(root), START, "anchoredAt");
    }

    function testFuzz_aClaimNeedsALaterSecondThanItsAnchor(uint16 delay, bytes32 contentHash) external {
        VM.assume(contentHash != 0);
        uint256 late = delay % 2000;
        ITitles.Claim memory claim = ITitles.Claim(AURORA, contentHash, "metadata");
        bytes32 root = MerklePair.leafOf(claim, SALT);
        _anchor(AURORA, root);
        VM.roll(2);
        // In milliseconds many blocks may have the same second.
        VM.warp(uint256(START) * 1000 + late);

        if (late < 1000) {
            VM.expectRevert(abi.encodeWithSelector(IWorkAnchors.WorkRegistryAnchorTooNew.selector, root, START));
        }
        _registry.registerAnchored(claim, SALT, root, new bytes32[](0));

        VM.assertEq(_registry.titleOf(uint256(contentHash)).registeredAt, late < 1000 ? 0 : START, "registeredAt");
    }

    /// @dev Anchored, registered by another, claimed: at any three moments, of which the first two may come in any
    /// order.
    function testFuzz_onlyAnEarlierAnchorTakesATitleAndOnlyWhileItIsProvisional(
        uint16 anchoredLate,
        uint16 registeredLate,
        uint16 claimedLate
    ) external {
        uint256 anchoredAt = uint256(START) + (anchoredLate % (2 * REVEAL_WINDOW));
        uint256 registeredAt = uint256(START) + (registeredLate % (2 * REVEAL_WINDOW));
        uint256 first = anchoredAt < registeredAt ? anchoredAt : registeredAt;
        uint256 last = anchoredAt < registeredAt ? registeredAt : anchoredAt;
        // Every other claim lies about the end of the window.
        uint256 edge = registeredAt + REVEAL_WINDOW - 1 + ((claimedLate / 2) % 3);
        uint256 claimedAt = last + 1 + (claimedLate % (2 * REVEAL_WINDOW));
        if (claimedLate % 2 == 0 && edge > last) claimedAt = edge;
        ITitles.Claim memory claim = ITitles.Claim(AURORA, "work", "metadata");
        bytes32 root = MerklePair.leafOf(claim, SALT);

        VM.warp(first);
        VM.roll(1);
        if (first == anchoredAt) _anchor(AURORA, root);
        else _register(BOREALIS, "work");
        VM.warp(last);
        VM.roll(2);
        if (first == anchoredAt) _register(BOREALIS, "work");
        else _anchor(AURORA, root);
        VM.warp(claimedAt);
        VM.roll(3);
        _expectRefusal(anchoredAt, registeredAt, claimedAt);
        _registry.registerAnchored(claim, SALT, root, new bytes32[](0));

        bool isTaken = anchoredAt < registeredAt && claimedAt < registeredAt + REVEAL_WINDOW;
        ITitles.Title memory title = _registry.titleOf(uint256(bytes32("work")));
        VM.assertEq(title.owner, isTaken ? AURORA : BOREALIS, "owner");
        VM.assertEq(title.registeredAt, isTaken ? anchoredAt : registeredAt, "registeredAt");
    }

    /* CONSENT */

    function testFuzz_nobodyElseSendsAClaimThatTheOwnerDidNotAnchor(address caller, bool byOwner) external {
        VM.assume(caller != AURORA);
        ITitles.Claim memory claim = ITitles.Claim(AURORA, "work", "metadata");
        bytes32 root = MerklePair.leafOf(claim, SALT);
        _anchor(byOwner ? AURORA : BOREALIS, root);
        VM.warp(START + 1);
        VM.roll(2);

        if (!byOwner) {
            VM.expectRevert(abi.encodeWithSelector(ITitles.WorkRegistryNotAuthorized.selector, AURORA, caller));
        }
        VM.prank(caller);
        _registry.registerAnchored(claim, SALT, root, new bytes32[](0));

        VM.assertEq(
            _registry.titleOf(uint256(bytes32("work"))).owner,
            byOwner ? AURORA : address(0),
            "the owner, or nobody"
        );
    }

    function _expectRefusal(uint256 anchoredAt, uint256 registeredAt, uint256 claimedAt) private {
        if (anchoredAt >= registeredAt) {
            VM.expectRevert(
                abi.encodeWithSelector(
                    ITitles.WorkRegistryAlreadyRegistered.selector,
                    bytes32("work"),
                    BOREALIS,
                    registeredAt
                )
            );
        } else if (claimedAt >= registeredAt + REVEAL_WINDOW) {
            VM.expectRevert(
                abi.encodeWithSelector(ITitles.WorkRegistryFinal.selector, bytes32("work"), registeredAt, anchoredAt)
            );
        }
    }

    function _anchor(address account, bytes32 root) private {
        VM.prank(account);
        _registry.anchor(root);
    }

    function _rootOf(bytes32 leaf, bytes32[] memory proof) private pure returns (bytes32 root) {
        root = leaf;
        for (uint256 i = 0; i < proof.length; ++i) root = MerklePair.parentOf(root, proof[i]);
    }

    function _proof(
        bytes32[LARGEST_PROOF] calldata siblings,
        uint256 levels
    ) private pure returns (bytes32[] memory proof) {
        proof = new bytes32[](levels);
        for (uint256 i = 0; i < levels; ++i) proof[i] = siblings[i];
    }
}
