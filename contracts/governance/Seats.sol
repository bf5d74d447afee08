// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {ISeats} from "./ISeats.sol";

/// @title Seats
/// @notice The committee's seats. Whoever deploys it is its governor, for good.
contract Seats is ISeats {
    using Checkpoints for Checkpoints.Trace208;

    /// @notice How many seats there can be: a committee counts the votes of all of them at once.
    uint256 public constant MAX_SEATS = 128;

    /// @dev A checkpoint holds the member's address above this many bits of weight.
    uint8 private constant _WEIGHT_BITS = 32;

    address private immutable _COMMITTEE;

    /// @dev The highest number ever used.
    uint256 private _used;
    mapping(uint256 number => Checkpoints.Trace208 history) private _seats;
    /// @dev The seat that an account has, or had last.
    mapping(address account => uint256 number) private _numbers;

    modifier onlyCommittee() {
        if (msg.sender != _COMMITTEE) revert SeatsNotCommittee(msg.sender);
        _;
    }

    /// @param members The first members, at least one.
    constructor(Seat[] memory members) {
        if (members.length == 0) revert SeatsInvalidSeat(address(0), 0);
        if (members.length > MAX_SEATS) revert SeatsFull(MAX_SEATS);

        _COMMITTEE = msg.sender;
        _used = members.length;
        for (uint256 i = 0; i < members.length; ++i) {
            _admit(i + 1, members[i].member, members[i].weight);
        }
    }

    /// @inheritdoc ISeats
    function admit(address member, uint32 weight) external onlyCommittee {
        _admit(_free(), member, weight);
    }

    /// @inheritdoc ISeats
    function expel(address member) external onlyCommittee {
        (uint256 number, uint32 oldWeight) = _requireSeated(member);
        if (_total(clock()) == oldWeight) revert SeatsLastSeat(member);

        _write(number, member, oldWeight, 0);
    }

    /// @inheritdoc ISeats
    function changeWeight(address member, uint32 newWeight) external onlyCommittee {
        (uint256 number, uint32 oldWeight) = _requireSeated(member);
        if (newWeight == 0) revert SeatsInvalidSeat(member, newWeight);
        if (newWeight == oldWeight) revert SeatsWeightUnchanged(member, oldWeight);

        _write(number, member, oldWeight, newWeight);
    }

    /* READING */

    /// @inheritdoc ISeats
    function committee() external view returns (address governor) {
        return _COMMITTEE;
    }

    /// @inheritdoc ISeats
    function numberOf(address account, uint256 since) external view returns (uint256 number) {
        number = numberOf(account);
        return number != 0 && _at(number, since).member == account ? number : 0;
    }

    /// @inheritdoc ISeats
    function seatsAt(uint256 timepoint) external view returns (Seat[] memory seats) {
        seats = new Seat[](_used);
        for (uint256 i = 0; i < seats.length; ++i) {
            seats[i] = _at(i + 1, timepoint);
        }
    }

    /// @inheritdoc ISeats
    function getVotes(address account) external view returns (uint256 weight) {
        return _weightAt(account, clock());
    }

    /// @inheritdoc ISeats
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256 weight) {
        _requirePast(timepoint);
        return _weightAt(account, timepoint);
    }

    /// @inheritdoc ISeats
    function getPastTotalSupply(uint256 timepoint) external view returns (uint256 weight) {
        _requirePast(timepoint);
        return _total(timepoint);
    }

    // The name is the standard's.
    // solhint-disable func-name-mixedcase
    /// @notice How to read `clock` (ERC-6372): seconds, whatever the chain counts in.
    function CLOCK_MODE() external pure returns (string memory mode) {
        return "mode=timestamp";
    }
    // solhint-enable func-name-mixedcase

    /// @inheritdoc ISeats
    function numberOf(address account) public view returns (uint256 number) {
        number = _numbers[account];
        return number != 0 && _at(number, clock()).member == account ? number : 0;
    }

    /// @inheritdoc ISeats
    function clock() public view returns (uint48 time) {
        return ChainTime.timestamp();
    }

    /* CHANGES */

    function _admit(uint256 number, address member, uint32 weight) private {
        if (member == address(0) || weight == 0) revert SeatsInvalidSeat(member, weight);
        if (numberOf(member) != 0) revert SeatsAlreadySeated(member);

        _numbers[member] = number;
        _write(number, member, 0, weight);
    }

    function _write(uint256 number, address member, uint32 oldWeight, uint32 newWeight) private {
        uint208 seat = newWeight == 0 ? 0 : (uint208(uint160(member)) << _WEIGHT_BITS) | newWeight;
        // What was there before is known.
        // slither-disable-next-line unused-return
        _seats[number].push(clock(), seat);

        emit SeatChanged(member, uint8(number), oldWeight, newWeight);
    }

    /// @dev The lowest number that nobody has.
    function _free() private returns (uint256 number) {
        uint256 used = _used;
        for (number = 1; number <= used; ++number) {
            if (_seats[number].latest() == 0) return number;
        }
        if (used == MAX_SEATS) revert SeatsFull(MAX_SEATS);

        _used = number;
    }

    /* LOOKING */

    function _requireSeated(address member) private view returns (uint256 number, uint32 weight) {
        number = numberOf(member);
        if (number == 0) revert SeatsNotSeated(member);
        return (number, _at(number, clock()).weight);
    }

    function _requirePast(uint256 timepoint) private view {
        if (timepoint >= clock()) revert SeatsFutureLookup(timepoint, clock());
    }

    function _at(uint256 number, uint256 timepoint) private view returns (Seat memory seat) {
        // Beyond 48 bits lies no time that a checkpoint could have.
        uint48 time = timepoint > type(uint48).max ? type(uint48).max : uint48(timepoint);
        uint208 found = _seats[number].upperLookupRecent(time);
        return Seat(address(uint160(found >> _WEIGHT_BITS)), uint32(found));
    }

    function _weightAt(address account, uint256 timepoint) private view returns (uint256 weight) {
        Seat memory seat = _at(_numbers[account], timepoint);
        if (seat.member == account) return seat.weight;

        // It may have had another seat then.
        for (uint256 number = 1; number <= _used; ++number) {
            seat = _at(number, timepoint);
            if (seat.member == account) return seat.weight;
        }
    }

    function _total(uint256 timepoint) private view returns (uint256 weight) {
        for (uint256 number = 1; number <= _used; ++number) {
            weight += _at(number, timepoint).weight;
        }
    }
}
