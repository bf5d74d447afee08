// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitleOffers} from "../../contracts/registry/ITitleOffers.sol";
import {ITitles} from "../../contracts/registry/ITitles.sol";
import {IWorkAnchors} from "../../contracts/registry/IWorkAnchors.sol";
import {AnchorActions} from "./AnchorActions.sol";
import {Deployed} from "./Deployed.sol";
import {RegistryHandler} from "./RegistryHandler.sol";
import {TitleLedger} from "./TitleLedger.sol";

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

    /// @dev One invariant for all rules: forge draws the same sequences for each invariant of a contract.
    function invariant_everyRuleHolds() external view {
        _aHashHasOneTitleAtMost();
        _registeredAtIsThePriorityOfTheLastRegistration();
        _registeredAtNeverIncreases();
        _priorityIsTheTimeOfTheRegistrationOrOfItsAnchor();
        _aTitleThatCouldMoveIsNeverSuperseded();
        _anAnchorOfALaterBlockNeverChangesAPriority();
        _aTitleThatHasMovedSaysSo();
        _aTitleCountsTheEventsOfItsWork();
        _statusIsTheAdjudicatorsLastOrder();
        _changedAtBlockIsTheBlockOfTheNewestEvent();
        _everyEventNamesTheBlockOfTheOneBefore();
        _ownerChangesOnlyByTransferAcceptanceCorrectionOrEarlierClaim();
        _everyMoveIsOnRecord();
        _frozenTitleMovesByOrderOnlyAndAnnulledNever();
        _provisionalTitleNeverMoves();
        _aTitleMovesWhereItIsSaidToBeTransferableAndNowhereElse();
        _onlyWhoMayActDoes();
        _titlesComeToAccreditedPartiesOnly();
        _pauseStopsEveryWriteThatTakes();
        _anAnchorNeverChanges();
        _aClaimIsProvenSinceItsAnchor();
        _nothingStopsAnAnchorButAccreditationAndAnEarlierOne();
        _offerEndsWithAMove();
        _approvalEndsWithAMove();
        _approvalIsTheOneThatTheOwnerGave();
        _offerIsTheOneThatTheOwnerMade();
        _balanceIsTheNumberOfTitlesOwned();
        _balancesAddUpToTheTitles();
    }

    /* TITLES */

    function _aHashHasOneTitleAtMost() private view {
        for (uint256 i = 0; i < _handler.workCount(); ++i) {
            TitleLedger.Entry memory entry = _handler.entryOf(_handler.workAt(i));
            uint256 expected = entry.owner == address(0) ? 0 : 1 + entry.supersedings;
            VM.assertEq(entry.registrations, expected, "registrations of one hash");
        }
    }

    function _registeredAtIsThePriorityOfTheLastRegistration() private view {
        for (uint256 i = 0; i < _handler.workCount(); ++i) {
            uint256 workId = _handler.workAt(i);
            VM.assertEq(_registry.titleOf(workId).registeredAt, _handler.entryOf(workId).registeredAt, "registeredAt");
        }
    }

    function _registeredAtNeverIncreases() private view {
        _assertNever(TitleLedger.Rule.PriorityNeverLater, "a title became younger");
    }

    function _priorityIsTheTimeOfTheRegistrationOrOfItsAnchor() private view {
        _assertNever(TitleLedger.Rule.PriorityIsProven, "a priority that nothing proves");
    }

    function _aTitleThatCouldMoveIsNeverSuperseded() private view {
        _assertNever(TitleLedger.Rule.FinalStays, "a final title was superseded");
    }

    function _anAnchorOfALaterBlockNeverChangesAPriority() private view {
        _assertNever(TitleLedger.Rule.BlocksOrderPriorities, "a later block's anchor was taken for an earlier one");
    }

    function _aTitleThatHasMovedSaysSo() private view {
        for (uint256 i = 0; i < _handler.workCount(); ++i) {
            uint256 workId = _handler.workAt(i);
            VM.assertEq(_registry.titleOf(workId).hasMoved, _handler.entryOf(workId).hasMoved, "hasMoved");
        }
    }

    function _aTitleCountsTheEventsOfItsWork() private view {
        for (uint256 i = 0; i < _handler.workCount(); ++i) {
            uint256 workId = _handler.workAt(i);
            VM.assertEq(_registry.titleOf(workId).events, _handler.entryOf(workId).events, "events");
        }
    }

    function _statusIsTheAdjudicatorsLastOrder() private view {
        for (uint256 i = 0; i < _handler.workCount(); ++i) {
            uint256 workId = _handler.workAt(i);
            ITitles.TitleStatus status = _registry.titleOf(workId).status;
            VM.assertEq(uint256(status), uint256(_handler.entryOf(workId).status), "status");
        }
    }

    function _changedAtBlockIsTheBlockOfTheNewestEvent() private view {
        for (uint256 i = 0; i < _handler.workCount(); ++i) {
            uint256 workId = _handler.workAt(i);
            uint40 newest = _handler.entryOf(workId).newestEventBlock;
            VM.assertEq(_registry.titleOf(workId).changedAtBlock, newest, "changedAtBlock");
        }
    }

    function _everyEventNamesTheBlockOfTheOneBefore() private view {
        _assertNever(TitleLedger.Rule.UnbrokenHistory, "an event names another block than that of the event before it");
    }

    /* OWNERS */

    function _ownerChangesOnlyByTransferAcceptanceCorrectionOrEarlierClaim() private view {
        _assertNever(TitleLedger.Rule.MovesByACauseOnly, "a title moved without a cause");
    }

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

    function _frozenTitleMovesByOrderOnlyAndAnnulledNever() private view {
        _assertNever(TitleLedger.Rule.FrozenStays, "a held title was moved by its parties, or an annulled one at all");
    }

    function _provisionalTitleNeverMoves() private view {
        _assertNever(TitleLedger.Rule.ProvisionalStays, "a title moved before it was final");
    }

    function _aTitleMovesWhereItIsSaidToBeTransferableAndNowhereElse() private view {
        _assertNever(TitleLedger.Rule.TransferableAsSaid, "isTransferable said otherwise than a transfer did");
    }

    function _onlyWhoMayActDoes() private view {
        _assertNever(TitleLedger.Rule.AuthorizedCaller, "a call succeeded that its caller may not make");
    }

    function _titlesComeToAccreditedPartiesOnly() private view {
        _assertNever(
            TitleLedger.Rule.AccreditedParties,
            "a title was made for, or moved to or by, an account without accreditation"
        );
    }

    function _pauseStopsEveryWriteThatTakes() private view {
        _assertNever(TitleLedger.Rule.PauseStopsWrites, "an event while paused, of what does not only protect");
    }

    /* ANCHORS */

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

    function _nothingStopsAnAnchorButAccreditationAndAnEarlierOne() private view {
        _assertNever(TitleLedger.Rule.AnchorsAreFree, "a root could not be anchored, or could by somebody who may not");
    }

    /* OFFERS AND APPROVALS */

    function _offerEndsWithAMove() private view {
        _assertNever(TitleLedger.Rule.OfferEndsWithMove, "an offer survived a move");
    }

    function _approvalEndsWithAMove() private view {
        _assertNever(TitleLedger.Rule.ApprovalEndsWithMove, "an approval survived a move");
    }

    function _approvalIsTheOneThatTheOwnerGave() private view {
        for (uint256 i = 0; i < _handler.workCount(); ++i) {
            uint256 workId = _handler.workAt(i);
            TitleLedger.Entry memory entry = _handler.entryOf(workId);
            if (entry.owner != address(0)) VM.assertEq(_registry.getApproved(workId), entry.approved, "approved");
        }
    }

    function _offerIsTheOneThatTheOwnerMade() private view {
        for (uint256 i = 0; i < _handler.workCount(); ++i) {
            uint256 workId = _handler.workAt(i);
            ITitleOffers.Offer memory open = _registry.offerOf(workId);
            ITitleOffers.Offer memory made = _handler.entryOf(workId).offer;
            VM.assertEq(open.to, made.to, "offeree");
            VM.assertEq(open.deedHash, made.deedHash, "deed");
            VM.assertEq(open.expiresAt, made.expiresAt, "end of the offer");
        }
    }

    /* BALANCES */

    function _balanceIsTheNumberOfTitlesOwned() private view {
        for (uint256 i = 0; i < _handler.actorCount(); ++i) {
            address actor = _handler.actorAt(i);
            uint256 owned = 0;
            for (uint256 j = 0; j < _handler.workCount(); ++j) {
                if (_registry.titleOf(_handler.workAt(j)).owner == actor) ++owned;
            }
            VM.assertEq(_registry.balanceOf(actor), owned, "balance");
        }
    }

    function _balancesAddUpToTheTitles() private view {
        uint256 balances = 0;
        uint256 titles = 0;
        for (uint256 i = 0; i < _handler.actorCount(); ++i) balances += _registry.balanceOf(_handler.actorAt(i));
        for (uint256 i = 0; i < _handler.workCount(); ++i) {
            if (_handler.entryOf(_handler.workAt(i)).owner != address(0)) ++titles;
        }
        VM.assertEq(balances, titles, "sum of balances");
    }

    function _assertNever(TitleLedger.Rule rule, string memory message) private view {
        VM.assertEq(_handler.violations(rule), 0, message);
    }
}
