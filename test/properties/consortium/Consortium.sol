// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {Roles} from "../../../contracts/access/Roles.sol";
import {Committee} from "../../../contracts/governance/Committee.sol";
import {ICommittee} from "../../../contracts/governance/ICommittee.sol";
import {ISeats} from "../../../contracts/governance/ISeats.sol";
import {Recovery} from "../../../contracts/identity/Recovery.sol";
import {BallotBook} from "../books/BallotBook.sol";
import {PartyBook} from "../books/PartyBook.sol";

/// @title Consortium
/// @notice Everything that governs itself: a registry, its parties, recovery and a committee of five, and everybody who
/// has to do with them. A random number decides who does what.
abstract contract Consortium is PartyBook, BallotBook {
    uint256 internal constant PUBLISHERS = 4;
    uint256 internal constant MEMBERS = 5;
    /// @dev Publishers, members and six more: two accreditors, an adjudicator, a guardian, a stranger, who deployed.
    uint256 internal constant ACTORS = PUBLISHERS + MEMBERS + 6;
    uint256 internal constant WORKS = 8;
    /// @dev Of the ballots, in seconds.
    uint32 internal constant PERIOD = 1000;
    uint32 internal constant EXECUTION_DELAY = 100;

    address internal constant SECOND_ACCREDITOR = address(0xACD);
    address internal constant STRANGER = address(0x57A);

    uint256 private constant _FIRST_KEY = 2000;
    uint160 private constant _FIRST_MEMBER = 0xC0000;

    /// @dev What the chain counts in: seconds (1) or milliseconds (1000).
    uint256 private immutable _UNIT;

    AccessManager internal _manager;
    Committee internal _committee;
    ISeats internal _seats;
    Recovery internal _recovery;

    uint40 internal _time = START - 30 days;
    uint40 internal _block = 1;

    uint256 private _dice;
    address[] private _actors;

    constructor(uint256 unit) {
        _UNIT = unit;
        _setClock();
        _deploy(REVEAL_WINDOW);
        _recovery = _deployRecovery();
        _manager = AccessManager(_registry.authority());
        _parties.appointAccreditor(SECOND_ACCREDITOR, START + 40 days, ALL_KINDS);

        ISeats.Seat[] memory members = new ISeats.Seat[](MEMBERS);
        for (uint256 i = 0; i < MEMBERS; ++i) members[i] = ISeats.Seat(_memberAt(i), uint32(i + 1));
        ICommittee.Rules memory rules = ICommittee.Rules(0, PERIOD, EXECUTION_DELAY, PARTICIPATION, WIN_RATE);
        _committee = new Committee(address(_manager), rules, members);
        _seats = _committee.seats();
        // The first step of the hand-over. The second is the committee's first vote.
        _manager.grantRole(Roles.ADMIN, address(_committee), 0);

        for (uint256 i = 0; i < PUBLISHERS; ++i) _actors.push(VM.addr(_FIRST_KEY + i));
        for (uint256 i = 0; i < MEMBERS; ++i) _actors.push(_memberAt(i));
        _actors.push(ACCREDITOR);
        _actors.push(SECOND_ACCREDITOR);
        _actors.push(ADJUDICATOR);
        _actors.push(GUARDIAN);
        _actors.push(STRANGER);
        _actors.push(address(this));
    }

    function workAt(uint256 index) public pure returns (uint256 workId) {
        return uint256(keccak256(abi.encode("work", index)));
    }

    function _setClock() internal {
        VM.warp(_time * _UNIT);
        VM.roll(_block);
    }

    /* WHO */

    function _publisher() internal returns (address account) {
        return _actors[_pick(PUBLISHERS)];
    }

    function _anybody() internal returns (address account) {
        return _actors[_pick(ACTORS)];
    }

    /// @dev Anybody but who deployed, to whom nobody gives anything back.
    function _nominee() internal returns (address account) {
        return _actors[_pick(ACTORS - 1)];
    }

    function _member() internal returns (address account) {
        return _memberAt(_pick(MEMBERS));
    }

    function _accreditor() internal returns (address account) {
        return _chance(2) ? ACCREDITOR : SECOND_ACCREDITOR;
    }

    /// @dev Seven times in eight the one who may, if there is one; else anybody.
    function _like(address rightful) internal returns (address account) {
        return rightful == address(0) || _chance(8) ? _anybody() : rightful;
    }

    /* CHANCE */

    function _throw(uint256 seed) internal {
        // Runs on the two kinds of chain are others.
        _dice = uint256(keccak256(abi.encode(seed, _UNIT)));
    }

    function _pick(uint256 sides) internal returns (uint256 number) {
        _dice = uint256(keccak256(abi.encode(_dice)));
        return _dice % sides;
    }

    /// @dev Once in so many times.
    function _chance(uint256 times) internal returns (bool isSo) {
        return _pick(times) == 0;
    }

    function _hash() internal returns (bytes32 hash) {
        return bytes32(_pick(8));
    }

    /// @dev Publishers first.
    function _actorAt(uint256 index) internal view returns (address account) {
        return _actors[index];
    }

    /// @dev In ascending order.
    function _memberAt(uint256 index) internal pure returns (address account) {
        return address(_FIRST_MEMBER + uint160(index));
    }

    /// @dev A publisher's signature, by its number.
    function _signAs(uint256 publisher, bytes32 digest) internal pure returns (bytes memory signature) {
        return _sign(_FIRST_KEY + publisher, digest);
    }
}
