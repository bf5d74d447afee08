// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAccreditors} from "../../../contracts/parties/IAccreditors.sol";
import {IPartyRegistry} from "../../../contracts/parties/IPartyRegistry.sol";
import {CommitteeActions} from "./CommitteeActions.sol";

/// @title PartyActions
/// @notice What accounts agree to, and what accreditors decide. A second book of who has agreed to what.
abstract contract PartyActions is CommitteeActions {
    uint256 private constant _KINDS = 3;

    /// @dev As what an account was accredited last.
    mapping(address account => IAccreditors.PartyKind kind) private _kinds;
    /// @dev The newest application of an account, made by its own call; and to whom.
    mapping(address account => IPartyRegistry.Application application) private _applications;
    mapping(address account => address accreditor) private _appliedTo;
    /// @dev The newest signature that an accreditation was made with.
    mapping(address account => bytes signature) private _usedSignatures;

    /// @notice An account agrees by its own call; with its next event that is outdated.
    function applyTo(uint256 seed) external action(seed) {
        IPartyRegistry.Application memory made = _application(_pick(PUBLISHERS));
        address accreditor = _accreditor();
        bytes memory data = abi.encodeCall(
            IPartyRegistry.applyTo,
            (accreditor, made.kind, made.validUntil, made.credentialHash, made.deadline)
        );
        if (!_send(made.account, address(_parties), data)) return;
        _applications[made.account] = made;
        _appliedTo[made.account] = accreditor;
    }

    /// @notice Somebody accredits by an application, by a signature of the account or of another, or by a used one.
    function accredit(uint256 seed) external action(seed) {
        uint256 index = _pick(PUBLISHERS);
        address accreditor = _like(_accreditor());
        IPartyRegistry.Application memory made = _application(index);
        uint256 way = _pick(8);
        if (way < 3) _accreditApplied(accreditor, made);
        else if (way < 6) _accreditSigned(accreditor, made, index, index, accreditor);
        else if (way == 6) _accreditSigned(accreditor, made, index, _pick(PUBLISHERS), _accreditor());
        else _accreditAs(accreditor, made, _usedSignatures[made.account], false);
    }

    /// @notice Mostly an account's accreditor decides about it.
    function judge(uint256 seed) external action(seed) {
        address account = _publisher();
        bool isSuspended = _booked[account].status == IPartyRegistry.PartyStatus.Suspended;
        address accreditor = _chance(4) ? _accreditor() : _booked[account].accreditor;
        uint256 what = _pick(8);
        if (what == 0) _judge(account, accreditor, IPartyRegistry.revoke.selector);
        else if (what < 3) _renew(account, accreditor);
        else if (isSuspended) _judge(account, accreditor, IPartyRegistry.reinstate.selector);
        else _judge(account, accreditor, IPartyRegistry.suspend.selector);
    }

    /// @dev For good, and with a signature; for a beginning.
    function _accreditAtFirst(uint256 index) internal {
        IPartyRegistry.Application memory made = IPartyRegistry.Application(
            _actorAt(index),
            IAccreditors.PartyKind.Publisher,
            FOR_EVER,
            "credential",
            FOR_EVER
        );
        _accreditSigned(ACCREDITOR, made, index, index, ACCREDITOR);
    }

    function _accreditApplied(address accreditor, IPartyRegistry.Application memory made) private {
        address account = made.account;
        // An application that is outdated, or was to another, is tried as well.
        if (!_chance(4)) made = _applications[account];
        made.account = account;
        address caller = _appliedTo[account] == address(0) || _chance(8) ? accreditor : _appliedTo[account];
        _accreditAs(caller, made, "", false);
    }

    function _accreditSigned(
        address accreditor,
        IPartyRegistry.Application memory made,
        uint256 index,
        uint256 signer,
        address signedFor
    ) private {
        bytes memory signature = _signAs(signer, _parties.applicationDigest(made, signedFor));
        if (_accreditAs(accreditor, made, signature, signer == index && signedFor == accreditor)) {
            _usedSignatures[made.account] = signature;
        }
    }

    function _accreditAs(
        address accreditor,
        IPartyRegistry.Application memory made,
        bytes memory signature,
        bool isSigned
    ) private returns (bool success) {
        address account = made.account;
        bool isAgreed = signature.length == 0 ? _hasApplied(made, accreditor) : isSigned;
        if (isAgreed) _agreed = account;
        bytes memory data = abi.encodeCall(IPartyRegistry.accredit, (made, signature));
        if (!_send(accreditor, address(_parties), data)) return false;
        bool isSuspended = _booked[account].status == IPartyRegistry.PartyStatus.Suspended;
        _note(Rule.AccreditorsInTerm, isSuspended && !_isDismissed(_booked[account]));
        _kinds[account] = made.kind;
        _checkTerm(account, accreditor);
        // Without agreement it stays what it was in this book, which is found at once.
        if (isAgreed) _bookAccreditation(account, accreditor, made.validUntil, _time);
        return true;
    }

    function _judge(address account, address accreditor, bytes4 what) private {
        if (!_send(accreditor, address(_parties), abi.encodeWithSelector(what, account, _hash()))) return;
        _checkTerm(account, accreditor);
        IPartyRegistry.PartyStatus status = IPartyRegistry.PartyStatus.Revoked;
        if (what == IPartyRegistry.suspend.selector) status = IPartyRegistry.PartyStatus.Suspended;
        if (what == IPartyRegistry.reinstate.selector) status = IPartyRegistry.PartyStatus.Active;
        _bookStatus(account, accreditor, status, _time);
    }

    function _renew(address account, address accreditor) private {
        uint40 validUntil = _validUntil();
        bytes memory data = abi.encodeCall(IPartyRegistry.renew, (account, validUntil, _hash()));
        if (!_send(accreditor, address(_parties), data)) return;
        _checkTerm(account, accreditor);
        _bookRenewal(account, accreditor, validUntil, _time);
    }

    /// @dev An accreditor decided: it was appointed for that, and no other who still may answers for the account.
    function _checkTerm(address account, address accreditor) private {
        delete _appliedTo[account];
        _note(Rule.AccreditorsInTerm, !_mayDecide(accreditor, _kinds[account]));
        BookedParty storage party = _booked[account];
        bool isAnothers = party.status != IPartyRegistry.PartyStatus.None && party.accreditor != accreditor;
        bool isOver = !_isAccredited(account, _time) && party.status != IPartyRegistry.PartyStatus.Suspended;
        bool mayOther = !_isDismissed(party) && _mayDecide(party.accreditor, _kinds[account]);
        _note(Rule.AccreditorsInTerm, isAnothers && !isOver && mayOther);
    }

    function _application(uint256 index) private returns (IPartyRegistry.Application memory made) {
        made.account = _actorAt(index);
        made.kind = IAccreditors.PartyKind(1 + _pick(_KINDS));
        made.validUntil = _validUntil();
        made.credentialHash = _hash();
        made.deadline = _chance(4) ? _time : FOR_EVER;
    }

    function _validUntil() private returns (uint40 validUntil) {
        return _chance(2) ? FOR_EVER : _time + uint40(_pick(20_000));
    }

    /// @dev Whether an account's newest event is that it agreed to exactly this, by its own call.
    function _hasApplied(
        IPartyRegistry.Application memory made,
        address accreditor
    ) private view returns (bool hasApplied) {
        address account = made.account;
        return
            accreditor == _appliedTo[account] &&
            keccak256(abi.encode(made)) == keccak256(abi.encode(_applications[account]));
    }

    function _mayDecide(address accreditor, IAccreditors.PartyKind kind) private view returns (bool may) {
        Term storage term = _terms[accreditor];
        return _time < term.validUntil && (term.scope >> uint8(kind)) & 1 == 1;
    }
}
