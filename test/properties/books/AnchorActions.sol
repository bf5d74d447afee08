// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitleOffers} from "../../../contracts/registry/ITitleOffers.sol";
import {ITitles} from "../../../contracts/registry/ITitles.sol";
import {IWorkAnchors} from "../../../contracts/registry/IWorkAnchors.sol";
import {IWorkRegistry} from "../../../contracts/registry/IWorkRegistry.sol";
import {Cast} from "../Cast.sol";
import {MerklePair} from "../MerklePair.sol";

/// @title AnchorActions
/// @notice What people do with anchors, and a second book of them.
abstract contract AnchorActions is Cast {
    /// @notice A claim that somebody has put into a tree, and what proves it.
    struct Commitment {
        ITitles.Claim claim;
        bytes32 salt;
        bytes32 root;
        bytes32 sibling;
    }

    /// @notice An anchor as the ledger saw it made.
    struct BookedAnchor {
        address account;
        uint40 anchoredAt;
        uint40 blockNumber;
    }

    uint256 internal constant LEAVES = 2;

    uint256 private _anchorsWhilePaused;
    Commitment[] private _commitments;
    mapping(bytes32 root => BookedAnchor booked) private _bookedAnchors;

    /// @notice Mostly a new tree of two claims by publishers; now and then a root that is known.
    function anchor(uint256[LEAVES] calldata works, uint256[LEAVES] calldata owners, uint256 callerSeed) external {
        address owner = _ownerLike(owners[0]);
        address caller = _callerLike(owner, callerSeed);
        bool isKnown = callerSeed % 16 == 2 && _commitments.length != 0;
        bytes32 root = isKnown ? _commitments[works[0] % _commitments.length].root : _commit(works, owners);

        bool expected = !isKnown || _bookedAnchors[root].anchoredAt == 0;
        bool success = _send(Call(Cause.None, 0, caller, expected, abi.encodeCall(IWorkAnchors.anchor, (root))));
        // A pause must not cost anybody a date: nothing but these two things stops an anchor.
        if (success != (expected && _parties.isInTerm(caller))) _note(Rule.AnchorsAreFree);
        if (!success || !expected) return;

        _bookedAnchors[root] = BookedAnchor(caller, _time, _block);
        if (_paused) ++_anchorsWhilePaused;
    }

    /// @notice Somebody has seen a claim, registers its work first and offers the title at once.
    function registerCopied(uint256 seed, uint256 thiefSeed) external {
        if (_commitments.length == 0) return;
        bytes32 contentHash = _commitmentLike(seed, false).claim.contentHash;
        address thief = _ownerLike(thiefSeed);

        uint256 workId = uint256(contentHash);
        ITitleOffers.Offer memory made = ITitleOffers.Offer(
            _ownerLike(thiefSeed / 2),
            _time + 2 * REVEAL_WINDOW,
            "deed"
        );

        bytes memory data = abi.encodeCall(IWorkRegistry.register, (ITitles.Claim(thief, contentHash, "copied")));
        if (!_send(Call(Cause.Registration, workId, thief, true, data))) return;
        data = abi.encodeCall(ITitleOffers.offerTitle, (workId, made.to, made.deedHash, made.expiresAt));
        if (_send(Call(Cause.None, workId, thief, true, data))) _entries[workId].offer = made;
    }

    /// @notice Mostly a claim that can become a title, with what proves it, sent by anybody.
    function registerAnchored(uint256 seed, uint256 callerSeed, uint256 change) external {
        if (_commitments.length == 0) return;
        Commitment memory made = _commitmentLike(seed / 2, seed % 2 == 0);
        BookedAnchor memory booked = _bookedAnchors[made.root];
        address owner = made.claim.owner;
        address caller = _callerLike(owner, callerSeed);
        bool isProven = change % 8 != 0;
        if (!isProven) made.salt = ~made.salt;
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = made.sibling;

        bool isWanted = _actsFor(owner, booked.account) || _actsFor(owner, caller);
        bool isOlder = booked.anchoredAt != 0 && booked.anchoredAt < _time && booked.blockNumber < _block;
        bool authorized = isWanted && isProven && isOlder;
        bytes memory data = abi.encodeCall(IWorkAnchors.registerAnchored, (made.claim, made.salt, made.root, proof));
        Call memory sent = Call(Cause.Claim, uint256(made.claim.contentHash), caller, authorized, data);
        _send(sent, Priority(booked.anchoredAt, booked.blockNumber));
    }

    function commitmentCount() external view returns (uint256 count) {
        return _commitments.length;
    }

    function commitmentAt(uint256 index) external view returns (Commitment memory commitment) {
        return _commitments[index];
    }

    function bookedAnchor(bytes32 root) external view returns (BookedAnchor memory booked) {
        return _bookedAnchors[root];
    }

    function anchorsWhilePaused() external view returns (uint256 count) {
        return _anchorsWhilePaused;
    }

    /// @dev Works that are not registered yet come first: their titles will be younger than the anchor.
    function _commit(uint256[LEAVES] calldata works, uint256[LEAVES] calldata owners) private returns (bytes32 root) {
        ITitles.Claim[LEAVES] memory claims;
        bytes32[LEAVES] memory leaves;
        for (uint256 i = 0; i < LEAVES; ++i) {
            claims[i] = ITitles.Claim(_ownerLike(owners[i]), bytes32(_workLike(works[i])), bytes32(owners[i]));
            leaves[i] = MerklePair.leafOf(claims[i], bytes32(works[i]));
        }
        root = MerklePair.parentOf(leaves[0], leaves[1]);
        for (uint256 i = 0; i < LEAVES; ++i) {
            _commitments.push(Commitment(claims[i], bytes32(works[i]), root, leaves[1 - i]));
        }
    }

    /// @dev Seven times in eight an anchored claim to a work that is unknown or, where `toSupersede`, that has a
    /// younger, provisional title; if there is one.
    function _commitmentLike(uint256 seed, bool toSupersede) private view returns (Commitment memory made) {
        uint256 count = _commitments.length;
        for (uint256 i = 0; i < count && seed % 8 != 0; ++i) {
            made = _commitments[(((seed / 8) % count) + i) % count];
            uint40 anchoredAt = _bookedAnchors[made.root].anchoredAt;
            Entry storage entry = _entries[uint256(made.claim.contentHash)];
            // The owner's own title may be final.
            bool isTakeable = made.claim.owner == entry.owner || _time < entry.registeredAt + REVEAL_WINDOW;
            bool isYounger = anchoredAt < entry.registeredAt && isTakeable;
            if (anchoredAt != 0 && (toSupersede ? isYounger : entry.owner == address(0))) return made;
        }
        return _commitments[(seed / 8) % count];
    }

    function _workLike(uint256 seed) private view returns (uint256 workId) {
        for (uint256 i = 0; i < WORKS && seed % 4 != 0; ++i) {
            workId = workAt(((seed / 4) % WORKS) + i);
            if (_entries[workId].owner == address(0)) return workId;
        }
        return workAt(seed / 4);
    }
}
