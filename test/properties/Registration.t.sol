// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitles} from "../../contracts/registry/ITitles.sol";
import {IWorkRegistry} from "../../contracts/registry/IWorkRegistry.sol";
import {Deployed} from "./Deployed.sol";

/// @title RegistrationTest
/// @notice Registration of any work by anybody, alone and in batches.
contract RegistrationTest is Deployed {
    address private constant AURORA = address(0xA1);
    address private constant BOREALIS = address(0xB2);
    uint256 private constant LARGEST_BATCH = 40;
    /// @dev Few enough that most batches name some work twice.
    uint256 private constant DIFFERENT_WORKS = 24;

    mapping(bytes32 contentHash => bool isKnown) private _isKnown;

    function setUp() external {
        VM.warp(START);
        _deploy(REVEAL_WINDOW);
        _accredit(AURORA, FOR_EVER);
        _accredit(BOREALIS, FOR_EVER);
    }

    /* ONE WORK */

    function testFuzz_recordsExactlyWhatIsRegistered(bytes32 contentHash, uint32 time, uint32 blockNumber) external {
        VM.assume(contentHash != 0);
        VM.warp(time);
        VM.roll(blockNumber);

        _register(AURORA, contentHash);

        _assertTitle(contentHash, AURORA, time, blockNumber);
        VM.assertEq(_registry.balanceOf(AURORA), 1, "balance");
        VM.assertEq(_registry.ownerOf(uint256(contentHash)), AURORA, "ownerOf");
    }

    function testFuzz_refusesAKnownHashAndNamesWhoHasItSinceWhen(
        bytes32 contentHash,
        uint32 later,
        bool same
    ) external {
        VM.assume(contentHash != 0);
        address second = same ? AURORA : BOREALIS;
        _register(AURORA, contentHash);
        VM.warp(uint256(START) + later);
        VM.roll(uint256(later) + 1);

        VM.expectRevert(
            abi.encodeWithSelector(ITitles.WorkRegistryAlreadyRegistered.selector, uint256(contentHash), AURORA, START)
        );
        _register(second, contentHash);

        _assertTitle(contentHash, AURORA, START, 1);
    }

    function testFuzz_refusesWhoeverActsForAnotherUnasked(address caller, bytes32 contentHash) external {
        VM.assume(contentHash != 0 && caller != AURORA);

        VM.expectRevert(abi.encodeWithSelector(ITitles.WorkRegistryNotAuthorized.selector, AURORA, caller));
        VM.prank(caller);
        _registry.register(ITitles.Claim(AURORA, contentHash, 0));

        _assertUnknown(contentHash);
    }

    function testFuzz_refusesAnOwnerWithoutAccreditation(address owner, bytes32 contentHash) external {
        VM.assume(contentHash != 0 && owner != AURORA && owner != BOREALIS && owner != address(0));

        VM.expectRevert(abi.encodeWithSelector(ITitles.WorkRegistryNotAccredited.selector, owner));
        _register(owner, contentHash);

        _assertUnknown(contentHash);
    }

    function testFuzz_refusesTheZeroHash(bytes32 metadataHash) external {
        VM.expectRevert(abi.encodeWithSelector(ITitles.WorkRegistryZeroContentHash.selector));
        VM.prank(AURORA);
        _registry.register(ITitles.Claim(AURORA, 0, metadataHash));

        _assertUnknown(0);
    }

    /* A BATCH */

    function testFuzz_reportsEachWorkOfABatch(
        uint256[LARGEST_BATCH] calldata seeds,
        uint256 size,
        uint256 taken
    ) external {
        IWorkRegistry.Work[] memory works = _batch(seeds, _between(size, 1, LARGEST_BATCH));
        _takeSome(taken);

        VM.warp(START + 1);
        VM.roll(2);
        VM.prank(AURORA);
        IWorkRegistry.Outcome[] memory outcomes = _registry.registerMany(AURORA, works);

        VM.assertEq(outcomes.length, works.length, "one outcome for each work");
        uint256 registered = 0;
        for (uint256 i = 0; i < works.length; ++i) {
            bytes32 contentHash = works[i].contentHash;
            VM.assertEq(uint256(outcomes[i]), uint256(_expectedOutcome(contentHash)), "outcome");
            if (outcomes[i] != IWorkRegistry.Outcome.Registered) continue;
            ++registered;
            _isKnown[contentHash] = true;
            _assertTitle(contentHash, AURORA, START + 1, 2);
        }
        VM.assertEq(_registry.balanceOf(AURORA), registered, "balance");
    }

    function testFuzz_aBatchLeavesTheTitlesOfOthersAlone(
        uint256[LARGEST_BATCH] calldata seeds,
        uint256 taken
    ) external {
        _takeSome(taken);
        uint256 before = _registry.balanceOf(BOREALIS);

        VM.warp(START + 1);
        VM.roll(2);
        VM.prank(AURORA);
        _registry.registerMany(AURORA, _batch(seeds, LARGEST_BATCH));

        VM.assertEq(_registry.balanceOf(BOREALIS), before, "balance of another");
        for (uint256 i = 1; i < DIFFERENT_WORKS; ++i) {
            if (_isKnown[_hashAt(i)]) _assertTitle(_hashAt(i), BOREALIS, START, 1);
        }
    }

    function testFuzz_refusesABatchOfNoneOrTooMany(uint256 size) external {
        uint256 tooMany = _registry.MAX_BATCH() + 1;
        IWorkRegistry.Work[] memory works = new IWorkRegistry.Work[](size % 4 == 0 ? 0 : tooMany + (size % 3));

        VM.expectRevert(
            abi.encodeWithSelector(IWorkRegistry.WorkRegistryBatchSize.selector, works.length, tooMany - 1)
        );
        VM.prank(AURORA);
        _registry.registerMany(AURORA, works);
    }

    /// @dev Another publisher has some of the works already: one bit for each.
    function _takeSome(uint256 taken) private {
        for (uint256 i = 1; i < DIFFERENT_WORKS; ++i) {
            if ((taken >> i) & 1 == 0) continue;
            _isKnown[_hashAt(i)] = true;
            _register(BOREALIS, _hashAt(i));
        }
    }

    function _assertTitle(bytes32 contentHash, address owner, uint256 time, uint256 blockNumber) private view {
        ITitles.Title memory title = _registry.titleOf(uint256(contentHash));
        VM.assertEq(title.owner, owner, "owner");
        VM.assertEq(title.registeredAt, time, "registeredAt");
        VM.assertEq(title.finalAt, time + REVEAL_WINDOW, "finalAt");
        VM.assertEq(title.changedAtBlock, blockNumber, "changedAtBlock");
        VM.assertEq(uint256(title.status), uint256(ITitles.TitleStatus.InForce), "status");
    }

    function _assertUnknown(bytes32 contentHash) private view {
        ITitles.Title memory none;
        VM.assertEq(
            keccak256(abi.encode(_registry.titleOf(uint256(contentHash)))),
            keccak256(abi.encode(none)),
            "all fields of an unknown work are zero"
        );
    }

    function _expectedOutcome(bytes32 contentHash) private view returns (IWorkRegistry.Outcome outcome) {
        if (contentHash == 0) return IWorkRegistry.Outcome.ZeroContentHash;
        return _isKnown[contentHash] ? IWorkRegistry.Outcome.AlreadyRegistered : IWorkRegistry.Outcome.Registered;
    }

    function _batch(
        uint256[LARGEST_BATCH] calldata seeds,
        uint256 size
    ) private pure returns (IWorkRegistry.Work[] memory works) {
        works = new IWorkRegistry.Work[](size);
        for (uint256 i = 0; i < size; ++i) {
            works[i] = IWorkRegistry.Work(_hashAt(seeds[i]), bytes32(seeds[i]));
        }
    }

    /// @dev Number 0 is no work.
    function _hashAt(uint256 number) private pure returns (bytes32 contentHash) {
        return number % DIFFERENT_WORKS == 0 ? bytes32(0) : keccak256(abi.encode(number % DIFFERENT_WORKS));
    }
}
