// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title ISeats
/// @notice The seats of the committee: who has a vote, and of which weight. A seat cannot be moved, lent or delegated.
/// @dev Every seat has a number, from 1 to `MAX_SEATS`, and a history by time: who sat there, with which weight. A
/// number that has become free is given again. Times are Unix seconds (ERC-6372), also on a chain that counts in
/// milliseconds. The views follow ERC-5805 as far as a governor reads it.
interface ISeats {
    /// @notice What a seat is at a moment; the zero address and no weight where it is free.
    struct Seat {
        address member;
        uint32 weight;
    }

    /// @notice A member was admitted (no weight before), expelled (none after), or has a new weight.
    event SeatChanged(address indexed member, uint8 indexed number, uint32 oldWeight, uint32 newWeight);

    /// @notice Only the committee's governor changes seats.
    error SeatsNotCommittee(address caller);
    /// @notice A seat needs an account, and a weight that is not zero.
    error SeatsInvalidSeat(address member, uint32 weight);
    /// @notice The account has a seat.
    error SeatsAlreadySeated(address member);
    /// @notice The account has no seat.
    error SeatsNotSeated(address account);
    /// @notice Every seat is taken.
    error SeatsFull(uint256 maxSeats);
    /// @notice Nobody would be left to decide anything.
    error SeatsLastSeat(address member);
    /// @notice The member has this weight.
    error SeatsWeightUnchanged(address member, uint32 weight);
    /// @notice What has not passed yet can still change.
    error SeatsFutureLookup(uint256 timepoint, uint48 clock);

    /// @notice Gives a seat to an account. Caller: the committee.
    function admit(address member, uint32 weight) external;

    /// @notice Takes a member's seat. Caller: the committee. The last one is refused.
    /// @dev In every ballot that is still open the member's vote no longer counts.
    function expel(address member) external;

    /// @notice Gives a member another weight. Caller: the committee.
    /// @dev In a ballot that is still open the smaller of both weights counts.
    function changeWeight(address member, uint32 newWeight) external;

    /// @notice The governor that alone changes seats.
    function committee() external view returns (address governor);

    /// @notice The seat that an account has now and had at `since` as well; 0 where there is none.
    function numberOf(address account, uint256 since) external view returns (uint256 number);

    /// @notice The seat that an account has now; 0 where it has none.
    function numberOf(address account) external view returns (uint256 number);

    /// @notice Every seat as it was at a time, that of number 1 first. Seats never used are left out.
    /// @dev Of the current second it is what is known so far.
    function seatsAt(uint256 timepoint) external view returns (Seat[] memory seats);

    /// @notice The weight that an account has now.
    function getVotes(address account) external view returns (uint256 weight);

    /// @notice The weight that an account had at a time that has passed.
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256 weight);

    /// @notice The weight of all seats at a time that has passed.
    function getPastTotalSupply(uint256 timepoint) external view returns (uint256 weight);

    /// @notice The time that seats go by, in Unix seconds.
    function clock() external view returns (uint48 time);
}
