// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitleOffers} from "../../../contracts/registry/ITitleOffers.sol";
import {ITitles} from "../../../contracts/registry/ITitles.sol";
import {IWorkAnchors} from "../../../contracts/registry/IWorkAnchors.sol";

/// @title WorkEvents
/// @notice Which events a title counts.
library WorkEvents {
    /// @notice The number in the slot comes round here.
    uint256 internal constant MODULUS = 4096;

    /// @notice Whether an event of the registry is about a work.
    function isAboutWork(bytes32 topic) internal pure returns (bool isSo) {
        return
            topic == ITitles.WorkRegistered.selector ||
            topic == ITitles.WorkAmended.selector ||
            topic == ITitles.TitleTransferred.selector ||
            topic == ITitles.TitleCorrected.selector ||
            topic == ITitles.TitleRecovered.selector ||
            topic == ITitles.TitleStatusChanged.selector ||
            topic == IWorkAnchors.WorkSuperseded.selector ||
            topic == IWorkAnchors.PriorityProven.selector ||
            topic == ITitleOffers.TitleOffered.selector ||
            topic == ITitleOffers.TitleOfferDeclined.selector ||
            topic == ITitleOffers.TitleOfferWithdrawn.selector;
    }
}
