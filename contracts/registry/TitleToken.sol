// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {ERC721} from "solady/src/tokens/ERC721.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {ITitles} from "./ITitles.sol";

/// @title TitleToken
/// @notice Titles as ERC-721 tokens, and every way in which one can change.
/// @dev A title is one storage slot: Solady's ERC721 keeps 96 bits of extra data beside the owner's address. They
/// hold, from the lowest bit, `registeredAt` (40), `changedAtBlock` (40) and `status` (16).
abstract contract TitleToken is ITitles, ERC721, AccessManaged, Pausable {
    uint256 private constant _BLOCK_SHIFT = 40;
    uint256 private constant _STATUS_SHIFT = 80;

    /// @dev The longest window that a deployment may choose, in seconds: 30 days.
    uint40 private constant _MAX_REVEAL_WINDOW = 30 days;

    /// @inheritdoc ITitles
    uint40 public immutable REVEAL_WINDOW;
    IPartyRegistry private immutable _PARTIES;

    /// @dev Solady makes some ERC-721 functions payable to save gas; ether sent to this contract would be lost.
    modifier takesNoPayment() {
        if (msg.value != 0) revert WorkRegistryNotPayable(msg.value);
        _;
    }

    constructor(IPartyRegistry parties, uint40 revealWindow) {
        if (revealWindow > _MAX_REVEAL_WINDOW) revert WorkRegistryRevealWindow(revealWindow, _MAX_REVEAL_WINDOW);

        _PARTIES = parties;
        REVEAL_WINDOW = revealWindow;
    }

    /// @inheritdoc ITitles
    function amend(uint256 workId, bytes32 metadataHash) external whenNotPaused {
        address owner = _requireHolder(workId);
        _requireInForce(workId);
        _requireAccredited(owner);

        uint40 previousBlock = _recordChange(workId);

        emit WorkAmended(workId, owner, metadataHash, previousBlock);
    }

    /* ORDERS */

    /// @inheritdoc ITitles
    function setStatus(uint256 workId, TitleStatus newStatus, bytes32 orderHash) external restricted whenNotPaused {
        _requireOwner(workId);
        (uint40 registeredAt, uint40 previousBlock, TitleStatus oldStatus) = _record(workId);
        if (orderHash == 0) revert WorkRegistryZeroOrderHash(workId);
        if (newStatus == oldStatus) revert WorkRegistryStatusUnchanged(workId, oldStatus);

        _setExtraData(workId, _pack(registeredAt, newStatus));
        if (newStatus == TitleStatus.Annulled) _endOffer(workId);

        emit TitleStatusChanged(workId, oldStatus, newStatus, orderHash, previousBlock);
    }

    /// @inheritdoc ITitles
    function correctTitle(uint256 workId, address newOwner, bytes32 orderHash) external restricted whenNotPaused {
        address owner = _requireOwner(workId);
        (uint40 registeredAt, , TitleStatus status) = _record(workId);
        if (orderHash == 0) revert WorkRegistryZeroOrderHash(workId);
        if (newOwner == owner) revert WorkRegistryOwnerUnchanged(workId, owner);
        if (status == TitleStatus.Annulled) revert WorkRegistryNotInForce(workId, status);
        _requireFinal(workId, registeredAt);
        _requireAccredited(newOwner);

        _transfer(owner, newOwner, workId);
        uint40 previousBlock = _recordChange(workId);
        _endOffer(workId);

        emit TitleCorrected(workId, owner, newOwner, orderHash, previousBlock);
    }

    /// @inheritdoc ITitles
    function titleOf(uint256 workId) external view returns (Title memory title) {
        title.owner = _ownerOf(workId);
        if (title.owner == address(0)) return title;

        (title.registeredAt, title.changedAtBlock, title.status) = _record(workId);
        title.finalAt = title.registeredAt + REVEAL_WINDOW;
    }

    /* ERC-721 */

    /// @notice ERC-721 approval of one account for one title. It ends with the title's next move.
    function approve(address account, uint256 workId) public payable override whenNotPaused takesNoPayment {
        super.approve(account, workId);
    }

    /// @notice ERC-721 operator: may do all that the owner may, registering included.
    function setApprovalForAll(address operator, bool approved) public override whenNotPaused {
        super.setApprovalForAll(operator, approved);
    }

    /// @notice ERC-721 transfer between accredited parties, of a title that is final and in force.
    function transferFrom(
        address from,
        address to,
        uint256 workId
    ) public payable override whenNotPaused takesNoPayment {
        _requireMovable(workId, from, to);

        super.transferFrom(from, to, workId);
        _recordMove(workId, from, to, 0);
    }

    /// @inheritdoc ERC721
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool supported) {
        return interfaceId == type(ITitles).interfaceId || super.supportsInterface(interfaceId);
    }

    /// @inheritdoc ERC721
    function name() public pure override returns (string memory) {
        return "Colophon Titles";
    }

    /// @inheritdoc ERC721
    function symbol() public pure override returns (string memory) {
        return "TITLE";
    }

    /* CHANGES */

    /// @notice Ends the open offer of a title, if there is one.
    function _endOffer(uint256 workId) internal virtual;

    /// @dev Makes a title. The caller has checked that the work has none and that the owner is not zero.
    function _createTitle(uint256 workId, address owner, uint40 registeredAt) internal {
        _mintAndSetExtraDataUnchecked(owner, workId, _pack(registeredAt, TitleStatus.InForce));
    }

    /// @dev Gives a provisional title to the owner of an earlier claim. Open offers and approvals end.
    function _supersede(
        uint256 workId,
        address holder,
        address owner,
        uint40 priority
    ) internal returns (uint40 previousBlock) {
        uint40 registeredAt;
        TitleStatus status;
        (registeredAt, previousBlock, status) = _record(workId);
        if (priority >= registeredAt) revert WorkRegistryAlreadyRegistered(workId, holder, registeredAt);
        if (_isFinal(registeredAt)) revert WorkRegistryFinal(workId, registeredAt, priority);
        if (status != TitleStatus.InForce) revert WorkRegistryNotInForce(workId, status);

        _transfer(holder, owner, workId);
        _setExtraData(workId, _pack(priority, status));
        _endOffer(workId);
    }

    /// @dev Notes that a work has a new event in this block.
    function _recordChange(uint256 workId) internal returns (uint40 previousBlock) {
        uint40 registeredAt;
        TitleStatus status;
        (registeredAt, previousBlock, status) = _record(workId);

        _setExtraData(workId, _pack(registeredAt, status));
    }

    /// @dev What every move by a title's own parties does once the token has moved.
    function _recordMove(uint256 workId, address from, address to, bytes32 deedHash) internal {
        uint40 previousBlock = _recordChange(workId);
        _endOffer(workId);

        emit TitleTransferred(workId, from, to, deedHash, previousBlock);
    }

    /* CHECKS */

    /// @dev What every move by a title's own parties asks for, before the token moves.
    function _requireMovable(uint256 workId, address from, address to) internal view {
        _requireFinal(workId, _requireInForce(workId));
        _requireAccredited(from);
        _requireAccredited(to);
    }

    function _requireInForce(uint256 workId) internal view returns (uint40 registeredAt) {
        TitleStatus status;
        _requireOwner(workId);
        (registeredAt, , status) = _record(workId);
        if (status != TitleStatus.InForce) revert WorkRegistryNotInForce(workId, status);
    }

    function _requireHolder(uint256 workId) internal view returns (address owner) {
        owner = _requireOwner(workId);
        _requireActsFor(owner);
    }

    function _requireActsFor(address owner) internal view {
        if (!_actsFor(owner, msg.sender)) revert WorkRegistryNotAuthorized(owner, msg.sender);
    }

    function _actsFor(address owner, address account) internal view returns (bool acts) {
        return account == owner || isApprovedForAll(owner, account);
    }

    function _requireAccredited(address account) internal view {
        if (!_PARTIES.isAccredited(account)) revert WorkRegistryNotAccredited(account);
    }

    function _requireOwner(uint256 workId) internal view returns (address owner) {
        owner = _ownerOf(workId);
        if (owner == address(0)) revert WorkRegistryNotRegistered(workId);
    }

    function _parties() internal view returns (IPartyRegistry parties) {
        return _PARTIES;
    }

    /* PACKING */

    function _record(
        uint256 workId
    ) internal view returns (uint40 registeredAt, uint40 changedAtBlock, TitleStatus status) {
        uint96 data = _getExtraData(workId);
        return (uint40(data), uint40(data >> _BLOCK_SHIFT), TitleStatus(uint16(data >> _STATUS_SHIFT)));
    }

    function _requireFinal(uint256 workId, uint40 registeredAt) private view {
        if (!_isFinal(registeredAt)) revert WorkRegistryProvisional(workId, registeredAt + REVEAL_WINDOW);
    }

    function _isFinal(uint40 registeredAt) private view returns (bool isFinal) {
        return ChainTime.timestamp() >= registeredAt + REVEAL_WINDOW;
    }

    /// @dev The block of the change is always the current one.
    function _pack(uint40 registeredAt, TitleStatus status) private view returns (uint96 data) {
        return
            uint96(registeredAt) |
            (uint96(uint40(block.number)) << uint96(_BLOCK_SHIFT)) |
            (uint96(uint16(status)) << uint96(_STATUS_SHIFT));
    }
}
