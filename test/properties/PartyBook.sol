// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IPartyRegistry} from "../../contracts/parties/IPartyRegistry.sol";
import {Deployed} from "./Deployed.sol";

/// @title PartyBook
/// @notice A second book of when parties were accredited: the pieces of time between decisions.
abstract contract PartyBook is Deployed {
    /// @notice A time in which a party was accredited, both ends included.
    struct Piece {
        uint40 from;
        uint40 to;
    }

    mapping(address account => uint40 time) private _activeSince;
    mapping(address account => Piece[] pieces) private _pieces;

    /// @dev Books that a party is accredited from now on, or that it was until now.
    function _bookDecision(address account, bool isActive, uint40 time) internal {
        if (isActive) _activeSince[account] = time;
        else _pieces[account].push(Piece(_activeSince[account], time));
    }

    /// @dev Where the clock went back, a time may have come twice: once is enough. No term is renewed here.
    function _wasAccredited(address account, uint40 time) internal view returns (bool accredited) {
        IPartyRegistry.Party memory party = _parties.partyOf(account);
        if (time >= party.validUntil) return false;
        Piece[] storage pieces = _pieces[account];
        for (uint256 i = 0; i < pieces.length; ++i) {
            if (pieces[i].from <= time && time <= pieces[i].to) return true;
        }
        return party.status == IPartyRegistry.PartyStatus.Active && time >= _activeSince[account];
    }
}
