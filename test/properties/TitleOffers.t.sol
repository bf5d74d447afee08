// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitleOffers} from "../../contracts/registry/ITitleOffers.sol";
import {ITitles} from "../../contracts/registry/ITitles.sol";
import {Deployed} from "./Deployed.sol";

/// @title TitleOffersTest
/// @notice Offers at the edges of their time: their own end, and the end of the reveal window.
contract TitleOffersTest is Deployed {
    address private constant AURORA = address(0xA1);
    address private constant BOREALIS = address(0xB2);
    uint256 private constant WORK = uint256(keccak256("work"));
    bytes32 private constant DEED = keccak256("deed");

    function setUp() external {
        VM.warp(START);
        _deploy(REVEAL_WINDOW);
        _accredit(AURORA, FOR_EVER);
        _accredit(BOREALIS, FOR_EVER);
        _register(AURORA, bytes32(WORK));
    }

    function testFuzz_anOfferEndsInTheFutureOrIsRefused(uint40 seed, uint40 end) external {
        // Below the first number that counts as milliseconds. Every other end lies about now.
        uint40 time = uint40(_between(seed, START, 99_999_999_999));
        uint40 expiresAt = end % 2 == 0 ? end : time - 2 + ((end / 2) % 5);
        VM.warp(time);

        if (expiresAt <= time) {
            VM.expectRevert(
                abi.encodeWithSelector(ITitleOffers.WorkRegistryOfferExpired.selector, WORK, expiresAt, time)
            );
        }
        _offer(expiresAt);

        bool stands = _registry.offerOf(WORK).to == BOREALIS;
        VM.assertTrue(stands == (expiresAt > time), "an offer stands if it ends in the future");
    }

    function testFuzz_anOfferIsGoodUntilTheSecondBeforeItsEnd(uint32 duration, uint32 late) external {
        uint40 expiresAt = START + REVEAL_WINDOW + 1 + duration;
        _offer(expiresAt);

        uint40 tooLate = expiresAt + late;
        VM.warp(tooLate);
        VM.expectRevert(
            abi.encodeWithSelector(ITitleOffers.WorkRegistryOfferExpired.selector, WORK, expiresAt, tooLate)
        );
        _accept();
        VM.assertEq(_registry.ownerOf(WORK), AURORA, "owner after the end");

        VM.warp(expiresAt - 1);
        _accept();
        VM.assertEq(_registry.ownerOf(WORK), BOREALIS, "owner in the last second");
        VM.assertEq(_registry.offerOf(WORK).to, address(0), "the offer has ended");
    }

    function testFuzz_anOfferOfAProvisionalTitleWaitsUntilItIsFinal(uint40 early) external {
        uint40 finalAt = START + REVEAL_WINDOW;
        _offer(FOR_EVER);

        VM.warp(_between(early, START, finalAt - 1));
        VM.expectRevert(abi.encodeWithSelector(ITitles.WorkRegistryProvisional.selector, WORK, finalAt));
        _accept();
        VM.assertEq(_registry.ownerOf(WORK), AURORA, "owner while provisional");

        VM.warp(finalAt);
        _accept();
        VM.assertEq(_registry.ownerOf(WORK), BOREALIS, "owner at the first final second");
    }

    function testFuzz_onlyTheOffereeWithTheDeedThatIsOpenMayAccept(address caller, bytes32 deedHash) external {
        _offer(FOR_EVER);
        VM.warp(START + REVEAL_WINDOW);

        if (caller != BOREALIS) {
            VM.expectRevert(
                abi.encodeWithSelector(ITitleOffers.WorkRegistryNotOfferee.selector, WORK, BOREALIS, caller)
            );
        } else if (deedHash != DEED) {
            VM.expectRevert(
                abi.encodeWithSelector(ITitleOffers.WorkRegistryOfferSuperseded.selector, WORK, DEED, deedHash)
            );
        }
        VM.prank(caller);
        _registry.acceptTitle(WORK, deedHash);
    }

    function testFuzz_refusesTheDeedOfAnOfferThatWasReplaced(bytes32 newDeed) external {
        VM.assume(newDeed != DEED && newDeed != 0);
        _offer(FOR_EVER);
        VM.prank(AURORA);
        _registry.offerTitle(WORK, BOREALIS, newDeed, FOR_EVER);
        VM.warp(START + REVEAL_WINDOW);

        VM.expectRevert(abi.encodeWithSelector(ITitleOffers.WorkRegistryOfferSuperseded.selector, WORK, newDeed, DEED));
        _accept();

        VM.prank(BOREALIS);
        _registry.acceptTitle(WORK, newDeed);
        VM.assertEq(_registry.ownerOf(WORK), BOREALIS, "owner by the newer deed");
    }

    function _offer(uint40 expiresAt) private {
        VM.prank(AURORA);
        _registry.offerTitle(WORK, BOREALIS, DEED, expiresAt);
    }

    function _accept() private {
        VM.prank(BOREALIS);
        _registry.acceptTitle(WORK, DEED);
    }
}
