// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IPartyRegistry} from "../../../contracts/parties/IPartyRegistry.sol";
import {ITimedPause} from "../../../contracts/registry/ITimedPause.sol";
import {ITitleOffers} from "../../../contracts/registry/ITitleOffers.sol";
import {ITitles} from "../../../contracts/registry/ITitles.sol";
import {IWorkRegistry} from "../../../contracts/registry/IWorkRegistry.sol";
import {WorkRegistry} from "../../../contracts/registry/WorkRegistry.sol";
import {AnchorActions} from "../books/AnchorActions.sol";

/// @title RegistryHandler
/// @notice What people do with a registry, as forge may call it: in any order, with any numbers.
contract RegistryHandler is AnchorActions {
    uint40 private constant SHORT_TERM = 4000;
    uint256 private constant LARGEST_BATCH = 6;

    constructor() {
        // The roles hold also where the time goes back.
        VM.warp(START - 365 days);
        _deploy(REVEAL_WINDOW);
        VM.warp(START);

        for (uint256 i = 0; i < PUBLISHERS; ++i) {
            uint40 validUntil = i == 0 ? START + SHORT_TERM : FOR_EVER;
            _accredit(actorAt(i), validUntil);
            _bookAccreditation(actorAt(i), ACCREDITOR, validUntil, START);
        }
    }

    /* REGISTRATION */

    function register(uint256 work, uint256 ownerSeed, uint256 callerSeed) external {
        address owner = _ownerLike(ownerSeed);
        address caller = _callerLike(owner, callerSeed);

        ITitles.Claim memory claim = ITitles.Claim(owner, bytes32(workAt(work)), bytes32(callerSeed));
        bytes memory data = abi.encodeCall(IWorkRegistry.register, (claim));
        _send(Call(Cause.Registration, workAt(work), caller, _actsFor(owner, caller), data));
    }

    /// @notice Some works are handed in twice, some are known already, and some have no hash.
    function registerMany(
        uint256[LARGEST_BATCH] calldata works,
        uint256 size,
        uint256 ownerSeed,
        uint256 callerSeed
    ) external {
        address owner = _ownerLike(ownerSeed);
        address caller = _callerLike(owner, callerSeed);

        bytes memory data = abi.encodeCall(IWorkRegistry.registerMany, (owner, _batch(works, size)));
        _send(Call(Cause.Registration, BATCH, caller, _actsFor(owner, caller), data));
    }

    /// @notice Mostly by the owner's own signature that is good until now; else another signs, or for another time.
    function registerFor(uint256 work, uint256 ownerSeed, uint256 signerSeed, uint256 deadline) external {
        uint256 signer = signerSeed % 4 == 1 ? (signerSeed / 4) % ACTORS : ownerSeed % ACTORS;
        uint256 goodUntil = signerSeed % 8 < 4 ? _time : deadline;
        address owner = actorAt(ownerSeed);

        ITitles.Claim memory claim = ITitles.Claim(owner, bytes32(workAt(work)), bytes32(signerSeed));
        bytes memory signature = _sign(FIRST_KEY + signer, _registry.registrationDigest(claim, goodUntil));
        bytes memory data = abi.encodeCall(IWorkRegistry.registerFor, (claim, goodUntil, signature));
        bool authorized = actorAt(signer) == owner && _time <= goodUntil;
        _send(Call(Cause.Registration, workAt(work), actorAt(signerSeed / 8), authorized, data));
    }

    /* TITLES */

    function amend(uint256 seed, uint256 callerSeed) external {
        uint256 workId = _knownWork(seed);
        address owner = _entries[workId].owner;
        address caller = _callerLike(owner, callerSeed);

        bytes memory data = abi.encodeCall(ITitles.amend, (workId, bytes32(callerSeed)));
        _send(Call(Cause.None, workId, caller, _actsFor(owner, caller), data));
    }

    function transfer(uint256 seed, uint256 toSeed, uint256 callerSeed, uint256 safely) external {
        uint256 workId = _workToMove(seed);
        Entry storage entry = _entries[workId];
        address caller = _callerLike(callerSeed % 4 == 0 ? entry.approved : entry.owner, callerSeed);
        address to = _ownerLike(toSeed);

        bool authorized = _actsFor(entry.owner, caller) || caller == entry.approved;
        bytes memory data = safely % 2 == 0
            ? abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", entry.owner, to, workId)
            : abi.encodeCall(_registry.transferFrom, (entry.owner, to, workId));
        VM.warp(_time);
        bool isSaid = entry.owner != address(0) && _registry.isTransferable(workId, entry.owner, to);
        bool success = _send(Call(Cause.Transfer, workId, caller, authorized, data));
        if (authorized && success != isSaid) _note(Rule.TransferableAsSaid);
        if (!success) return;

        // A transfer to the owner itself counts as a move: it ends the offer and the approval.
        entry.hasMoved = true;
        entry.approved = address(0);
        delete entry.offer;
    }

    function approve(uint256 seed, uint256 accountSeed, uint256 callerSeed) external {
        uint256 workId = _knownWork(seed);
        Entry storage entry = _entries[workId];
        address caller = _callerLike(entry.owner, callerSeed);
        bool authorized = _actsFor(entry.owner, caller);

        address account = accountSeed % 4 == 1 ? address(0) : actorAt(accountSeed / 4);
        bytes memory data = abi.encodeCall(_registry.approve, (account, workId));
        bool success = _send(Call(Cause.None, workId, caller, authorized, data));
        if (success && authorized) entry.approved = account;
    }

    function setOperator(uint256 ownerSeed, uint256 operatorSeed, uint256 seed) external {
        bool approved = seed % 2 == 0;
        address owner = actorAt(ownerSeed);
        address operator = actorAt(operatorSeed);

        bytes memory data = abi.encodeCall(_registry.setApprovalForAll, (operator, approved));
        if (_send(Call(Cause.None, 0, owner, true, data))) _operators[owner][operator] = approved;
    }

    /* OFFERS */

    function offer(uint256 seed, uint256 toSeed, uint256 callerSeed, uint256 duration) external {
        uint256 workId = _knownWork(seed);
        Entry storage entry = _entries[workId];
        address caller = _callerLike(entry.owner, callerSeed);
        bool authorized = _actsFor(entry.owner, caller);
        uint40 expiresAt = uint40(_time + _between(duration, 0, 3 * REVEAL_WINDOW));
        ITitleOffers.Offer memory made = ITitleOffers.Offer(_ownerLike(toSeed), expiresAt, bytes32(callerSeed % 7));

        bytes memory data = abi.encodeCall(ITitleOffers.offerTitle, (workId, made.to, made.deedHash, expiresAt));
        bool success = _send(Call(Cause.None, workId, caller, authorized, data));
        if (success && authorized) entry.offer = made;
    }

    function accept(uint256 seed, uint256 callerSeed) external {
        uint256 workId = _offeredWork(seed);
        (address caller, bytes32 deedHash, bool authorized) = _offereeLike(workId, callerSeed);
        uint40 expiresAt = _entries[workId].offer.expiresAt;
        // Some come in the very second of the end, others in that in which the title is final.
        uint40 moment = callerSeed % 5 == 0 ? expiresAt : _entries[workId].registeredAt + REVEAL_WINDOW;
        // A block has one time.
        if (callerSeed % 5 < 3 && _time < moment) (_time, _block) = (moment, _block + 1);

        bool inTime = _time < expiresAt;
        bytes memory data = abi.encodeCall(ITitleOffers.acceptTitle, (workId, deedHash));
        _send(Call(Cause.Acceptance, workId, caller, authorized && inTime, data));
    }

    /// @notice Offers are declined or taken back seldom: few would be accepted otherwise.
    function decline(uint256 seed, uint256 callerSeed) external {
        if (callerSeed % 3 != 0) return;
        uint256 workId = _offeredWork(seed);
        (address caller, bytes32 deedHash, bool authorized) = _offereeLike(workId, callerSeed);

        bytes memory data = abi.encodeCall(ITitleOffers.declineTitle, (workId, deedHash));
        bool success = _send(Call(Cause.None, workId, caller, authorized, data));
        if (success && authorized) delete _entries[workId].offer;
    }

    function withdraw(uint256 seed, uint256 callerSeed) external {
        if (callerSeed % 3 != 0) return;
        uint256 workId = _offeredWork(seed);
        Entry storage entry = _entries[workId];
        address caller = _callerLike(entry.owner, callerSeed);
        bool authorized = _actsFor(entry.owner, caller) && entry.offer.to != address(0);

        bytes memory data = abi.encodeCall(ITitleOffers.withdrawOffer, (workId));
        bool success = _send(Call(Cause.None, workId, caller, authorized, data));
        if (success && authorized) delete entry.offer;
    }

    /* ORDERS */

    function setStatus(uint256 seed, uint256 status, uint256 callerSeed) external {
        uint256 workId = _knownWork(seed);
        address caller = _callerLike(ADJUDICATOR, callerSeed);
        // Mostly in force: a title that is frozen for good shows little.
        ITitles.TitleStatus newStatus = ITitles.TitleStatus(status % 6 < 3 ? status % 3 : 0);

        bytes memory data = abi.encodeCall(ITitles.setStatus, (workId, newStatus, bytes32(callerSeed % 5)));
        bool success = _send(Call(Cause.None, workId, caller, caller == ADJUDICATOR, data));
        if (!success || caller != ADJUDICATOR) return;

        _entries[workId].status = newStatus;
        if (newStatus != ITitles.TitleStatus.Annulled) return;
        delete _entries[workId].offer;
        delete _entries[workId].approved;
    }

    function correct(uint256 seed, uint256 toSeed, uint256 callerSeed) external {
        uint256 workId = _workToMove(seed);
        address caller = _callerLike(ADJUDICATOR, callerSeed);

        bytes memory data = abi.encodeCall(ITitles.correctTitle, (workId, _ownerLike(toSeed), bytes32(callerSeed % 5)));
        _send(Call(Cause.Correction, workId, caller, caller == ADJUDICATOR, data));
    }

    /* CIRCUMSTANCES */

    /// @notice The guardian pauses seldom, and the admin, who deployed, resumes soon. Others try to.
    function pauseOrResume(uint256 seed) external {
        _endPause();
        if (!_paused && seed % 8 != 0) return;
        bool pausing = !_paused;
        address entitled = pausing ? GUARDIAN : address(this);
        address caller = _callerLike(entitled, seed / 8);

        // Booked before it is sent: the event of the resumption is not a write while paused.
        _paused = false;
        bytes memory data = pausing ? abi.encodeCall(ITimedPause.pause, ()) : abi.encodeCall(ITimedPause.unpause, ());
        bool success = _send(Call(Cause.None, 0, caller, caller == entitled, data));
        _paused = success ? pausing : !pausing;
        if (success && pausing) _pausedUntil = _time + _registry.pauseDuration();
    }

    /// @notice The accreditor suspends a publisher, or reinstates one: the oftener, lest all end up suspended.
    function suspendOrReinstate(uint256 seed) external {
        address account = actorAt(seed % PUBLISHERS);
        IPartyRegistry.PartyStatus status = _parties.partyOf(account).status;
        VM.warp(_time);
        VM.roll(_block);

        if (status == IPartyRegistry.PartyStatus.Suspended) {
            VM.prank(ACCREDITOR);
            _parties.reinstate(account, "reason");
            _bookStatus(account, ACCREDITOR, IPartyRegistry.PartyStatus.Active, _time);
        } else if (seed % 4 == 0) {
            VM.prank(ACCREDITOR);
            _parties.suspend(account, "reason");
            _bookStatus(account, ACCREDITOR, IPartyRegistry.PartyStatus.Suspended, _time);
        }
    }

    /// @notice Time passes, by a few seconds or by more than a reveal window.
    function wait(uint256 seconds_, uint256 blocks) external {
        uint256 longest = seconds_ % 2 == 0 ? 15 : 2 * REVEAL_WINDOW;
        _time += uint40(_between(seconds_ / 2, 0, longest));
        _block += uint40(_between(blocks, 1, 100));
    }

    /// @notice Whoever makes a block seldom has a wrong clock, ahead or behind by up to two windows.
    function mistakeTheTime(uint256 seed, uint256 seconds_) external {
        if (seed % 4 != 0) return;
        uint40 mistake = uint40(_between(seconds_, 1, 2 * REVEAL_WINDOW));
        _time = seed % 8 == 0 ? _time + mistake : _time - mistake;
        ++_block;
    }

    /// @notice Time passes until a second before, at, or after the end of a reveal window or of an offer.
    function waitUntilTheEdge(uint256 seed, uint256 edge) external {
        uint40 finalAt = _entries[_knownWork(seed)].registeredAt + REVEAL_WINDOW;
        uint40 expiresAt = _entries[_offeredWork(seed)].offer.expiresAt;

        uint40 end = edge % 2 == 0 || expiresAt == 0 ? finalAt : expiresAt;
        uint40 then = uint40(end - 1 + ((edge / 2) % 3));
        if (then > _time) _time = then;
        ++_block;
    }

    /* READING */

    function registry() external view returns (WorkRegistry deployed) {
        return _registry;
    }

    function _batch(
        uint256[LARGEST_BATCH] calldata works,
        uint256 size
    ) private pure returns (IWorkRegistry.Work[] memory batch) {
        batch = new IWorkRegistry.Work[](size % (LARGEST_BATCH + 1));
        for (uint256 i = 0; i < batch.length; ++i) {
            bytes32 contentHash = works[i] % 8 == 0 ? bytes32(0) : bytes32(workAt(works[i] / 8));
            batch[i] = IWorkRegistry.Work(contentHash, bytes32(size));
        }
    }
}
