// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitleOffers} from "../../contracts/registry/ITitleOffers.sol";
import {TitleLedger} from "./books/TitleLedger.sol";

/// @title Cast
/// @notice Who acts on what: five publishers, the first of them accredited for a short time only, a stranger, an
/// accreditor, an adjudicator and a guardian, and ten works.
/// @dev A choice by a random number falls mostly on somebody who may act and on a work that can be acted on: runs would
/// see little but refusals otherwise.
abstract contract Cast is TitleLedger {
    uint256 internal constant PUBLISHERS = 5;
    uint256 internal constant FIRST_KEY = 1000;

    uint256 internal constant ACTORS = 9;

    function workCount() external pure returns (uint256 count) {
        return WORKS;
    }

    function actorCount() external pure returns (uint256 count) {
        return ACTORS;
    }

    /// @notice Everybody: publishers first, then the stranger, then those with a role.
    function actorAt(uint256 index) public pure returns (address actor) {
        uint256 number = index % ACTORS;
        if (number == ACTORS - 1) return GUARDIAN;
        if (number == ACTORS - 2) return ADJUDICATOR;
        if (number == ACTORS - 3) return ACCREDITOR;
        return VM.addr(FIRST_KEY + number);
    }

    function _actsFor(address owner, address caller) internal view returns (bool may) {
        return owner != address(0) && (caller == owner || _operators[owner][caller]);
    }

    /// @dev Seven times in eight a registered work, if there is one.
    function _knownWork(uint256 seed) internal view returns (uint256 workId) {
        for (uint256 i = 0; i < WORKS && seed % 8 != 0; ++i) {
            workId = workAt(((seed / 8) % WORKS) + i);
            if (_entries[workId].owner != address(0)) return workId;
        }
        return workAt(seed / 8);
    }

    /// @dev Seven times in eight a work with an open offer, if there is one.
    function _offeredWork(uint256 seed) internal view returns (uint256 workId) {
        for (uint256 i = 0; i < WORKS && seed % 8 != 0; ++i) {
            workId = workAt(((seed / 8) % WORKS) + i);
            if (_entries[workId].offer.to != address(0)) return workId;
        }
        return workAt(seed / 8);
    }

    /// @dev As often a work with an open offer as any registered one: a move must end the offer.
    function _workToMove(uint256 seed) internal view returns (uint256 workId) {
        return seed % 2 == 0 ? _offeredWork(seed / 2) : _knownWork(seed / 2);
    }

    /// @dev Mostly the offeree with the deed of the open offer; else anybody, or another deed.
    function _offereeLike(
        uint256 workId,
        uint256 seed
    ) internal view returns (address caller, bytes32 deedHash, bool authorized) {
        ITitleOffers.Offer memory open = _entries[workId].offer;
        caller = _callerLike(open.to, seed);
        deedHash = seed % 8 == 0 ? bytes32(seed / 8) : open.deedHash;
        authorized = open.to != address(0) && caller == open.to && deedHash == open.deedHash;
    }

    /// @dev Three times in four the one who may, if there is one; else anybody.
    function _callerLike(address rightful, uint256 seed) internal pure returns (address caller) {
        return rightful == address(0) || seed % 4 == 1 ? actorAt(seed / 4) : rightful;
    }

    /// @dev Seven times in eight a publisher; else anybody.
    function _ownerLike(uint256 seed) internal pure returns (address owner) {
        return seed % 8 == 0 ? actorAt(seed / 8) : actorAt((seed / 8) % PUBLISHERS);
    }
}
