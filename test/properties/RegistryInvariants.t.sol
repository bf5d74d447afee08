// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitleOffers} from "../../contracts/registry/ITitleOffers.sol";
import {ITitles} from "../../contracts/registry/ITitles.sol";
import {IWorkAnchors} from "../../contracts/registry/IWorkAnchors.sol";
import {AnchorActions} from "./books/AnchorActions.sol";
import {Deployed} from "./Deployed.sol";
import {RegistryHandler} from "./handlers/RegistryHandler.sol";
import {TitleLedger} from "./books/TitleLedger.sol";

/// @title RegistryInvariants
/// @notice What holds after every call that anybody makes.
/// forge-config: default.invariant.runs = 100
contract RegistryInvariants is Deployed {
    RegistryHandler private _handler;

    function setUp() external {
        _handler = new RegistryHandler();
        _registry = _handler.registry();
    }

    /// @notice Tells forge what to call.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @notice Forge calls it at the end of every run: what happened earlier is still to be seen.
    function afterInvariant() external view {
        _everyMoveIsOnRecord();
        _anAnchorNeverChanges();
        _aClaimIsProvenSinceItsAnchor();
    }

    /// @dev One invariant for all rules: forge draws the same sequences for each invariant of a contract.
    function invariant_everyRuleHolds() external view {
        address[] memory owners = new address[](_handler.workCount());
        for (uint256 i = 0; i < owners.length; ++i) {
            uint256 workId = _handler.workAt(i);
            ITitles.Title memory title = _registry.titleOf(workId);
            TitleLedger.Entry memory entry = _handler.entryOf(workId);
            owners[i] = title.owner;
            _aHashHasOneTitleAtMost(entry);
            _aTitleIsAsItsEventsSay(title, entry);
            _rightsAreThoseThatTheOwnerGave(workId, entry);
        }
        _balancesAreTheNumbersOfTitlesOwned(owners);
        _noCallBrokeARule();
    }

    /* RIGHTS AND BALANCES */

    function _rightsAreThoseThatTheOwnerGave(uint256 workId, TitleLedger.Entry memory entry) private view {
        if (entry.owner != address(0)) VM.assertEq(_registry.getApproved(workId), entry.approved, "approved");
        ITitleOffers.Offer memory open = _registry.offerOf(workId);
        VM.assertEq(open.to, entry.offer.to, "offeree");
        VM.assertEq(open.deedHash, entry.offer.deedHash, "deed");
        VM.assertEq(open.expiresAt, entry.offer.expiresAt, "end of the offer");
    }

    function _balancesAreTheNumbersOfTitlesOwned(address[] memory owners) private view {
        uint256 balances = 0;
        for (uint256 i = 0; i < _handler.actorCount(); ++i) {
            address actor = _handler.actorAt(i);
            uint256 owned = 0;
            for (uint256 j = 0; j < owners.length; ++j) if (owners[j] == actor) ++owned;
            VM.assertEq(_registry.balanceOf(actor), owned, "balance");
            balances += owned;
        }
        uint256 titles = 0;
        for (uint256 j = 0; j < owners.length; ++j) if (owners[j] != address(0)) ++titles;
        VM.assertEq(balances, titles, "sum of balances");
    }

    /* CALLS */

    function _noCallBrokeARule() private view {
        _assertNever(TitleLedger.Rule.PriorityNeverLater, "a title became younger");
        _assertNever(TitleLedger.Rule.PriorityIsProven, "a priority that nothing proves");
        _assertNever(TitleLedger.Rule.FinalStays, "a final title was superseded");
        _assertNever(TitleLedger.Rule.BlocksOrderPriorities, "a later block's anchor was taken for an earlier one");
        _assertNever(TitleLedger.Rule.UnbrokenHistory, "an event names another block than that of the event before it");
        _assertNever(TitleLedger.Rule.MovesByACauseOnly, "a title moved without a cause");
        _assertNever(TitleLedger.Rule.FrozenStays, "a held title was moved by its parties, or an annulled one at all");
        _assertNever(TitleLedger.Rule.ProvisionalStays, "a title moved before it was final");
        _assertNever(TitleLedger.Rule.TransferableAsSaid, "isTransferable said otherwise than a transfer did");
        _assertNever(TitleLedger.Rule.AuthorizedCaller, "a call succeeded that its caller may not make");
        _assertNever(
            TitleLedger.Rule.AccreditedParties,
            "a title was made for, or moved to or by, an account without accreditation"
        );
        _assertNever(TitleLedger.Rule.PauseStopsWrites, "an event while paused, of what does not only protect");
        _assertNever(TitleLedger.Rule.AnchorsAreFree, "a root could not be anchored, or could by somebody who may not");
        _assertNever(TitleLedger.Rule.OfferEndsWithMove, "an offer survived a move");
        _assertNever(TitleLedger.Rule.ApprovalEndsWithMove, "an approval survived a move");
    }

    function _assertNever(TitleLedger.Rule rule, string memory message) private view {
        VM.assertEq(_handler.violations(rule), 0, message);
    }

    /* AT THE END OF A RUN */

    function _everyMoveIsOnRecord() private view {
        TitleLedger.Move[] memory moves = _handler.moves();
        for (uint256 i = 0; i < _handler.workCount(); ++i) {
            uint256 workId = _handler.workAt(i);
            address holder;
            for (uint256 j = 0; j < moves.length; ++j) {
                if (moves[j].workId != workId) continue;
                if (holder != address(0)) VM.assertEq(moves[j].from, holder, "a move begins where the last one ended");
                holder = moves[j].to;
            }
            if (holder != address(0))
                VM.assertEq(_registry.ownerOf(workId), holder, "the owner is the last one moved to");
        }
    }

    function _anAnchorNeverChanges() private view {
        for (uint256 i = 0; i < _handler.commitmentCount(); ++i) {
            bytes32 root = _handler.commitmentAt(i).root;
            IWorkAnchors.Anchor memory anchored = _registry.anchorOf(root);
            AnchorActions.BookedAnchor memory booked = _handler.bookedAnchor(root);
            VM.assertEq(anchored.account, booked.account, "who anchored");
            VM.assertEq(anchored.anchoredAt, booked.anchoredAt, "time of an anchor");
            VM.assertEq(anchored.blockNumber, booked.blockNumber, "block of an anchor");
            VM.assertEq(_registry.anchoredAt(root), booked.anchoredAt, "anchoredAt");
        }
    }

    function _aClaimIsProvenSinceItsAnchor() private view {
        for (uint256 i = 0; i < _handler.commitmentCount(); ++i) {
            AnchorActions.Commitment memory made = _handler.commitmentAt(i);
            bytes32[] memory proof = new bytes32[](1);
            proof[0] = made.sibling;
            uint40 provenSince = _registry.verifyAnchored(made.claim, made.salt, made.root, proof);
            VM.assertEq(provenSince, _handler.bookedAnchor(made.root).anchoredAt, "proven since");
        }
    }

    /* A TITLE */

    function _aHashHasOneTitleAtMost(TitleLedger.Entry memory entry) private pure {
        uint256 expected = entry.owner == address(0) ? 0 : 1 + entry.supersedings;
        VM.assertEq(entry.registrations, expected, "registrations of one hash");
    }

    function _aTitleIsAsItsEventsSay(ITitles.Title memory title, TitleLedger.Entry memory entry) private pure {
        VM.assertEq(title.owner, entry.owner, "owner");
        VM.assertEq(title.registeredAt, entry.registeredAt, "the priority of the last registration");
        VM.assertTrue(title.hasMoved == entry.hasMoved, "hasMoved");
        VM.assertEq(title.events, entry.events, "events");
        VM.assertEq(uint256(title.status), uint256(entry.status), "the adjudicator's last order");
        VM.assertEq(title.changedAtBlock, entry.newestEventBlock, "the block of the newest event");
    }
}
