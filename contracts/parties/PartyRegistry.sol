// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {Roles} from "../access/Roles.sol";
import {IPartyRegistry} from "./IPartyRegistry.sol";

/// @title PartyRegistry
/// @notice Accreditation of accounts. One storage slot per party.
contract PartyRegistry is IPartyRegistry, AccessManaged {
    mapping(address account => Party party) private _parties;

    /// @dev Inside AccessManager.execute the caller is the AccessManager, and the accreditor would not be known.
    modifier calledDirectly() {
        if (msg.sender == authority()) revert PartyRegistryIndirectCall(msg.sender);
        _;
    }

    /// @param authority The deployment's AccessManager.
    constructor(address authority) AccessManaged(authority) {}

    /// @inheritdoc IPartyRegistry
    function accredit(
        address account,
        PartyKind kind,
        uint40 validUntil,
        bytes32 credentialHash
    ) external restricted calledDirectly {
        Party storage party = _parties[account];
        uint40 previousBlock = party.changedAtBlock;
        if (account == address(0) || kind == PartyKind.None) revert PartyRegistryInvalidParty(account, kind);
        if (party.status == PartyStatus.Suspended || _isInForce(party)) {
            revert PartyRegistryAlreadyAccredited(account, party.accreditor, party.status, party.validUntil);
        }
        _requireFuture(validUntil);

        _parties[account] = Party(msg.sender, validUntil, uint40(block.number), PartyStatus.Active, kind);

        emit PartyAccredited(account, msg.sender, kind, validUntil, credentialHash, previousBlock);
    }

    /// @inheritdoc IPartyRegistry
    function renew(address account, uint40 validUntil, bytes32 credentialHash) external restricted calledDirectly {
        Party storage party = _parties[account];
        uint40 oldValidUntil = party.validUntil;
        if (party.status != PartyStatus.Active && party.status != PartyStatus.Suspended) {
            revert PartyRegistryWrongStatus(account, party.status);
        }
        _requireFuture(validUntil);

        uint40 previousBlock = _decide(account, party, party.status);
        party.validUntil = validUntil;

        emit PartyRenewed(account, msg.sender, oldValidUntil, validUntil, credentialHash, previousBlock);
    }

    /// @inheritdoc IPartyRegistry
    function suspend(address account, bytes32 reasonHash) external restricted calledDirectly {
        Party storage party = _parties[account];
        if (party.status != PartyStatus.Active) revert PartyRegistryWrongStatus(account, party.status);

        uint40 previousBlock = _decide(account, party, PartyStatus.Suspended);

        emit PartySuspended(account, msg.sender, reasonHash, previousBlock);
    }

    /// @inheritdoc IPartyRegistry
    function reinstate(address account, bytes32 reasonHash) external restricted calledDirectly {
        Party storage party = _parties[account];
        if (party.status != PartyStatus.Suspended) revert PartyRegistryWrongStatus(account, party.status);

        uint40 previousBlock = _decide(account, party, PartyStatus.Active);

        emit PartyReinstated(account, msg.sender, reasonHash, previousBlock);
    }

    /// @inheritdoc IPartyRegistry
    function revoke(address account, bytes32 reasonHash) external restricted calledDirectly {
        Party storage party = _parties[account];
        if (party.status != PartyStatus.Active && party.status != PartyStatus.Suspended) {
            revert PartyRegistryWrongStatus(account, party.status);
        }

        uint40 previousBlock = _decide(account, party, PartyStatus.Revoked);

        emit PartyRevoked(account, msg.sender, reasonHash, previousBlock);
    }

    /// @inheritdoc IPartyRegistry
    function isAccredited(address account) external view returns (bool accredited) {
        return _isInForce(_parties[account]);
    }

    /// @inheritdoc IPartyRegistry
    function partyOf(address account) external view returns (Party memory party) {
        return _parties[account];
    }

    /// @dev Writes a decision about an existing party: the caller becomes the accreditor on record, which is a change
    /// only where the one on record has lost the role.
    function _decide(address account, Party storage party, PartyStatus status) private returns (uint40 previousBlock) {
        address accreditor = party.accreditor;
        previousBlock = party.changedAtBlock;
        if (accreditor != msg.sender) {
            // The delay is of no interest: an accreditor who must wait before acting is accreditor all the same.
            // slither-disable-next-line unused-return
            (bool holdsRole, ) = IAccessManager(authority()).hasRole(Roles.ACCREDITOR, accreditor);
            if (holdsRole) revert PartyRegistryNotAccreditor(account, accreditor, msg.sender);
        }

        party.accreditor = msg.sender;
        party.changedAtBlock = uint40(block.number);
        party.status = status;
    }

    function _isInForce(Party storage party) private view returns (bool inForce) {
        // Both are read at once, for one access to the slot.
        (PartyStatus status, uint40 validUntil) = (party.status, party.validUntil);
        return status == PartyStatus.Active && ChainTime.timestamp() < validUntil;
    }

    function _requireFuture(uint40 validUntil) private view {
        uint40 time = ChainTime.timestamp();
        if (validUntil <= time) revert PartyRegistryNotInFuture(validUntil, time);
    }
}
