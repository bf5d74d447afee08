// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitleOffers} from "../../../contracts/registry/ITitleOffers.sol";
import {ITitles} from "../../../contracts/registry/ITitles.sol";
import {PartyBook} from "./PartyBook.sol";
import {Vm} from "../Vm.sol";
import {WorkEvents} from "./WorkEvents.sol";

/// @title TitleLedger
/// @notice A second book beside the registry. It sends every call, looks at what became of every work, and notes which
/// rule the registry broke. It learns owners from the registry, but rights (approvals, offers, status) only from the
/// calls of those who may give them.
abstract contract TitleLedger is PartyBook {
    /// @notice What a call is meant to do to the owner of the work that it names. A claim from an anchor registers a
    /// work, or takes its title over.
    enum Cause {
        None,
        Registration,
        Transfer,
        Acceptance,
        Correction,
        Claim
    }

    /// @notice What can be seen only at the moment of the change. The rest are invariants of the state.
    enum Rule {
        MovesByACauseOnly,
        FrozenStays,
        ProvisionalStays,
        OfferEndsWithMove,
        ApprovalEndsWithMove,
        AuthorizedCaller,
        AccreditedParties,
        UnbrokenHistory,
        PauseStopsWrites,
        FinalStays,
        PriorityNeverLater,
        PriorityIsProven,
        BlocksOrderPriorities,
        AnchorsAreFree,
        TransferableAsSaid
    }

    /// @notice What the ledger holds of a work.
    struct Entry {
        uint256 registrations;
        uint256 supersedings;
        /// How often the owner's own earlier anchor was proven.
        uint256 proofs;
        uint256 events;
        address owner;
        uint40 registeredAt;
        uint40 priorityBlock;
        bool hasMoved;
        uint40 newestEventBlock;
        ITitles.TitleStatus status;
        address approved;
        ITitleOffers.Offer offer;
    }

    /// @notice A change of owner, and what caused it.
    struct Move {
        uint256 workId;
        address from;
        address to;
        address caller;
        Cause cause;
    }

    /// @notice A call to the registry.
    /// @param authorized Whether the caller may make it, by what the ledger knows.
    struct Call {
        Cause cause;
        uint256 workId;
        address caller;
        bool authorized;
        bytes data;
    }

    /// @notice What a title's priority comes from: a registration or an anchor.
    struct Priority {
        uint40 time;
        uint40 blockNumber;
    }

    uint256 internal constant WORKS = 10;

    /// @dev Stands for the work of a call that names several. Zero is no work.
    uint256 internal constant BATCH = 0;

    uint40 internal _time = START;
    uint40 internal _block = 1;
    bool internal _paused;
    uint40 internal _pausedUntil;

    mapping(uint256 workId => Entry entry) internal _entries;
    mapping(address owner => mapping(address operator => bool isOperator)) internal _operators;
    mapping(Rule rule => uint256 count) private _violations;
    mapping(bytes4 selector => uint256 count) private _successes;
    Move[] private _moves;

    /* READING */

    function violations(Rule rule) external view returns (uint256 count) {
        return _violations[rule];
    }

    function successes(bytes4 selector) external view returns (uint256 count) {
        return _successes[selector];
    }

    function entryOf(uint256 workId) external view returns (Entry memory entry) {
        return _entries[workId];
    }

    function moves() external view returns (Move[] memory all) {
        return _moves;
    }

    function workAt(uint256 index) public pure returns (uint256 workId) {
        return uint256(keccak256(abi.encode("work", index % WORKS)));
    }

    /* WRITING */

    /// @dev Sends a call and books what it did. Rights that the call gives are booked by the handler, afterwards.
    function _send(Call memory sent) internal returns (bool success) {
        return _send(sent, Priority(_time, _block));
    }

    /// @param priority That of a title that the call makes.
    function _send(Call memory sent, Priority memory priority) internal returns (bool success) {
        _endPause();
        VM.warp(_time);
        VM.roll(_block);
        VM.recordLogs();

        VM.prank(sent.caller);
        (success, ) = address(_registry).call(sent.data);

        if (success && !sent.authorized) ++_violations[Rule.AuthorizedCaller];
        if (success) ++_successes[bytes4(sent.data)];
        _bookEvents();
        for (uint256 i = 0; i < WORKS; ++i) {
            _bookTitle(workAt(i), _registry.titleOf(workAt(i)), sent, priority);
        }
    }

    /// @dev A pause ends by itself.
    function _endPause() internal {
        if (_time >= _pausedUntil) _paused = false;
    }

    function _note(Rule rule) internal {
        ++_violations[rule];
    }

    function _bookEvents() private {
        Vm.Log[] memory logs = VM.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(_registry)) continue;
            if (_paused && !_protects(logs[i])) ++_violations[Rule.PauseStopsWrites];
            if (WorkEvents.isAboutWork(logs[i].topics[0])) _bookEvent(logs[i]);
        }
    }

    function _bookEvent(Vm.Log memory log) private {
        Entry storage entry = _entries[uint256(log.topics[1])];
        if (_lastWord(log.data) != entry.newestEventBlock) ++_violations[Rule.UnbrokenHistory];

        entry.newestEventBlock = _block;
        ++entry.events;
        if (log.topics[0] == ITitles.WorkRegistered.selector) ++entry.registrations;
    }

    function _bookTitle(
        uint256 workId,
        ITitles.Title memory title,
        Call memory sent,
        Priority memory priority
    ) private {
        Entry storage entry = _entries[workId];
        Move memory move = Move(workId, entry.owner, title.owner, sent.caller, Cause.None);
        if (sent.workId == workId || sent.workId == BATCH) move.cause = sent.cause;
        bool isEarlier = entry.owner != address(0) && title.registeredAt != entry.registeredAt;
        if (!isEarlier && title.owner == entry.owner) return;

        if (isEarlier) _bookPriority(move, entry, priority);
        else if (entry.owner == address(0)) _bookRegistration(move);
        else _bookMove(move, entry);
        if (isEarlier || entry.owner == address(0)) {
            if (title.registeredAt != priority.time) ++_violations[Rule.PriorityIsProven];
            entry.registeredAt = title.registeredAt;
            entry.priorityBlock = priority.blockNumber;
        }
        // The owner's own date changes nothing else.
        if (title.owner == entry.owner) return;

        _checkOwner(move, priority.time);
        entry.owner = title.owner;
        entry.approved = address(0);
        delete entry.offer;
    }

    function _bookPriority(Move memory move, Entry storage entry, Priority memory priority) private {
        if (move.cause != Cause.Claim) ++_violations[Rule.MovesByACauseOnly];
        if (priority.time > entry.registeredAt) ++_violations[Rule.PriorityNeverLater];
        if (priority.blockNumber >= entry.priorityBlock) ++_violations[Rule.BlocksOrderPriorities];
        if (move.from != move.to) _bookSuperseding(move, entry);
        else if (entry.status == ITitles.TitleStatus.Annulled) ++_violations[Rule.FrozenStays];
        else ++entry.proofs;
    }

    function _bookRegistration(Move memory move) private {
        if (move.cause != Cause.Registration && move.cause != Cause.Claim) ++_violations[Rule.MovesByACauseOnly];
    }

    function _bookSuperseding(Move memory move, Entry storage entry) private {
        if (entry.status != ITitles.TitleStatus.InForce) ++_violations[Rule.FrozenStays];
        if (_isFinal(entry)) ++_violations[Rule.FinalStays];
        _checkEndOfRights(move);

        ++entry.supersedings;
        _moves.push(move);
    }

    function _bookMove(Move memory move, Entry storage entry) private {
        bool isOrder = move.cause == Cause.Correction;
        ITitles.TitleStatus mostFrozen = isOrder ? ITitles.TitleStatus.Held : ITitles.TitleStatus.InForce;
        if (move.cause < Cause.Transfer || move.cause == Cause.Claim) ++_violations[Rule.MovesByACauseOnly];
        if (entry.status > mostFrozen) ++_violations[Rule.FrozenStays];
        if (!_isFinal(entry)) ++_violations[Rule.ProvisionalStays];
        if (!isOrder && !_parties.isAccredited(move.from)) ++_violations[Rule.AccreditedParties];
        _checkEndOfRights(move);

        entry.hasMoved = true;
        _moves.push(move);
    }

    function _checkEndOfRights(Move memory move) private {
        if (_registry.offerOf(move.workId).to != address(0)) ++_violations[Rule.OfferEndsWithMove];
        if (_registry.getApproved(move.workId) != address(0)) ++_violations[Rule.ApprovalEndsWithMove];
    }

    function _checkOwner(Move memory move, uint40 time) private {
        bool wasAccredited = move.cause == Cause.Claim && _wasAccredited(move.to, time);
        if (!wasAccredited && !_parties.isAccredited(move.to)) ++_violations[Rule.AccreditedParties];
    }

    function _isFinal(Entry storage entry) private view returns (bool isFinal) {
        return entry.hasMoved || _time >= entry.registeredAt + REVEAL_WINDOW;
    }

    /// @dev Whether an event tells of something that takes nothing from anybody, and goes on during a pause.
    function _protects(Vm.Log memory log) private pure returns (bool protects) {
        bytes32 topic = log.topics[0];
        if (topic == ITitles.TitleStatusChanged.selector) {
            (, ITitles.TitleStatus newStatus, , ) = abi.decode(
                log.data,
                (ITitles.TitleStatus, ITitles.TitleStatus, bytes32, uint40)
            );
            return newStatus == ITitles.TitleStatus.Held;
        }
        if (topic == keccak256("Approval(address,address,uint256)")) return log.topics[2] == 0;
        if (topic == keccak256("ApprovalForAll(address,address,bool)")) return !abi.decode(log.data, (bool));
        return topic == ITitleOffers.TitleOfferDeclined.selector || topic == ITitleOffers.TitleOfferWithdrawn.selector;
    }

    /// @dev Every event of a work ends with `previousBlock`.
    function _lastWord(bytes memory data) private pure returns (uint256 word) {
        // Assembly, for nothing else reads a word at an offset. Safe: the data of an event of a work are never empty.
        assembly ("memory-safe") {
            word := mload(add(data, mload(data)))
        }
    }
}
