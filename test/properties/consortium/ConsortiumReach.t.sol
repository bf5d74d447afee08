// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {ISeats} from "../../../contracts/governance/ISeats.sol";
import {IRecovery} from "../../../contracts/identity/IRecovery.sol";
import {IAccreditors} from "../../../contracts/parties/IAccreditors.sol";
import {IPartyRegistry} from "../../../contracts/parties/IPartyRegistry.sol";
import {ITimedPause} from "../../../contracts/registry/ITimedPause.sol";
import {ITitleOffers} from "../../../contracts/registry/ITitleOffers.sol";
import {ITitles} from "../../../contracts/registry/ITitles.sol";
import {IWorkAnchors} from "../../../contracts/registry/IWorkAnchors.sol";
import {IWorkRegistry} from "../../../contracts/registry/IWorkRegistry.sol";
import {Vm} from "../Vm.sol";
import {CommitteeActions} from "./CommitteeActions.sol";
import {ConsortiumHandler} from "./ConsortiumHandler.sol";
import {PartyActions} from "./PartyActions.sol";
import {RecoveryActions} from "./RecoveryActions.sol";
import {TitleActions} from "./TitleActions.sol";

/// @title ConsortiumReachTest
/// @notice Invariants say nothing where every call is refused. Here a few runs of the handler, always the same and
/// longer than those of the invariants, get every kind of call through, and titles move in every way.
contract ConsortiumReachTest {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 private constant RUNS = 8;
    uint256 private constant DEPTH = 300;

    bytes4[] private _actions = [
        CommitteeActions.propose.selector,
        CommitteeActions.proposeCoup.selector,
        CommitteeActions.vote.selector,
        CommitteeActions.execute.selector,
        CommitteeActions.decide.selector,
        PartyActions.applyTo.selector,
        PartyActions.accredit.selector,
        PartyActions.judge.selector,
        TitleActions.register.selector,
        TitleActions.registerFor.selector,
        TitleActions.anchor.selector,
        TitleActions.claimAnchored.selector,
        TitleActions.transfer.selector,
        TitleActions.letMove.selector,
        TitleActions.offer.selector,
        TitleActions.answer.selector,
        TitleActions.order.selector,
        RecoveryActions.nameGuardians.selector,
        RecoveryActions.nameSuccessor.selector,
        RecoveryActions.agreeOnSuccessor.selector,
        RecoveryActions.veto.selector,
        RecoveryActions.takeOver.selector,
        RecoveryActions.moveTitles.selector,
        ConsortiumHandler.trespass.selector,
        ConsortiumHandler.pause.selector,
        ConsortiumHandler.wait.selector,
        ConsortiumHandler.mistakeTheTime.selector
    ];
    ConsortiumHandler[] private _handlers;

    function test_everyKindOfCallSucceedsAndTitlesMoveInEveryWay() external {
        for (uint256 run = 0; run < RUNS; ++run) {
            ConsortiumHandler handler = new ConsortiumHandler(1);
            _handlers.push(handler);
            for (uint256 step = 0; step < DEPTH; ++step) _act(handler, run * DEPTH + step);
            VM.assertEq(handler.broken(), 0, "no rule is broken");
        }
        _assertDecided();
        _assertParties();
        _assertTitles();
        _assertMoves();
    }

    function _act(ConsortiumHandler handler, uint256 step) private {
        uint256 seed = uint256(keccak256(abi.encode(step)));
        (bool success, ) = address(handler).call(bytes.concat(_actions[seed % _actions.length], bytes32(seed)));
        VM.assertTrue(success, "an action of the handler never reverts");
    }

    function _assertDecided() private view {
        _assertReached(IGovernor.propose.selector, "propose");
        _assertReached(IGovernor.castVote.selector, "castVote");
        _assertReached(IGovernor.execute.selector, "execute");
        _assertReached(ISeats.admit.selector, "admit");
        _assertReached(ISeats.expel.selector, "expel");
        _assertReached(ISeats.changeWeight.selector, "changeWeight");
        _assertReached(IAccreditors.appointAccreditor.selector, "appointAccreditor");
        _assertReached(IAccreditors.dismissAccreditor.selector, "dismissAccreditor");
        _assertReached(IAccessManager.grantRole.selector, "grantRole");
        _assertReached(IAccessManager.revokeRole.selector, "revokeRole");
        _assertReached(ITimedPause.unpause.selector, "unpause");
        _assertReached(ITimedPause.setPauseDuration.selector, "setPauseDuration");
        _assertReached(IRecovery.recoverByOrder.selector, "recoverByOrder");
        _assertReached(ITimedPause.pause.selector, "pause");
    }

    function _assertParties() private view {
        _assertReached(IPartyRegistry.applyTo.selector, "applyTo");
        _assertReached(IPartyRegistry.accredit.selector, "accredit");
        _assertReached(IPartyRegistry.suspend.selector, "suspend");
        _assertReached(IPartyRegistry.reinstate.selector, "reinstate");
        _assertReached(IPartyRegistry.renew.selector, "renew");
        _assertReached(IPartyRegistry.revoke.selector, "revoke");
        _assertReached(IRecovery.setGuardians.selector, "setGuardians");
        _assertReached(IRecovery.approve.selector, "approve, of a recovery");
        _assertReached(IRecovery.veto.selector, "veto");
        _assertReached(IRecovery.execute.selector, "execute, of a recovery");
    }

    function _assertTitles() private view {
        _assertReached(IWorkRegistry.register.selector, "register");
        _assertReached(IWorkRegistry.registerFor.selector, "registerFor");
        _assertReached(IWorkAnchors.anchor.selector, "anchor");
        _assertReached(bytes4(keccak256("approve(address,uint256)")), "approve");
        _assertReached(bytes4(keccak256("setApprovalForAll(address,bool)")), "setApprovalForAll");
        _assertReached(ITitleOffers.offerTitle.selector, "offerTitle");
        _assertReached(ITitleOffers.declineTitle.selector, "declineTitle");
        _assertReached(ITitleOffers.withdrawOffer.selector, "withdrawOffer");
        _assertReached(ITitles.setStatus.selector, "setStatus");
    }

    function _assertMoves() private view {
        _assertMoved(bytes4(keccak256("transferFrom(address,address,uint256)")), "by transfer");
        _assertMoved(ITitleOffers.acceptTitle.selector, "by acceptance");
        _assertMoved(ITitles.correctTitle.selector, "by correction");
        _assertMoved(IWorkAnchors.registerAnchored.selector, "to an earlier anchor");
        _assertMoved(IRecovery.moveTitles.selector, "to a successor");
    }

    function _assertMoved(bytes4 selector, string memory way) private view {
        uint256 moved = 0;
        for (uint256 run = 0; run < RUNS; ++run) moved += _handlers[run].moved(selector);
        VM.assertTrue(moved != 0, string.concat("titles move ", way));
    }

    function _assertReached(bytes4 selector, string memory name) private view {
        uint256 reached = 0;
        for (uint256 run = 0; run < RUNS; ++run) reached += _handlers[run].reached(selector);
        VM.assertTrue(reached != 0, name);
    }
}
