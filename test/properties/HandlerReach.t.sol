// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITimedPause} from "../../contracts/registry/ITimedPause.sol";
import {ITitleOffers} from "../../contracts/registry/ITitleOffers.sol";
import {ITitles} from "../../contracts/registry/ITitles.sol";
import {IWorkAnchors} from "../../contracts/registry/IWorkAnchors.sol";
import {IWorkRegistry} from "../../contracts/registry/IWorkRegistry.sol";
import {AnchorActions} from "./books/AnchorActions.sol";
import {Deployed} from "./Deployed.sol";
import {RegistryHandler} from "./handlers/RegistryHandler.sol";
import {TitleLedger} from "./books/TitleLedger.sol";

/// @title HandlerReachTest
/// @notice Invariants say nothing where every call is refused. Here a few runs of the handler, always the same, get
/// every kind of call through and move titles for every cause.
contract HandlerReachTest is Deployed {
    uint256 private constant RUNS = 16;
    uint256 private constant DEPTH = 128;
    /// @dev The most that an action of the handler takes.
    uint256 private constant ARGUMENTS = 9;

    bytes4[] private _actions = [
        RegistryHandler.register.selector,
        RegistryHandler.registerMany.selector,
        RegistryHandler.registerFor.selector,
        AnchorActions.anchor.selector,
        AnchorActions.registerCopied.selector,
        AnchorActions.registerAnchored.selector,
        RegistryHandler.amend.selector,
        RegistryHandler.transfer.selector,
        RegistryHandler.approve.selector,
        RegistryHandler.setOperator.selector,
        RegistryHandler.offer.selector,
        RegistryHandler.accept.selector,
        RegistryHandler.decline.selector,
        RegistryHandler.withdraw.selector,
        RegistryHandler.setStatus.selector,
        RegistryHandler.correct.selector,
        RegistryHandler.pauseOrResume.selector,
        RegistryHandler.suspendOrReinstate.selector,
        RegistryHandler.wait.selector,
        RegistryHandler.mistakeTheTime.selector,
        RegistryHandler.waitUntilTheEdge.selector
    ];
    RegistryHandler[] private _handlers;

    function test_everyKindOfCallSucceedsAndEveryCauseMovesTitles() external {
        for (uint256 run = 0; run < RUNS; ++run) {
            _handlers.push(new RegistryHandler());
            for (uint256 step = 0; step < DEPTH; ++step) _act(_handlers[run], run * DEPTH + step);
        }

        _registry = _handlers[0].registry();
        _assertReached(IWorkRegistry.register.selector, "register");
        _assertReached(IWorkRegistry.registerMany.selector, "registerMany");
        _assertReached(IWorkRegistry.registerFor.selector, "registerFor");
        _assertReached(IWorkAnchors.anchor.selector, "anchor");
        _assertReached(IWorkAnchors.registerAnchored.selector, "registerAnchored");
        _assertReached(ITitles.amend.selector, "amend");
        _assertReached(_registry.transferFrom.selector, "transferFrom");
        _assertReached(bytes4(keccak256("safeTransferFrom(address,address,uint256)")), "safeTransferFrom");
        _assertReached(_registry.approve.selector, "approve");
        _assertReached(_registry.setApprovalForAll.selector, "setApprovalForAll");
        _assertReached(ITitleOffers.offerTitle.selector, "offerTitle");
        _assertReached(ITitleOffers.acceptTitle.selector, "acceptTitle");
        _assertReached(ITitleOffers.declineTitle.selector, "declineTitle");
        _assertReached(ITitleOffers.withdrawOffer.selector, "withdrawOffer");
        _assertReached(ITitles.setStatus.selector, "setStatus");
        _assertReached(ITitles.correctTitle.selector, "correctTitle");
        _assertReached(ITimedPause.pause.selector, "pause");
        _assertReached(ITimedPause.unpause.selector, "unpause");
        for (uint256 cause = uint256(TitleLedger.Cause.Transfer); cause <= uint256(TitleLedger.Cause.Claim); ++cause) {
            VM.assertTrue(_countMoves(TitleLedger.Cause(cause)) != 0, "titles move for every cause");
        }
        _assertAnchorsReached();
    }

    function _act(RegistryHandler handler, uint256 step) private {
        bytes memory data = bytes.concat(_actions[uint256(keccak256(abi.encode(step))) % _actions.length]);
        for (uint256 i = 0; i < ARGUMENTS; ++i) data = bytes.concat(data, keccak256(abi.encode(step, i)));
        (bool success, ) = address(handler).call(data);
        VM.assertTrue(success, "an action of the handler never reverts");
    }

    function _assertReached(bytes4 selector, string memory name) private view {
        uint256 successes = 0;
        for (uint256 run = 0; run < RUNS; ++run) successes += _handlers[run].successes(selector);
        VM.assertTrue(successes != 0, name);
    }

    /// @dev A claim has three outcomes, and an anchor two circumstances.
    function _assertAnchorsReached() private view {
        uint256 claims = 0;
        uint256 supersedings = 0;
        uint256 proofs = 0;
        uint256 whilePaused = 0;
        for (uint256 run = 0; run < RUNS; ++run) {
            claims += _handlers[run].successes(IWorkAnchors.registerAnchored.selector);
            whilePaused += _handlers[run].anchorsWhilePaused();
            for (uint256 i = 0; i < _handlers[run].workCount(); ++i) {
                TitleLedger.Entry memory entry = _handlers[run].entryOf(_handlers[run].workAt(i));
                supersedings += entry.supersedings;
                proofs += entry.proofs;
            }
        }
        VM.assertTrue(supersedings != 0, "titles are superseded");
        VM.assertTrue(proofs != 0, "owners prove earlier dates");
        VM.assertTrue(claims > supersedings + proofs, "works that nobody had are registered from anchors");
        VM.assertTrue(whilePaused != 0, "roots are anchored while paused");
    }

    function _countMoves(TitleLedger.Cause cause) private view returns (uint256 count) {
        for (uint256 run = 0; run < RUNS; ++run) {
            TitleLedger.Move[] memory moves = _handlers[run].moves();
            for (uint256 i = 0; i < moves.length; ++i) if (moves[i].cause == cause) ++count;
        }
    }
}
