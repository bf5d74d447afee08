// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ChainTime} from "../access/ChainTime.sol";
import {ITitleOffers} from "./ITitleOffers.sol";
import {TitleToken} from "./TitleToken.sol";

/// @title TitleOffers
/// @notice The two-step assignment of a title with a deed.
abstract contract TitleOffers is TitleToken, ITitleOffers {
    mapping(uint256 workId => Offer offer) private _offers;

    /// @inheritdoc ITitleOffers
    function offerTitle(uint256 workId, address to, bytes32 deedHash, uint40 expiresAt) external whenNotPaused {
        address owner = _requireHolder(workId);
        uint40 time = ChainTime.timestamp();
        _requireInForce(workId);
        if (to == address(0)) revert WorkRegistryOfferToZero(workId);
        if (to == owner) revert WorkRegistryOfferToSelf(workId, owner);
        if (deedHash == 0) revert WorkRegistryZeroDeedHash(workId);
        if (expiresAt <= time) revert WorkRegistryOfferExpired(workId, expiresAt, time);
        _requireAccredited(owner);
        _requireAccredited(to);

        _offers[workId] = Offer(to, expiresAt, deedHash);
        uint40 previousBlock = _recordChange(workId, _record(workId));

        emit TitleOffered(workId, owner, to, deedHash, expiresAt, previousBlock);
    }

    /// @inheritdoc ITitleOffers
    function acceptTitle(uint256 workId, bytes32 deedHash) external whenNotPaused {
        Offer memory offer = _requireOfferee(workId, deedHash);
        address owner = _ownerOf(workId);
        uint40 time = ChainTime.timestamp();
        if (offer.expiresAt <= time) revert WorkRegistryOfferExpired(workId, offer.expiresAt, time);
        _requireMovable(workId, owner, msg.sender);

        _transfer(owner, msg.sender, workId);
        _recordTransfer(workId, owner, msg.sender, deedHash);
    }

    /// @inheritdoc ITitleOffers
    function declineTitle(uint256 workId, bytes32 deedHash) external {
        _requireOfferee(workId, deedHash);

        uint40 previousBlock = _recordChange(workId, _record(workId));
        _endOffer(workId);

        emit TitleOfferDeclined(workId, msg.sender, deedHash, previousBlock);
    }

    /// @inheritdoc ITitleOffers
    function withdrawOffer(uint256 workId) external {
        _requireHolder(workId);
        Offer memory offer = _requireOffer(workId);

        uint40 previousBlock = _recordChange(workId, _record(workId));
        _endOffer(workId);

        emit TitleOfferWithdrawn(workId, offer.to, offer.deedHash, previousBlock);
    }

    /// @inheritdoc ITitleOffers
    function offerOf(uint256 workId) external view returns (Offer memory offer) {
        return _offers[workId];
    }

    /// @inheritdoc TitleToken
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool supported) {
        return interfaceId == type(ITitleOffers).interfaceId || super.supportsInterface(interfaceId);
    }

    /// @notice Ends the open offer of a title, if there is one.
    function _endOffer(uint256 workId) internal override {
        delete _offers[workId];
    }

    function _requireOfferee(uint256 workId, bytes32 deedHash) private view returns (Offer memory offer) {
        offer = _requireOffer(workId);
        if (offer.to != msg.sender) revert WorkRegistryNotOfferee(workId, offer.to, msg.sender);
        if (offer.deedHash != deedHash) revert WorkRegistryOfferSuperseded(workId, offer.deedHash, deedHash);
    }

    function _requireOffer(uint256 workId) private view returns (Offer memory offer) {
        offer = _offers[workId];
        if (offer.to == address(0)) revert WorkRegistryNoOffer(workId);
    }
}
