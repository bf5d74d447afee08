// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC721} from "solady/src/tokens/ERC721.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {ITitles} from "./ITitles.sol";
import {TimedPause} from "./TimedPause.sol";
import {TitleRecord, TitleRecords} from "./TitleRecord.sol";

/// @title TitleToken
/// @notice Titles as ERC-721 tokens, and every way in which one can change.
/// @dev A title is one storage slot, its record beside the owner's address. A second one is written with the title's
/// first change, or at once where its priority is an anchor's.
abstract contract TitleToken is ITitles, ERC721, TimedPause {
    /// @dev ERC-165 id of ERC-4906, which has events and no functions.
    bytes4 private constant _ERC4906_ID = 0x49064906;
    /// @dev ERC-165 id of ERC-6454.
    bytes4 private constant _ERC6454_ID = ITitles.isTransferable.selector;

    /// @dev The longest window that a deployment may choose, in seconds: 30 days.
    uint40 private constant _MAX_REVEAL_WINDOW = 30 days;

    /// @inheritdoc ITitles
    uint40 public immutable REVEAL_WINDOW;
    IPartyRegistry private immutable _PARTIES;

    /// @dev The block that a title's priority comes from; 0 where that is `changedAtBlock`.
    mapping(uint256 workId => uint256 blockNumber) private _priorityBlocks;

    /// @dev Solady makes some ERC-721 functions payable to save gas; ether sent to this contract would be lost.
    modifier takesNoPayment() {
        if (msg.value != 0) revert WorkRegistryNotPayable(msg.value);
        _;
    }

    /// @dev Inside AccessManager.execute the caller is the AccessManager, and the adjudicator would not be known.
    modifier calledDirectly() {
        if (msg.sender == authority()) revert WorkRegistryIndirectCall(msg.sender);
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

        uint40 previousBlock = _recordChange(workId, _record(workId));

        emit WorkAmended(workId, owner, metadataHash, previousBlock);
        emit MetadataUpdate(workId);
    }

    /* ORDERS */

    /// @inheritdoc ITitles
    function setStatus(uint256 workId, TitleStatus newStatus, bytes32 orderHash) external restricted calledDirectly {
        // A pause stops what takes, and a hold protects.
        if (newStatus != TitleStatus.Held) _requireNotPaused();
        _requireOwner(workId);
        TitleRecord memory record = _record(workId);
        TitleStatus oldStatus = record.status;
        if (orderHash == 0) revert WorkRegistryZeroOrderHash(workId);
        if (newStatus == oldStatus) revert WorkRegistryStatusUnchanged(workId, oldStatus);

        record.status = newStatus;
        uint40 previousBlock = _recordChange(workId, record);
        if (newStatus == TitleStatus.Annulled) {
            _endOffer(workId);
            _approve(address(0), workId);
        }

        emit TitleStatusChanged(workId, msg.sender, oldStatus, newStatus, orderHash, previousBlock);
    }

    /// @inheritdoc ITitles
    function correctTitle(
        uint256 workId,
        address newOwner,
        bytes32 orderHash
    ) external restricted calledDirectly whenNotPaused {
        address owner = _requireOwner(workId);
        if (newOwner == owner) revert WorkRegistryOwnerUnchanged(workId, owner);

        uint40 previousBlock = _moveByDecision(workId, owner, newOwner, orderHash);

        emit TitleCorrected(workId, msg.sender, owner, newOwner, orderHash, previousBlock);
    }

    /// @inheritdoc ITitles
    function recoverTitles(
        uint256[] calldata workIds,
        address from,
        address to,
        bytes32 recoveryHash
    ) external restricted calledDirectly whenNotPaused {
        for (uint256 i = 0; i < workIds.length; ++i) {
            uint40 previousBlock = _moveByDecision(workIds[i], from, to, recoveryHash);

            emit TitleRecovered(workIds[i], msg.sender, from, to, recoveryHash, previousBlock);
        }
    }

    /// @inheritdoc ITitles
    function titleOf(uint256 workId) external view returns (Title memory title) {
        title.owner = _ownerOf(workId);
        if (title.owner == address(0)) return title;

        TitleRecord memory record = _record(workId);
        title.registeredAt = record.registeredAt;
        title.finalAt = record.registeredAt + REVEAL_WINDOW;
        title.changedAtBlock = record.changedAtBlock;
        title.events = record.events;
        title.hasMoved = record.hasMoved;
        title.status = record.status;
    }

    /// @inheritdoc ITitles
    function isTransferable(uint256 workId, address from, address to) external view returns (bool transferable) {
        if (paused()) return false;
        if (from == address(0)) return !_exists(workId) && _PARTIES.isAccredited(to);

        address owner = _requireOwner(workId);
        TitleRecord memory record = _record(workId);
        return
            from == owner &&
            record.status == TitleStatus.InForce &&
            _isFinal(record) &&
            _PARTIES.isAccredited(from) &&
            _PARTIES.isAccredited(to);
    }

    /* ERC-721 */

    /// @notice ERC-721 approval of one account for one title in force. It ends with the title's next move. The zero
    /// address ends it, also during a pause.
    function approve(address account, uint256 workId) public payable override takesNoPayment {
        if (account != address(0)) {
            _requireNotPaused();
            _requireInForce(workId);
        }

        super.approve(account, workId);
    }

    /// @notice ERC-721 operator: may do all that the owner may, registering included. It can be ended during a pause.
    function setApprovalForAll(address operator, bool approved) public override {
        if (approved) _requireNotPaused();

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
        _recordTransfer(workId, from, to, 0);
    }

    /// @inheritdoc ERC721
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool supported) {
        return
            interfaceId == type(ITitles).interfaceId ||
            interfaceId == _ERC4906_ID ||
            interfaceId == _ERC6454_ID ||
            super.supportsInterface(interfaceId);
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
        _mintAndSetExtraDataUnchecked(owner, workId, TitleRecords.packNew(registeredAt, 1));
    }

    /// @dev Makes a title with the priority of an anchor; two events tell of it.
    function _createAnchoredTitle(uint256 workId, address owner, uint40 registeredAt, uint40 anchorBlock) internal {
        _mintAndSetExtraDataUnchecked(owner, workId, TitleRecords.packNew(registeredAt, 2));
        _priorityBlocks[workId] = anchorBlock;
    }

    /// @dev Gives a provisional title to the owner of an earlier claim. Open offers and approvals end. Three events
    /// tell of it. The caller has checked that the anchor came first.
    function _supersede(
        uint256 workId,
        address holder,
        address owner,
        uint40 priority,
        uint40 anchorBlock
    ) internal returns (uint40 previousBlock) {
        TitleRecord memory record = _record(workId);
        if (_isFinal(record)) revert WorkRegistryFinal(workId, record.registeredAt, priority);
        if (record.status != TitleStatus.InForce) revert WorkRegistryNotInForce(workId, record.status);

        _transfer(holder, owner, workId);
        _endOffer(workId);
        record.events += 2;
        return _setPriority(workId, record, priority, anchorBlock);
    }

    /// @dev Gives a title the priority of its own owner's anchor. The caller has checked that the anchor came first.
    function _proveEarlier(
        uint256 workId,
        uint40 priority,
        uint40 anchorBlock
    ) internal returns (uint40 previousBlock) {
        TitleRecord memory record = _record(workId);
        if (record.status == TitleStatus.Annulled) revert WorkRegistryNotInForce(workId, record.status);

        return _setPriority(workId, record, priority, anchorBlock);
    }

    /// @dev Notes that a work has a new event in this block, and whatever else has changed in its record.
    function _recordChange(uint256 workId, TitleRecord memory record) internal returns (uint40 previousBlock) {
        previousBlock = record.changedAtBlock;
        // Until now it was the block of the one event there was. The number of events comes round, and zero is what is
        // there before the first change: no title is of the block 0.
        // slither-disable-next-line incorrect-equality
        if (record.events == 1 && _priorityBlocks[workId] == 0) _priorityBlocks[workId] = previousBlock;

        record.changedAtBlock = uint40(block.number);
        ++record.events;
        _setExtraData(workId, record.pack());
    }

    /// @dev What every move by a title's own parties does once the token has moved.
    function _recordTransfer(uint256 workId, address from, address to, bytes32 deedHash) internal {
        uint40 previousBlock = _recordMove(workId);

        emit TitleTransferred(workId, from, to, deedHash, previousBlock);
    }

    /* CHECKS */

    /// @dev What every move by a title's own parties asks for, before the token moves.
    function _requireMovable(uint256 workId, address from, address to) internal view {
        _requireInForce(workId);
        _requireFinal(workId, _record(workId));
        _requireAccredited(from);
        _requireAccredited(to);
    }

    function _requireInForce(uint256 workId) internal view {
        _requireOwner(workId);
        TitleStatus status = _record(workId).status;
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
        // The contract of the parties is the consortium's own, and a batch asks it as often as it asks for accounts.
        // slither-disable-next-line calls-loop
        if (!_PARTIES.isAccredited(account)) revert WorkRegistryNotAccredited(account);
    }

    /// @dev Accredited at that time, whatever was decided later, or now.
    function _requireAccreditedAt(address account, uint40 time) internal view {
        if (!_PARTIES.wasAccredited(account, time)) _requireAccredited(account);
    }

    function _requireInTerm(address account) internal view {
        if (!_PARTIES.isInTerm(account)) revert WorkRegistryNotAccredited(account);
    }

    function _requireOwner(uint256 workId) internal view returns (address owner) {
        owner = _ownerOf(workId);
        if (owner == address(0)) revert WorkRegistryNotRegistered(workId);
    }

    function _parties() internal view returns (IPartyRegistry parties) {
        return _PARTIES;
    }

    /// @dev The block that a title's priority comes from: its registration's, or its anchor's.
    function _priorityBlock(uint256 workId, TitleRecord memory record) internal view returns (uint40 blockNumber) {
        uint256 known = _priorityBlocks[workId];
        // Zero is what a title has that has not changed yet; none is of the block 0.
        // slither-disable-next-line incorrect-equality
        return known == 0 ? record.changedAtBlock : uint40(known);
    }

    function _record(uint256 workId) internal view returns (TitleRecord memory record) {
        return TitleRecords.unpack(_getExtraData(workId));
    }

    function _setPriority(
        uint256 workId,
        TitleRecord memory record,
        uint40 priority,
        uint40 anchorBlock
    ) private returns (uint40 previousBlock) {
        record.registeredAt = priority;
        _priorityBlocks[workId] = anchorBlock;
        return _recordChange(workId, record);
    }

    /// @dev Moves a title without its owner's call, by a decision that its hash names. A hold goes with it.
    function _moveByDecision(
        uint256 workId,
        address from,
        address to,
        bytes32 decisionHash
    ) private returns (uint40 previousBlock) {
        TitleRecord memory record = _record(workId);
        if (decisionHash == 0) revert WorkRegistryZeroOrderHash(workId);
        if (record.status == TitleStatus.Annulled) revert WorkRegistryNotInForce(workId, record.status);
        _requireFinal(workId, record);
        _requireAccredited(to);

        _transfer(from, to, workId);
        return _recordMove(workId);
    }

    function _recordMove(uint256 workId) private returns (uint40 previousBlock) {
        TitleRecord memory record = _record(workId);
        record.hasMoved = true;
        _endOffer(workId);
        return _recordChange(workId, record);
    }

    function _requireFinal(uint256 workId, TitleRecord memory record) private view {
        if (!_isFinal(record)) revert WorkRegistryProvisional(workId, record.registeredAt + REVEAL_WINDOW);
    }

    /// @dev A title that has moved stays final, also where the time goes back.
    function _isFinal(TitleRecord memory record) private view returns (bool isFinal) {
        return record.hasMoved || ChainTime.timestamp() >= record.registeredAt + REVEAL_WINDOW;
    }
}
