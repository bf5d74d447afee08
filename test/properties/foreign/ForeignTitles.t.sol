// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {ForeignTitles} from "../../../contracts/certificates/ForeignTitles.sol";
import {IForeignTitles} from "../../../contracts/certificates/IForeignTitles.sol";
import {ITitles} from "../../../contracts/registry/ITitles.sol";
import {MadeUpBlock} from "./MadeUpBlock.sol";
import {Members} from "./Members.sol";

/// @title ForeignTitlesTest
/// @notice Titles of another chain, whatever is shown of them, by whomever and in whatever order.
contract ForeignTitlesTest is Members {
    /// @notice What was ever proven of a work, by those who are believed now.
    struct Ledger {
        uint256 word;
        uint256 sourceBlock;
    }

    /// @notice A term, as this test remembers it.
    struct Remembered {
        uint256 people;
        uint256 from;
        uint256 end;
    }

    uint256 private constant CHAIN = 8217;
    address private constant AURORA = address(0xA1);
    uint16 private constant THRESHOLD = 2;
    uint256 private constant STEPS = 24;
    uint256 private constant WORKS = 2;
    uint256 private constant BLOCKS = 40;
    uint256 private constant EVERYBODY = (1 << PEOPLE) - 1;

    ForeignTitles private _foreign;
    bytes32 private _sourceId;
    mapping(uint256 workId => Ledger ledger) private _ledger;
    Remembered[] private _terms;
    uint32 private _firstTerm;

    function setUp() external {
        VM.warp(START);
        _deploy(REVEAL_WINDOW);
        _accredit(AURORA, FOR_EVER);
        _gatherPeople();
        _foreign = new ForeignTitles(address(new AccessManager(address(this))));
        _sourceId = _foreign.sourceIdOf(CHAIN, address(_registry));
    }

    /* ONE PROOF */

    /// @dev The registry is a real one. What it keeps in the slot is all that is carried over.
    function testFuzz_knowsOfATitleWhatItsRegistryDoes(
        bytes32 contentHash,
        uint32 later,
        uint40 number,
        bool isHeld,
        bool isInMilliseconds
    ) external {
        // Before the largest number, which means that nothing ends a term.
        VM.assume(contentHash != 0 && number != 0 && number != type(uint40).max);
        _admit(EVERYBODY, 1);
        VM.warp(START + uint256(later));
        VM.roll(number);
        _register(AURORA, contentHash);
        if (isHeld) {
            VM.prank(ADJUDICATOR);
            _registry.setStatus(uint256(contentHash), ITitles.TitleStatus.Held, "order");
        }
        uint256 time = START + uint256(later);
        uint256 word = uint256(VM.load(address(_registry), bytes32(_slotOf(uint256(contentHash)))));

        MadeUpBlock.Made memory made = _made(uint256(contentHash), word, number, isInMilliseconds ? time * 1000 : time);
        _foreign.prove(_sourceId, uint256(contentHash), _proof(made, number, 0, 1));

        IForeignTitles.ForeignTitle memory known = _foreign.foreignTitle(_sourceId, uint256(contentHash));
        ITitles.Title memory title = _registry.titleOf(uint256(contentHash));
        VM.assertEq(keccak256(abi.encode(known.title)), keccak256(abi.encode(title)), "the title");
        VM.assertEq(known.sourceBlock, number, "the block");
        VM.assertEq(known.sourceTime, time, "its time, in seconds");
    }

    function testFuzz_takesAsManyMembersAsWereAskedFor(uint256 members, uint256 signers, uint256 needed) external {
        members = _between(members, 1, EVERYBODY);
        signers = _between(signers, 0, EVERYBODY);
        uint16 threshold = uint16(_between(needed, 1, _count(members)));
        _admit(members, threshold);

        bool isTaken = _tryProve(1, _aWord(1), 7, 0, signers);

        bool hasStranger = signers & ~members != 0;
        VM.assertEq(isTaken, !hasStranger && _count(signers) >= threshold, "whether it is believed");
        VM.assertEq(_foreign.foreignTitle(_sourceId, 1).sourceBlock, isTaken ? 7 : 0, "what is known then");
    }

    function testFuzz_countsNobodyTwice(uint256 signers, uint256 twice) external {
        signers = _between(signers, 1, EVERYBODY);
        twice %= PEOPLE;
        _admit(EVERYBODY, 1);
        IForeignTitles.Proof memory proof = _proof(_made(1, _aWord(1), 7, START), 7, 0, signers);
        for (uint256 i = 0; i < PEOPLE; ++i) {
            if (!_isIn(signers, (twice + i) % PEOPLE)) continue;
            bytes memory again = _proof(_made(1, _aWord(1), 7, START), 7, 0, 1 << ((twice + i) % PEOPLE)).signatures;
            proof.signatures = bytes.concat(again, proof.signatures);
            break;
        }

        VM.assertTrue(!_isTaken(1, proof), "somebody who has signed twice");
    }

    function testFuzz_refusesAProofWithOneBitChanged(uint256 part, uint256 at, uint8 bit, uint256 salt) external {
        _admit(EVERYBODY, THRESHOLD);
        MadeUpBlock.Made memory made = _made(1, _aWord(salt), 7, START);
        IForeignTitles.Proof memory proof = _proof(made, 7, 0, 3);
        bytes memory changed = _partOf(proof, part % 4);
        at = at % changed.length;
        changed[at] = bytes1(uint8(changed[at]) ^ uint8(1 << (bit % 8)));

        VM.assertTrue(!_isTaken(1, proof), "a changed proof proves nothing");
        VM.assertEq(_foreign.foreignTitle(_sourceId, 1).sourceBlock, 0, "and leaves nothing");
        changed[at] = bytes1(uint8(changed[at]) ^ uint8(1 << (bit % 8)));
        VM.assertTrue(_isTaken(1, proof), "as it was it proves the title");
    }

    function testFuzz_provesNoOtherWorkAndNoOtherRegistry(uint256 workId, uint256 other, address stranger) external {
        VM.assume(workId != other && stranger != address(_registry));
        _admit(EVERYBODY, THRESHOLD);
        MadeUpBlock.Shown memory shown = MadeUpBlock.Shown(stranger, _slotOf(workId), _aWord(workId), 7, START);

        VM.assertTrue(!_isTaken(workId, _proof(MadeUpBlock.make(shown), 7, 0, 3)), "another registry's slot");
        shown.registry = address(_registry);
        VM.assertTrue(!_isTaken(other, _proof(MadeUpBlock.make(shown), 7, 0, 3)), "another work's slot");
        VM.assertTrue(_isTaken(workId, _proof(MadeUpBlock.make(shown), 7, 0, 3)), "its own");
    }

    /* MANY, IN ANY ORDER */

    /// @dev What is known is always what the newest block showed of those that were vouched for by whoever is believed.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_neverGoesBackAndForgetsThoseWhoWereDismissed(uint256[STEPS] calldata seeds) external {
        _admitAnew(seeds[0]);
        for (uint256 i = 0; i < STEPS; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(seeds[i], i)));
            uint256 what = seed % 10;
            if (what == 0) _dismissAndAdmit(seed >> 8);
            else if (what < 3) _change(seed >> 8);
            else _show(seed >> 8);
            for (uint256 workId = 1; workId <= WORKS; ++workId) _assertKnown(workId);
        }
    }

    function _show(uint256 seed) private {
        uint256 workId = 1 + (seed % WORKS);
        uint256 number = 1 + ((seed >> 8) % BLOCKS);
        uint32 term = uint32((seed >> 16) % _terms.length);
        // Mostly by those of the term, else by anybody.
        uint256 signers = (seed >> 24) % 4 == 0 ? _between(seed >> 32, 0, EVERYBODY) : _terms[term].people;
        uint256 word = _aWord(seed);

        bool isVouched = signers & ~_terms[term].people == 0 && _count(signers) >= THRESHOLD;
        bool isOfTerm = term >= _firstTerm && number < _terms[term].end;
        bool isExpected = isVouched && isOfTerm && number > _ledger[workId].sourceBlock;
        VM.assertEq(_tryProve(workId, word, number, term, signers), isExpected, "whether a proof is taken");
        if (isExpected) _ledger[workId] = Ledger(word, number);
    }

    function _change(uint256 seed) private {
        uint32 newest = uint32(_terms.length - 1);
        uint256 people = _somePeople(seed);
        uint256 from = (seed >> 16) % (BLOCKS + BLOCKS);
        uint256 signers = (seed >> 24) % 4 == 0 ? _between(seed >> 32, 0, EVERYBODY) : _terms[newest].people;
        IForeignTitles.TrustSet memory set = _set(people, THRESHOLD, uint40(from));
        bytes32 previous = _foreign.sourceOf(_sourceId).digest;
        bytes32 digest = _changeDigest(CHAIN, address(_registry), previous, set);

        bool isExpected = from > _terms[newest].from &&
            signers & ~_terms[newest].people == 0 &&
            _count(signers) >= THRESHOLD;
        bool isTaken;
        try _foreign.changeMembers(_sourceId, set, _signed(signers, digest)) {
            isTaken = true;
        } catch {
            isTaken = false;
        }
        VM.assertEq(isTaken, isExpected, "whether a change is taken");
        if (!isTaken) return;
        VM.assertEq(_foreign.sourceOf(_sourceId).digest, digest, "what the next change names");
        _terms[newest].end = from;
        _terms.push(Remembered(people, from, type(uint40).max));
    }

    function _dismissAndAdmit(uint256 seed) private {
        _foreign.dismissSource(_sourceId);
        VM.expectRevert(abi.encodeWithSelector(IForeignTitles.ForeignTitlesUnknownSource.selector, _sourceId));
        _foreign.foreignTitle(_sourceId, 1);
        for (uint256 workId = 1; workId <= WORKS; ++workId) delete _ledger[workId];
        _admitAnew(seed);
    }

    function _admitAnew(uint256 seed) private {
        uint256 people = _somePeople(seed);
        _admit(people, THRESHOLD);
        _firstTerm = uint32(_terms.length);
        _terms.push(Remembered(people, 0, type(uint40).max));
    }

    /* WHAT THEY ARE MADE OF */

    function _admit(uint256 people, uint16 threshold) private {
        IForeignTitles.Registry memory registry = IForeignTitles.Registry(
            CHAIN,
            address(_registry),
            IForeignTitles.HeaderKind.Ethereum,
            REVEAL_WINDOW
        );
        _foreign.admitSource(registry, 0, _set(people, threshold, 0));
    }

    function _tryProve(
        uint256 workId,
        uint256 word,
        uint256 number,
        uint32 term,
        uint256 signers
    ) private returns (bool isTaken) {
        return _isTaken(workId, _proof(_made(workId, word, number, START), number, term, signers));
    }

    function _isTaken(uint256 workId, IForeignTitles.Proof memory proof) private returns (bool isTaken) {
        try _foreign.prove(_sourceId, workId, proof) {
            return true;
        } catch {
            return false;
        }
    }

    function _assertKnown(uint256 workId) private view {
        IForeignTitles.ForeignTitle memory known = _foreign.foreignTitle(_sourceId, workId);
        Ledger memory ledger = _ledger[workId];
        VM.assertEq(known.sourceBlock, ledger.sourceBlock, "the newest block that was shown");
        VM.assertEq(known.title.owner, address(uint160(ledger.word)), "the owner that it shows");
        VM.assertEq(known.title.registeredAt, uint40(ledger.word >> 160), "since when");
    }

    function _made(
        uint256 workId,
        uint256 word,
        uint256 number,
        uint256 time
    ) private view returns (MadeUpBlock.Made memory made) {
        return MadeUpBlock.make(MadeUpBlock.Shown(address(_registry), _slotOf(workId), word, number, time));
    }

    function _proof(
        MadeUpBlock.Made memory made,
        uint256 number,
        uint32 term,
        uint256 signers
    ) private view returns (IForeignTitles.Proof memory proof) {
        proof.headers = new bytes[](1);
        proof.headers[0] = made.header;
        proof.term = term;
        proof.signatures = _signed(signers, _checkpointDigest(CHAIN, address(_registry), number, made));
        proof.account = made.account;
        proof.slot = made.slot;
    }

    function _partOf(IForeignTitles.Proof memory proof, uint256 part) private pure returns (bytes memory bytes_) {
        if (part == 0) return proof.headers[0];
        if (part == 1) return proof.signatures;
        return part == 2 ? proof.account[0] : proof.slot[0];
    }

    /// @dev At least as many as it takes.
    function _somePeople(uint256 seed) private pure returns (uint256 people) {
        people = _between(seed, 0, EVERYBODY);
        for (uint256 i = 0; _count(people) < THRESHOLD; ++i) people |= 1 << i;
    }

    /// @dev Somebody's title, in force.
    function _aWord(uint256 seed) private pure returns (uint256 word) {
        bytes32 random = keccak256(abi.encode(seed));
        return (uint256(random) & type(uint160).max) | ((1 + (uint256(random) >> 224)) << 160);
    }

    /// @dev As the assembly of Solady's ERC721 makes it.
    function _slotOf(uint256 workId) private pure returns (uint256 slot) {
        // The same steps, on the same scratch space.
        assembly ("memory-safe") {
            mstore(0x00, workId)
            mstore(0x1c, shl(192, 0x7d8825530a5a2e7a))
            slot := add(workId, add(workId, keccak256(0x00, 0x20)))
        }
    }
}
