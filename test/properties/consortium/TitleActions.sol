// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitleOffers} from "../../../contracts/registry/ITitleOffers.sol";
import {ITitles} from "../../../contracts/registry/ITitles.sol";
import {IWorkAnchors} from "../../../contracts/registry/IWorkAnchors.sol";
import {IWorkRegistry} from "../../../contracts/registry/IWorkRegistry.sol";
import {MerklePair} from "../MerklePair.sol";
import {PartyActions} from "./PartyActions.sol";

/// @title TitleActions
/// @notice What owners, those whom they let, and others do with titles. A second book of offers, approvals and anchors.
abstract contract TitleActions is PartyActions {
    /// @notice A claim alone under its root, and its anchor.
    struct Anchored {
        uint256 index;
        ITitles.Claim claim;
        bytes32 salt;
        address by;
        uint40 time;
    }

    Anchored[] private _anchored;

    /* REGISTRATION */

    /// @notice Somebody registers for itself, or in another's name.
    function register(uint256 seed) external action(seed) {
        address caller = _like(_publisher());
        // Some have seen what another anchored.
        uint256 index = _anchored.length == 0 || _chance(2) ? _pick(WORKS) : _anchored[_pick(_anchored.length)].index;
        _registerWork(caller, _chance(4) ? _publisher() : caller, index);
    }

    /// @notice Somebody hands in a registration that an owner signed, or another in its name.
    function registerFor(uint256 seed) external action(seed) {
        uint256 owner = _pick(PUBLISHERS);
        uint256 signer = _chance(4) ? _pick(PUBLISHERS) : owner;
        uint256 index = _pick(WORKS);
        ITitles.Claim memory claim = _claim(_actorAt(owner), index);
        bytes memory signature = _signAs(signer, _registry.registrationDigest(claim, _time));
        if (signer == owner) _permit(index, claim.owner);
        bytes memory data = abi.encodeCall(IWorkRegistry.registerFor, (claim, _time, signature));
        _send(_anybody(), address(_registry), data);
    }

    /// @notice Somebody anchors a claim in a publisher's name.
    function anchor(uint256 seed) external action(seed) {
        uint256 index = _pick(WORKS);
        ITitles.Claim memory claim = _claim(_publisher(), index);
        bytes32 salt = bytes32(_anchored.length + 1);
        address caller = _like(claim.owner);
        bytes32 root = MerklePair.leafOf(claim, salt);
        if (!_send(caller, address(_registry), abi.encodeCall(IWorkAnchors.anchor, (root)))) return;
        _anchored.push(Anchored(index, claim, salt, caller, _time));
    }

    /// @notice Somebody shows a claim, mostly of an anchor that is earlier than the title.
    function claimAnchored(uint256 seed) external action(seed) {
        if (_anchored.length == 0) return;
        Anchored memory made = _pickAnchored();
        bytes32 root = MerklePair.leafOf(made.claim, made.salt);
        if (_chance(8)) made.claim.owner = _anybody();
        address caller = _like(made.claim.owner);
        _permitClaim(made, caller, root);
        bytes memory data = abi.encodeCall(
            IWorkAnchors.registerAnchored,
            (made.claim, made.salt, root, new bytes32[](0))
        );
        _send(caller, address(_registry), data);
    }

    /* TITLES */

    /// @notice Somebody moves a title: its owner, whom it let, whom an owner before let, or another.
    function transfer(uint256 seed) external action(seed) {
        (uint256 index, Work storage work) = _pickWork();
        address from = _like(work.owner);
        address to = _like(_publisher());
        address caller = _chance(4) ? _like(work.approved) : _like(work.owner);
        bool may = _actsFor(work.owner, caller) || (work.approved == caller && caller != address(0));
        if (may) _permit(index, to);
        bytes memory data = abi.encodeCall(_registry.transferFrom, (from, to, workAt(index)));
        if (!_send(caller, address(_registry), data)) return;
        // To the owner itself as well.
        work.hasMoved = true;
        delete work.approved;
        delete work.offer;
    }

    /// @notice Somebody lets another move a title, or all of its own, or ends that.
    function letMove(uint256 seed) external action(seed) {
        (uint256 index, Work storage work) = _pickWork();
        address other = _chance(3) ? address(0) : _anybody();
        if (_chance(2)) {
            address caller = _like(work.owner);
            bytes memory data = abi.encodeCall(_registry.approve, (other, workAt(index)));
            if (_send(caller, address(_registry), data) && _actsFor(work.owner, caller)) work.approved = other;
            return;
        }
        address owner = _publisher();
        bool isGiven = _chance(2);
        bytes memory call = abi.encodeCall(_registry.setApprovalForAll, (other, isGiven));
        if (_send(owner, address(_registry), call)) _operators[owner][other] = isGiven;
    }

    /// @notice Somebody offers a title.
    function offer(uint256 seed) external action(seed) {
        (uint256 index, Work storage work) = _pickWork();
        address caller = _like(work.owner);
        ITitleOffers.Offer memory made = ITitleOffers.Offer(_publisher(), _time + uint40(_pick(3000)), _hash());
        bytes memory data = abi.encodeCall(
            ITitleOffers.offerTitle,
            (workAt(index), made.to, made.deedHash, made.expiresAt)
        );
        if (_send(caller, address(_registry), data) && _actsFor(work.owner, caller)) work.offer = made;
    }

    /// @notice Somebody accepts, declines or takes back an offer.
    function answer(uint256 seed) external action(seed) {
        (uint256 index, Work storage work) = _pickWork();
        for (uint256 i = 0; i < WORKS && work.offer.to == address(0); ++i) {
            index = (index + 1) % WORKS;
            work = _works[workAt(index)];
        }
        if (_chance(2)) _accept(index, work);
        else _endOffer(index, work);
    }

    /* ORDERS */

    /// @notice Somebody gives an order: an adjudicator, one who was, or another.
    function order(uint256 seed) external action(seed) {
        (uint256 index, Work storage work) = _pickWork();
        address caller = _like(ADJUDICATOR);
        bytes32 orderHash = _hash();
        bool may = _isAdjudicator[caller] && orderHash != 0;
        bool isCorrection = _chance(2);
        ITitles.TitleStatus status = ITitles.TitleStatus(_chance(2) ? 0 : _pick(3));
        address to = _publisher();
        if (isCorrection && may) _permit(index, to);
        bytes memory data = isCorrection
            ? abi.encodeCall(ITitles.correctTitle, (workAt(index), to, orderHash))
            : abi.encodeCall(ITitles.setStatus, (workAt(index), status, orderHash));
        if (!_send(caller, address(_registry), data)) return;
        _note(Rule.PowersAreGiven, !may);
        if (!isCorrection) work.status = status;
        if (work.status != ITitles.TitleStatus.Annulled) return;
        delete work.approved;
        delete work.offer;
    }

    function _registerWork(address caller, address owner, uint256 index) internal {
        if (_actsFor(owner, caller)) _permit(index, owner);
        bytes memory data = abi.encodeCall(IWorkRegistry.register, (_claim(owner, index)));
        _send(caller, address(_registry), data);
    }

    function _accept(uint256 index, Work storage work) private {
        ITitleOffers.Offer memory open = work.offer;
        bytes32 deedHash = _chance(8) ? _hash() : open.deedHash;
        address caller = _like(open.to);
        bool isOpen = caller == open.to && deedHash == open.deedHash && _time < open.expiresAt;
        if (isOpen) _permit(index, caller);
        _send(caller, address(_registry), abi.encodeCall(ITitleOffers.acceptTitle, (workAt(index), deedHash)));
    }

    /// @dev Seldom: few would be accepted otherwise.
    function _endOffer(uint256 index, Work storage work) private {
        uint256 way = _pick(4);
        if (way == 0) {
            bytes memory refusal = abi.encodeCall(ITitleOffers.declineTitle, (workAt(index), work.offer.deedHash));
            if (_send(_like(work.offer.to), address(_registry), refusal)) delete work.offer;
        } else if (way == 1) {
            bytes memory withdrawal = abi.encodeCall(ITitleOffers.withdrawOffer, (workAt(index)));
            if (_send(_like(work.owner), address(_registry), withdrawal)) delete work.offer;
        }
    }

    /// @dev The claim that was anchored, by its owner or whoever acts for it, at a time before the title's.
    function _permitClaim(Anchored memory made, address caller, bytes32 root) private {
        address owner = made.claim.owner;
        bool isProven = MerklePair.leafOf(made.claim, made.salt) == root && made.time < _time;
        bool isWanted = _actsFor(owner, caller) || _actsFor(owner, made.by);
        if (!isProven || !isWanted || !_isTakeable(made)) return;
        _permit(made.index, owner);
        _leave.isClaim = true;
        _leave.wasAccredited = _wasAccredited(owner, made.time);
    }

    /// @dev Often one by which somebody else's title can be taken, if there is any.
    function _pickAnchored() private returns (Anchored memory made) {
        uint256 start = _pick(_anchored.length);
        made = _anchored[start];
        for (uint256 i = 0; i < _anchored.length && !_chance(4); ++i) {
            made = _anchored[(start + i) % _anchored.length];
            address owner = _works[workAt(made.index)].owner;
            if (owner != made.claim.owner && owner != address(0) && _isTakeable(made)) return made;
        }
    }

    /// @dev Three times in four one that has a title, if there is any.
    function _pickWork() private returns (uint256 index, Work storage work) {
        index = _pick(WORKS);
        bool isAny = _chance(4);
        for (uint256 i = 0; i < WORKS && !isAny && _works[workAt(index)].owner == address(0); ++i) {
            index = (index + 1) % WORKS;
        }
        work = _works[workAt(index)];
    }

    function _isTakeable(Anchored memory made) private view returns (bool isTakeable) {
        Work storage work = _works[workAt(made.index)];
        return work.owner == address(0) || (made.time < work.registeredAt && !_isFinal(work));
    }

    function _claim(address owner, uint256 index) private pure returns (ITitles.Claim memory claim) {
        return ITitles.Claim(owner, bytes32(workAt(index)), "metadata");
    }
}
