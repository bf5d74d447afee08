// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {ITitles} from "../registry/ITitles.sol";
import {TitleRecord, TitleRecords} from "../registry/TitleRecord.sol";
import {IForeignTitles} from "./IForeignTitles.sol";
import {StateProofs} from "./StateProofs.sol";
import {TrustSets} from "./TrustSets.sol";

/// @title ForeignTitles
/// @notice Titles of other chains, proven here. Two storage slots for each; those who are believed have one each.
contract ForeignTitles is IForeignTitles, AccessManaged {
    /// @notice A title as it is kept.
    /// @param word What the source keeps in its slot.
    /// @param firstTerm The source's when it was proven: another one is a source that was admitted anew.
    struct Known {
        uint256 word;
        uint40 sourceBlock;
        uint40 sourceTime;
        uint32 firstTerm;
    }

    /// @inheritdoc IForeignTitles
    uint256 public constant MAX_PARTIES = 128;

    uint256 private constant _SIGNATURE_LENGTH = 65;
    uint256 private constant _OWNER_BITS = 160;
    /// @dev How an account counts in a term: as a member, as a validator, or as both.
    uint8 private constant _MEMBER = 1;
    uint8 private constant _VALIDATOR = 2;

    mapping(bytes32 sourceId => Source source) private _sources;
    mapping(bytes32 sourceId => mapping(uint32 term => Term found)) private _terms;
    mapping(bytes32 sourceId => mapping(uint32 term => mapping(address account => uint8 how))) private _counts;
    mapping(bytes32 sourceId => mapping(uint256 workId => Known known)) private _titles;

    /// @param authority The AccessManager that says who admits sources.
    constructor(address authority) AccessManaged(authority) {}

    /* SOURCES */

    /// @inheritdoc IForeignTitles
    function admitSource(
        Registry calldata registry,
        bytes32 previous,
        TrustSet calldata set
    ) external restricted returns (bytes32 sourceId) {
        if (registry.registry == address(0)) revert ForeignTitlesZeroRegistry(registry.chainId);
        sourceId = sourceIdOf(registry.chainId, registry.registry);
        Source memory source = _sources[sourceId];
        if (source.firstTerm < source.terms) revert ForeignTitlesSourceAdmitted(sourceId);

        uint32 term = source.terms;
        bytes32 digest = _beginTerm(sourceId, term, registry, previous, set);
        _sources[sourceId] = Source({registry: registry, digest: digest, firstTerm: term, terms: term + 1});

        emit SourceAdmitted({
            sourceId: sourceId,
            chainId: registry.chainId,
            registry: registry.registry,
            kind: registry.kind,
            revealWindow: registry.revealWindow,
            term: term,
            digest: digest
        });
    }

    /// @inheritdoc IForeignTitles
    function dismissSource(bytes32 sourceId) external restricted {
        Source memory source = _requireSource(sourceId);

        _sources[sourceId].firstTerm = source.terms;

        emit SourceDismissed(sourceId);
    }

    /// @inheritdoc IForeignTitles
    function changeMembers(bytes32 sourceId, TrustSet calldata set, bytes calldata signatures) external {
        Source memory source = _requireSource(sourceId);
        uint32 newest = source.terms - 1;
        Term memory before = _terms[sourceId][newest];
        if (set.from <= before.from || set.from > before.end) {
            revert ForeignTitlesTermOutOfOrder(sourceId, set.from, before.from, before.end);
        }

        bytes32 digest = _beginTerm(sourceId, source.terms, source.registry, source.digest, set);
        _requireSigned(sourceId, newest, before, digest, signatures);
        _terms[sourceId][newest].end = set.from;
        _sources[sourceId].digest = digest;
        _sources[sourceId].terms = source.terms + 1;

        emit SourceMembersChanged(sourceId, source.terms, set.from, digest);
    }

    /* TITLES */

    /// @inheritdoc IForeignTitles
    function prove(
        bytes32 sourceId,
        uint256 workId,
        Proof calldata proof
    ) external returns (ForeignTitle memory title) {
        Source memory source = _requireSource(sourceId);
        Known memory before = _knownOf(sourceId, source, workId);
        if (proof.headers.length == 0) revert ForeignTitlesHeaderNotLinked(0);
        StateProofs.Header memory header = StateProofs.readHeader(source.registry.kind, proof.headers[0]);
        if (header.number <= before.sourceBlock) {
            revert ForeignTitlesNotNewer(sourceId, workId, header.number, before.sourceBlock);
        }
        _requireVouched(sourceId, source, _lastHeader(source.registry.kind, header, proof.headers), proof);
        uint256 word = StateProofs.provenTitle(source.registry, header.stateRoot, workId, proof);

        Known memory known = Known({
            word: word,
            sourceBlock: header.number,
            sourceTime: header.time,
            firstTerm: source.firstTerm
        });
        _titles[sourceId][workId] = known;
        title = _unpack(source.registry, known);

        emit ForeignTitleProven({
            sourceId: sourceId,
            workId: workId,
            owner: title.title.owner,
            status: title.title.status,
            registeredAt: title.title.registeredAt,
            changedAtBlock: title.title.changedAtBlock,
            sourceBlock: header.number,
            previousSourceBlock: before.sourceBlock
        });
    }

    /// @inheritdoc IForeignTitles
    function foreignTitle(bytes32 sourceId, uint256 workId) external view returns (ForeignTitle memory title) {
        Source memory source = _requireSource(sourceId);
        Known memory known = _knownOf(sourceId, source, workId);
        if (known.sourceBlock != 0) title = _unpack(source.registry, known);
    }

    /// @inheritdoc IForeignTitles
    function sourceOf(bytes32 sourceId) external view returns (Source memory source) {
        return _sources[sourceId];
    }

    /// @inheritdoc IForeignTitles
    function termOf(bytes32 sourceId, uint32 term) external view returns (Term memory found) {
        return _terms[sourceId][term];
    }

    /// @inheritdoc IForeignTitles
    function countsIn(
        bytes32 sourceId,
        uint32 term,
        address account
    ) external view returns (bool isMember, bool isValidator) {
        uint8 how = _counts[sourceId][term][account];
        return (how & _MEMBER != 0, how & _VALIDATOR != 0);
    }

    /// @inheritdoc IForeignTitles
    function sourceIdOf(uint256 chainId, address registry) public pure returns (bytes32 sourceId) {
        return keccak256(abi.encode(chainId, registry));
    }

    /* TERMS */

    function _beginTerm(
        bytes32 sourceId,
        uint32 term,
        Registry memory registry,
        bytes32 previous,
        TrustSet calldata set
    ) private returns (bytes32 digest) {
        uint256 members = _count(sourceId, term, set.members, _MEMBER);
        uint256 validators = _count(sourceId, term, set.validators, _VALIDATOR);
        bool isReachable = members == 0 ? set.threshold == 0 : set.threshold != 0 && set.threshold <= members;
        if (!isReachable || members + validators == 0) {
            revert ForeignTitlesInvalidSet(set.threshold, members, validators);
        }

        _terms[sourceId][term] = Term({
            from: set.from,
            end: set.until == 0 ? type(uint40).max : set.until,
            threshold: set.threshold,
            validators: uint16(validators)
        });
        return TrustSets.changeDigest(registry, previous, set);
    }

    /// @notice Takes those of a list as such; whoever is listed twice counts once.
    /// @return counted How many there are.
    function _count(
        bytes32 sourceId,
        uint32 term,
        Party[] calldata parties,
        uint8 as_
    ) private returns (uint256 counted) {
        if (parties.length > MAX_PARTIES) revert ForeignTitlesInvalidSet(0, parties.length, parties.length);
        for (uint256 i = 0; i < parties.length; ++i) {
            address account = TrustSets.accountOf(parties[i]);
            uint8 how = _counts[sourceId][term][account];
            if (how & as_ != 0) continue;
            _counts[sourceId][term][account] = how | as_;
            ++counted;
        }
    }

    function _requireSource(bytes32 sourceId) private view returns (Source memory source) {
        source = _sources[sourceId];
        if (source.firstTerm == source.terms) revert ForeignTitlesUnknownSource(sourceId);
    }

    /* SIGNATURES */

    /// @dev Members look at their own nodes, so they also vouch for blocks that are older than their term; validators
    /// seal the blocks of their own term alone.
    function _requireVouched(
        bytes32 sourceId,
        Source memory source,
        StateProofs.Header memory header,
        Proof calldata proof
    ) private view {
        uint32 term = proof.term;
        Term memory found = _terms[sourceId][term];
        bool isSealed = proof.vouchers == Vouchers.Validators;
        // A term that there is not ends before block 0.
        if (term < source.firstTerm || header.number >= found.end || (isSealed && header.number < found.from)) {
            revert ForeignTitlesOtherTerm(sourceId, term, header.number);
        }
        if (!isSealed) {
            bytes32 checkpoint = TrustSets.checkpointDigest(
                source.registry,
                header.number,
                header.hash,
                header.stateRoot
            );
            (uint256 members, ) = _countSigners(sourceId, term, checkpoint, proof.signatures, _MEMBER);
            _requireEnough(sourceId, term, members, found.threshold);
            return;
        }
        HeaderKind kind = source.registry.kind;
        if (kind == HeaderKind.Ethereum) revert ForeignTitlesNoSeals(sourceId);
        bytes32 digest = StateProofs.sealDigest(kind, header.hash);
        (, uint256 validators) = _countSigners(sourceId, term, digest, proof.signatures, _VALIDATOR);
        uint256 quorum = TrustSets.quorumOf(kind == HeaderKind.Qbft, found.validators);
        _requireEnough(sourceId, term, validators, quorum);
    }

    /// @dev Validators have no seals here: they sign as members do, and count by the stricter rule.
    function _requireSigned(
        bytes32 sourceId,
        uint32 term,
        Term memory before,
        bytes32 digest,
        bytes calldata signatures
    ) private view {
        (uint256 members, uint256 validators) = _countSigners(sourceId, term, digest, signatures, _MEMBER | _VALIDATOR);
        if (before.validators != 0 && validators >= TrustSets.quorumOf(false, before.validators)) return;
        if (before.threshold == 0) {
            _requireEnough(sourceId, term, validators, TrustSets.quorumOf(false, before.validators));
        }
        _requireEnough(sourceId, term, members, before.threshold);
    }

    /// @notice Counts who signed a digest, each once.
    /// @param as_ Who may sign: others are strangers.
    function _countSigners(
        bytes32 sourceId,
        uint32 term,
        bytes32 digest,
        bytes calldata signatures,
        uint8 as_
    ) private view returns (uint256 members, uint256 validators) {
        if (signatures.length % _SIGNATURE_LENGTH != 0) revert ForeignTitlesSignatureLength(signatures.length);
        mapping(address account => uint8 how) storage counts = _counts[sourceId][term];
        address before = address(0);
        for (uint256 i = 0; i < signatures.length; i += _SIGNATURE_LENGTH) {
            address signer = ECDSA.recoverCalldata(digest, signatures[i:i + _SIGNATURE_LENGTH]);
            if (signer <= before) revert ForeignTitlesSignerOrder(signer, before);
            uint8 how = counts[signer];
            if (how & as_ == 0) revert ForeignTitlesStranger(sourceId, term, signer);
            if (how & _MEMBER != 0) ++members;
            if (how & _VALIDATOR != 0) ++validators;
            before = signer;
        }
    }

    /// @dev What was proven by the word of those who were dismissed since is as if it had never been: otherwise a block
    /// of theirs with the largest number would stand for ever.
    function _knownOf(
        bytes32 sourceId,
        Source memory source,
        uint256 workId
    ) private view returns (Known memory known) {
        known = _titles[sourceId][workId];
        if (known.firstTerm != source.firstTerm) delete known;
    }

    /// @dev Of nobody there is never enough.
    function _requireEnough(bytes32 sourceId, uint32 term, uint256 signatures, uint256 needed) private pure {
        if (needed == 0 || signatures < needed) revert ForeignTitlesTooFew(sourceId, term, signatures, needed);
    }

    /// @dev The last of headers that follow each other: whoever vouches for it vouches for all before it.
    function _lastHeader(
        HeaderKind kind,
        StateProofs.Header memory first,
        bytes[] calldata headers
    ) private pure returns (StateProofs.Header memory last) {
        last = first;
        for (uint256 i = 1; i < headers.length; ++i) {
            bytes32 before = last.hash;
            last = StateProofs.readHeader(kind, headers[i]);
            if (last.parentHash != before) revert ForeignTitlesHeaderNotLinked(i);
        }
    }

    function _unpack(Registry memory registry, Known memory known) private pure returns (ForeignTitle memory title) {
        TitleRecord memory record = TitleRecords.unpack(known.word >> _OWNER_BITS);
        title.title = ITitles.Title({
            owner: address(uint160(known.word)),
            registeredAt: record.registeredAt,
            finalAt: record.registeredAt + registry.revealWindow,
            changedAtBlock: record.changedAtBlock,
            events: record.events,
            hasMoved: record.hasMoved,
            status: record.status
        });
        title.sourceBlock = known.sourceBlock;
        title.sourceTime = known.sourceTime;
    }
}
