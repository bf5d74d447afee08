// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitles} from "./ITitles.sol";

/// @notice What the slot of a title holds beside its owner: the fields of `ITitles.Title` that are not computed.
struct TitleRecord {
    uint40 registeredAt;
    uint40 changedAtBlock;
    ITitles.TitleStatus status;
    bool hasMoved;
    uint16 events;
}

using TitleRecords for TitleRecord global;

/// @title TitleRecords
/// @notice Packs a title's record into the 96 bits that Solady's ERC721 keeps beside an owner: from the lowest bit,
/// `registeredAt` (40), `changedAtBlock` (40), `status` (3), `hasMoved` (1) and `events` (12, so modulo 4,096).
library TitleRecords {
    uint256 private constant _BLOCK_SHIFT = 40;
    uint256 private constant _STATUS_SHIFT = 80;
    uint256 private constant _MOVED_SHIFT = 83;
    uint256 private constant _EVENTS_SHIFT = 84;
    uint256 private constant _STATUS_MASK = 7;
    uint256 private constant _EVENTS_MASK = 0xfff;

    /// @notice The 96 bits of a new title's record: of this block, in force, never moved.
    function packNew(uint40 registeredAt, uint256 events) internal view returns (uint96 data) {
        return uint96(registeredAt | (block.number << _BLOCK_SHIFT) | (events << _EVENTS_SHIFT));
    }

    /// @notice The 96 bits of a record.
    function pack(TitleRecord memory record) internal pure returns (uint96 data) {
        uint256 moved = record.hasMoved ? 1 : 0;
        return
            uint96(
                uint256(record.registeredAt) |
                    (uint256(record.changedAtBlock) << _BLOCK_SHIFT) |
                    (uint256(record.status) << _STATUS_SHIFT) |
                    (moved << _MOVED_SHIFT) |
                    ((record.events & _EVENTS_MASK) << _EVENTS_SHIFT)
            );
    }

    /// @notice The record in 96 bits.
    function unpack(uint256 data) internal pure returns (TitleRecord memory record) {
        record.registeredAt = uint40(data);
        record.changedAtBlock = uint40(data >> _BLOCK_SHIFT);
        record.status = ITitles.TitleStatus((data >> _STATUS_SHIFT) & _STATUS_MASK);
        record.hasMoved = (data >> _MOVED_SHIFT) & 1 == 1;
        record.events = uint16((data >> _EVENTS_SHIFT) & _EVENTS_MASK);
    }
}
