// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {Roles} from "../../../contracts/access/Roles.sol";
import {IPartyRegistry} from "../../../contracts/parties/IPartyRegistry.sol";
import {ITitleOffers} from "../../../contracts/registry/ITitleOffers.sol";
import {ITitles} from "../../../contracts/registry/ITitles.sol";
import {Vm} from "../Vm.sol";
import {WorkEvents} from "../books/WorkEvents.sol";
import {Consortium} from "./Consortium.sol";

/// @title ConsortiumLedger
/// @notice A second book beside all contracts. Each call is sent with what it may do, by whoever gave leave for it;
/// what has changed afterwards without leave breaks a rule.
abstract contract ConsortiumLedger is Consortium {
    /// @notice What no sequence of calls may bring about.
    enum Rule {
        TitlesMoveByLeave,
        AnnulledTitlesStay,
        TakersAreAccredited,
        EventsAreCounted,
        PrioritiesNeverLater,
        CommitteeIsOnlyAdmin,
        DeployerHasNothing,
        PartiesAgree,
        AccreditorsInTerm,
        VotesAreSeats,
        DecisionsAreWon,
        PowersAreGiven,
        PausesEnd,
        GuardiansAgreeInTime
    }

    /// @notice What the ledger holds of a work: its title, and the rights that its owner gave.
    struct Work {
        address owner;
        uint40 registeredAt;
        bool hasMoved;
        ITitles.TitleStatus status;
        address approved;
        uint256 events;
        ITitleOffers.Offer offer;
    }

    /// @notice What the next call may do to owners.
    /// @param works A bit for each work.
    /// @param isClaim Whether it goes by an anchor.
    /// @param wasAccredited Whether the one who gets the title was accredited when that was made.
    struct Leave {
        uint256 works;
        address from;
        address to;
        bool isClaim;
        bool wasAccredited;
    }

    /// @notice A bit for each rule that was broken.
    uint256 public broken;
    /// @notice How often a function of a contract was called with success, or carried out by a vote.
    mapping(bytes4 selector => uint256 count) public reached;
    /// @notice How many titles moved by it.
    mapping(bytes4 selector => uint256 count) public moved;

    mapping(uint256 workId => Work work) internal _works;
    mapping(address owner => mapping(address operator => bool isOperator)) internal _operators;
    Leave internal _leave;
    /// @dev Who has agreed to what the next call accredits.
    address internal _agreed;
    /// @dev Before which time a pause is over.
    uint40 internal _pauseEnds;

    /// @dev A handler's action: what it does is decided by a number, and what is left of it looked at.
    modifier action(uint256 seed) {
        _throw(seed);
        _;
        _look();
    }

    function _note(Rule rule, bool isBroken) internal {
        if (isBroken) broken |= 1 << uint256(rule);
    }

    function _send(address caller, address target, bytes memory data) internal returns (bool success) {
        _setClock();
        VM.recordLogs();
        VM.prank(caller);
        (success, ) = target.call(data);
        if (success) {
            ++reached[bytes4(data)];
            _bookEvents();
            for (uint256 i = 0; i < WORKS; ++i) _bookTitle(i, bytes4(data));
        }
        delete _leave;
        delete _agreed;
    }

    /// @dev Lets the next call give one title to somebody.
    function _permit(uint256 index, address to) internal {
        _leave.works = 1 << index;
        _leave.from = _works[workAt(index)].owner;
        _leave.to = to;
    }

    function _actsFor(address owner, address caller) internal view returns (bool may) {
        return owner != address(0) && (caller == owner || _operators[owner][caller]);
    }

    function _isFinal(Work storage work) internal view returns (bool isFinal) {
        return work.hasMoved || _time >= work.registeredAt + REVEAL_WINDOW;
    }

    /* WHAT CAME OF IT */

    function _look() private {
        _setClock();
        _note(Rule.PausesEnd, _registry.paused() && _time >= _pauseEnds);
        for (uint256 i = 0; i < PUBLISHERS; ++i) {
            address account = _actorAt(i);
            _note(Rule.PartiesAgree, _parties.isAccredited(account) && !_isAccredited(account, _time));
        }
    }

    function _bookEvents() private {
        Vm.Log[] memory logs = VM.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter == address(_registry)) _bookWorkEvent(logs[i]);
            else if (logs[i].emitter == address(_manager)) _bookRole(logs[i]);
            else if (logs[i].topics[0] == IPartyRegistry.PartyAccredited.selector) {
                _note(Rule.PartiesAgree, _agreed != address(uint160(uint256(logs[i].topics[1]))));
            }
        }
    }

    function _bookWorkEvent(Vm.Log memory log) private {
        if (WorkEvents.isAboutWork(log.topics[0])) ++_works[uint256(log.topics[1])].events;
    }

    function _bookRole(Vm.Log memory log) private {
        bool isGiven = log.topics[0] == IAccessManager.RoleGranted.selector;
        if (!isGiven && log.topics[0] != IAccessManager.RoleRevoked.selector) return;
        bool isDeployer = log.topics[2] == bytes32(uint256(uint160(address(this))));
        // All that ever happens to the role is that the deployer loses it.
        _note(Rule.CommitteeIsOnlyAdmin, uint256(log.topics[1]) == Roles.ADMIN && (isGiven || !isDeployer));
        _note(Rule.DeployerHasNothing, isGiven && isDeployer);
    }

    function _bookTitle(uint256 index, bytes4 selector) private {
        ITitles.Title memory title = _registry.titleOf(workAt(index));
        Work storage work = _works[workAt(index)];
        _note(Rule.EventsAreCounted, title.events != work.events % WorkEvents.MODULUS);
        bool isKnown = work.owner != address(0);
        _note(Rule.PrioritiesNeverLater, isKnown && title.registeredAt > work.registeredAt);
        work.registeredAt = title.registeredAt;
        if (title.owner == work.owner) return;

        if (isKnown) ++moved[selector];
        _bookOwner(index, work, title.owner);
    }

    function _bookOwner(uint256 index, Work storage work, address owner) private {
        Leave storage leave = _leave;
        bool isCovered = (leave.works >> index) & 1 == 1 && leave.from == work.owner && leave.to == owner;
        _note(Rule.TitlesMoveByLeave, !isCovered);
        _note(Rule.AnnulledTitlesStay, work.status == ITitles.TitleStatus.Annulled);
        _note(Rule.TakersAreAccredited, !leave.wasAccredited && !_isAccredited(owner, _time));

        if (work.owner != address(0) && !leave.isClaim) work.hasMoved = true;
        work.owner = owner;
        delete work.approved;
        delete work.offer;
    }
}
