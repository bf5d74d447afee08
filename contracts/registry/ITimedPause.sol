// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title ITimedPause
/// @notice A pause that a guardian can begin at once, that only the administrator ends early, and that ends by itself.
interface ITimedPause {
    /// @notice A pause that begins from now on lasts otherwise.
    event PauseDurationChanged(uint32 oldDuration, uint32 newDuration);

    /// @notice For as long as a pause may last, no other one begins after it.
    error WorkRegistryPauseTooSoon(uint40 allowedAt);
    /// @notice A pause lasts from one second to 30 days.
    error WorkRegistryPauseDuration(uint32 duration, uint32 maximum);

    /// @notice Stops every write that could take something from somebody, never a reading. Role: GUARDIAN.
    /// @dev What protects goes on: anchors, the end of approvals, operators and offers, and a hold by an adjudicator.
    /// After a pause has ended, by itself or by `unpause`, the next one can begin `pauseDuration` seconds later: a
    /// guardian alone cannot keep the registry paused.
    function pause() external;

    /// @notice Allows writes again before the pause ends by itself. Role: ADMIN, the committee.
    function unpause() external;

    /// @notice Sets how long a pause lasts, in seconds; one that has begun ends when it was to end. Role: ADMIN.
    function setPauseDuration(uint32 newDuration) external;

    /// @notice How long a pause lasts, in seconds.
    function pauseDuration() external view returns (uint32 duration);

    /// @notice When the newest pause ends or has ended, in Unix seconds; 0 where there was none.
    function pausedUntil() external view returns (uint40 time);
}
