// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IPartyRegistry} from "../../../contracts/parties/IPartyRegistry.sol";
import {Deployed} from "../Deployed.sol";

/// @title PartyBook
/// @notice A second book of when parties were accredited, told from the decisions that were taken: it asks the contract
/// nothing.
abstract contract PartyBook is Deployed {
    /// @notice A time in which a party was accredited, both ends included.
    struct Piece {
        uint40 from;
        uint40 to;
    }

    /// @notice What was last decided about a party.
    /// @param appointment How often its accreditor had been dismissed before.
    struct BookedParty {
        IPartyRegistry.PartyStatus status;
        address accreditor;
        uint256 appointment;
        uint40 validUntil;
        uint40 activeSince;
    }

    mapping(address account => BookedParty party) internal _booked;
    mapping(address account => Piece[] pieces) private _pieces;
    mapping(address accreditor => uint40[] times) private _dismissals;

    function _bookAccreditation(address account, address accreditor, uint40 validUntil, uint40 time) internal {
        _endPiece(account, time);
        _booked[account] = BookedParty(
            IPartyRegistry.PartyStatus.Active,
            accreditor,
            _dismissals[accreditor].length,
            validUntil,
            time
        );
    }

    /// @dev A suspension, its end, or a revocation.
    function _bookStatus(address account, address accreditor, IPartyRegistry.PartyStatus status, uint40 time) internal {
        BookedParty storage party = _takeOver(account, accreditor);
        _endPiece(account, time);
        party.status = status;
        party.activeSince = time;
    }

    function _bookRenewal(address account, address accreditor, uint40 validUntil, uint40 time) internal {
        BookedParty storage party = _takeOver(account, accreditor);
        if (time >= party.validUntil) {
            _endPiece(account, time);
            party.activeSince = time;
        }
        party.validUntil = validUntil;
    }

    function _bookDismissal(address accreditor, uint40 time) internal {
        _dismissals[accreditor].push(time);
    }

    function _isDismissed(BookedParty storage party) internal view returns (bool isDismissed) {
        return _dismissals[party.accreditor].length > party.appointment;
    }

    function _isAccredited(address account, uint40 time) internal view returns (bool accredited) {
        BookedParty storage party = _booked[account];
        return party.status == IPartyRegistry.PartyStatus.Active && time < party.validUntil && !_isDismissed(party);
    }

    /// @dev Where the clock went back, a time may have come twice: once is enough.
    function _wasAccredited(address account, uint40 time) internal view returns (bool accredited) {
        BookedParty storage party = _booked[account];
        bool isActive = party.status == IPartyRegistry.PartyStatus.Active;
        if (isActive && party.activeSince <= time && time <= _lastSecond(party)) return true;
        Piece[] storage pieces = _pieces[account];
        for (uint256 i = 0; i < pieces.length; ++i) {
            if (pieces[i].from <= time && time <= pieces[i].to) return true;
        }
    }

    function _takeOver(address account, address accreditor) private returns (BookedParty storage party) {
        party = _booked[account];
        party.accreditor = accreditor;
        party.appointment = _dismissals[accreditor].length;
    }

    function _endPiece(address account, uint40 time) private {
        BookedParty storage party = _booked[account];
        if (party.status != IPartyRegistry.PartyStatus.Active) return;
        uint40 last = _lastSecond(party);
        _pieces[account].push(Piece(party.activeSince, time < last ? time : last));
    }

    function _lastSecond(BookedParty storage party) private view returns (uint40 last) {
        last = party.validUntil - 1;
        if (!_isDismissed(party)) return last;
        uint40 dismissedAt = _dismissals[party.accreditor][party.appointment];
        return dismissedAt < last ? dismissedAt : last;
    }
}
