// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {ITimedPause} from "./ITimedPause.sol";

/// @title TimedPause
/// @notice OpenZeppelin's Pausable with an end.
/// @dev What it stores stands in the slot that AccessManaged and Pausable share: it costs a write nothing.
abstract contract TimedPause is ITimedPause, AccessManaged, Pausable {
    uint32 private constant _MAX_DURATION = 30 days;

    uint40 private _pausedUntil;
    uint32 private _pauseDuration = 7 days;

    /// @inheritdoc ITimedPause
    function pause() external restricted {
        // Also what is left of a pause that has ended by itself: `paused` goes by its end.
        _pause();
        uint40 time = ChainTime.timestamp();
        uint40 allowedAt = _pausedUntil + _pauseDuration;
        if (time < allowedAt) revert WorkRegistryPauseTooSoon(allowedAt);

        _pausedUntil = time + _pauseDuration;
    }

    /// @inheritdoc ITimedPause
    function unpause() external restricted {
        _unpause();

        _pausedUntil = ChainTime.timestamp();
    }

    /// @inheritdoc ITimedPause
    function setPauseDuration(uint32 newDuration) external restricted {
        if (newDuration == 0 || newDuration > _MAX_DURATION) {
            revert WorkRegistryPauseDuration(newDuration, _MAX_DURATION);
        }
        uint32 oldDuration = _pauseDuration;

        _pauseDuration = newDuration;

        emit PauseDurationChanged(oldDuration, newDuration);
    }

    /// @inheritdoc ITimedPause
    function pauseDuration() external view returns (uint32 duration) {
        return _pauseDuration;
    }

    /// @inheritdoc ITimedPause
    function pausedUntil() external view returns (uint40 time) {
        return _pausedUntil;
    }

    /// @notice Whether a pause has begun and not ended.
    function paused() public view override returns (bool isPaused) {
        return super.paused() && ChainTime.timestamp() < _pausedUntil;
    }
}
