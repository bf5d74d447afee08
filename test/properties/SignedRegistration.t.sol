// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ITitles} from "../../contracts/registry/ITitles.sol";
import {IWorkRegistry} from "../../contracts/registry/IWorkRegistry.sol";
import {WorkRegistry} from "../../contracts/registry/WorkRegistry.sol";
import {Deployed} from "./Deployed.sol";

/// @title SignedRegistrationTest
/// @notice Registration by signature: what the owner signed is done, and nothing else.
contract SignedRegistrationTest is Deployed {
    uint256 private constant OWNER_KEY = 0xA11CE;
    uint256 private constant OTHER_KEY = 0xB0B;
    uint256 private constant CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    address private _owner;
    address private _other;

    function setUp() external {
        VM.warp(START);
        _deploy(REVEAL_WINDOW);
        _owner = VM.addr(OWNER_KEY);
        _other = VM.addr(OTHER_KEY);
        _accredit(_owner, FOR_EVER);
        _accredit(_other, FOR_EVER);
    }

    /* WHAT IS SIGNED */

    function testFuzz_registersWhatTheOwnerSigned(
        address relayer,
        bytes32 contentHash,
        bytes32 metadataHash,
        uint256 deadline
    ) external {
        VM.assume(contentHash != 0);
        uint256 until = _between(deadline, START, type(uint256).max - 1);
        ITitles.Claim memory claim = ITitles.Claim(_owner, contentHash, metadataHash);
        bytes memory signature = _sign(OWNER_KEY, _digestOf(claim, until));

        VM.prank(relayer);
        _registry.registerFor(claim, until, signature);

        VM.assertEq(_registry.ownerOf(uint256(contentHash)), _owner, "owner");
    }

    function testFuzz_aSignatureIsGoodOnce(bytes32 contentHash) external {
        VM.assume(contentHash != 0);
        ITitles.Claim memory claim = ITitles.Claim(_owner, contentHash, 0);
        bytes memory signature = _sign(OWNER_KEY, _digestOf(claim, START));
        _registry.registerFor(claim, START, signature);

        VM.expectRevert(
            abi.encodeWithSelector(ITitles.WorkRegistryAlreadyRegistered.selector, uint256(contentHash), _owner, START)
        );
        _registry.registerFor(claim, START, signature);
    }

    /* ANYTHING ELSE */

    function testFuzz_refusesAnotherOwner(bytes32 contentHash, bytes32 metadataHash) external {
        ITitles.Claim memory claim = ITitles.Claim(_owner, contentHash, metadataHash);
        bytes memory signature = _sign(OWNER_KEY, _digestOf(claim, START));

        claim.owner = _other;
        _assertRefused(claim, START, signature);
    }

    function testFuzz_refusesAnotherContentHash(bytes32 contentHash, bytes32 change) external {
        VM.assume(change != 0);
        ITitles.Claim memory claim = ITitles.Claim(_owner, contentHash, 0);
        bytes memory signature = _sign(OWNER_KEY, _digestOf(claim, START));

        claim.contentHash = contentHash ^ change;
        _assertRefused(claim, START, signature);
    }

    function testFuzz_refusesAnotherMetadataHash(bytes32 contentHash, bytes32 metadataHash, bytes32 change) external {
        VM.assume(change != 0);
        ITitles.Claim memory claim = ITitles.Claim(_owner, contentHash, metadataHash);
        bytes memory signature = _sign(OWNER_KEY, _digestOf(claim, START));

        claim.metadataHash = metadataHash ^ change;
        _assertRefused(claim, START, signature);
    }

    function testFuzz_refusesAnotherDeadline(bytes32 contentHash, uint256 signed, uint256 sent) external {
        uint256 until = _between(sent, START, type(uint256).max - 1);
        VM.assume(signed != until);
        ITitles.Claim memory claim = ITitles.Claim(_owner, contentHash, 0);

        _assertRefused(claim, until, _sign(OWNER_KEY, _digestOf(claim, signed)));
    }

    function testFuzz_refusesAnotherChain(bytes32 contentHash, uint64 chain) external {
        VM.assume(chain != block.chainid);
        ITitles.Claim memory claim = ITitles.Claim(_owner, contentHash, 0);
        bytes memory signature = _sign(OWNER_KEY, _digestOf(claim, START));

        VM.chainId(chain);
        _assertRefused(claim, START, signature);
    }

    function testFuzz_refusesAnotherContract(bytes32 contentHash) external {
        ITitles.Claim memory claim = ITitles.Claim(_owner, contentHash, 0);
        bytes memory signature = _sign(OWNER_KEY, _digestOf(claim, START));

        _registry = new WorkRegistry(_registry.authority(), _parties, REVEAL_WINDOW, "nih:sha-256;");
        _assertRefused(claim, START, signature);
    }

    function testFuzz_refusesTheSignatureOfAnother(bytes32 contentHash, uint256 keySeed) external {
        uint256 key = _between(keySeed, 1, CURVE_ORDER - 1);
        VM.assume(key != OWNER_KEY);
        ITitles.Claim memory claim = ITitles.Claim(_owner, contentHash, 0);

        _assertRefused(claim, START, _sign(key, _digestOf(claim, START)));
    }

    function testFuzz_refusesTheOtherFormOfAGoodSignature(bytes32 contentHash) external {
        ITitles.Claim memory claim = ITitles.Claim(_owner, contentHash, 0);
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(OWNER_KEY, _digestOf(claim, START));

        bytes32 upperS = bytes32(CURVE_ORDER - uint256(s));
        _assertRefused(claim, START, abi.encodePacked(r, upperS, v == 27 ? uint8(28) : uint8(27)));
    }

    function testFuzz_refusesAnAlteredSignature(bytes32 contentHash, uint256 position, uint8 change) external {
        VM.assume(change != 0);
        ITitles.Claim memory claim = ITitles.Claim(_owner, contentHash, 0);
        bytes memory signature = _sign(OWNER_KEY, _digestOf(claim, START));

        uint256 place = position % signature.length;
        signature[place] = bytes1(uint8(signature[place]) ^ change);
        _assertRefused(claim, START, signature);
    }

    function testFuzz_refusesASignatureOfAnotherLength(
        bytes32 contentHash,
        bytes calldata tail,
        uint256 kept
    ) external {
        ITitles.Claim memory claim = ITitles.Claim(_owner, contentHash, 0);
        bytes memory signature = _sign(OWNER_KEY, _digestOf(claim, START));
        bytes memory shortened = new bytes(kept % signature.length);
        for (uint256 i = 0; i < shortened.length; ++i) shortened[i] = signature[i];

        _assertRefused(claim, START, shortened);
        if (tail.length != 0) _assertRefused(claim, START, bytes.concat(signature, tail));
    }

    /* THE DEADLINE */

    function testFuzz_aSignatureIsGoodUntilItsDeadlineAndNoLonger(
        bytes32 contentHash,
        uint32 deadline,
        uint32 late
    ) external {
        VM.assume(contentHash != 0);
        ITitles.Claim memory claim = ITitles.Claim(_owner, contentHash, 0);
        bytes memory signature = _sign(OWNER_KEY, _digestOf(claim, deadline));
        uint256 tooLate = uint256(deadline) + 1 + late;

        VM.warp(tooLate);
        VM.expectRevert(abi.encodeWithSelector(IWorkRegistry.WorkRegistrySignatureExpired.selector, deadline, tooLate));
        _registry.registerFor(claim, deadline, signature);

        VM.warp(deadline);
        _registry.registerFor(claim, deadline, signature);
        VM.assertEq(_registry.ownerOf(uint256(contentHash)), _owner, "good at the very second of the deadline");
    }

    /* THE DIGEST */

    function testFuzz_digestIsTheOneOfEip712(ITitles.Claim calldata claim, uint256 deadline) external view {
        VM.assertEq(_registry.registrationDigest(claim, deadline), _digestOf(claim, deadline), "digest");
    }

    function _assertRefused(ITitles.Claim memory claim, uint256 deadline, bytes memory signature) private {
        VM.expectRevert(abi.encodeWithSelector(IWorkRegistry.WorkRegistryInvalidSignature.selector, claim.owner));
        _registry.registerFor(claim, deadline, signature);

        VM.assertEq(_registry.titleOf(uint256(claim.contentHash)).owner, address(0), "owner after a refusal");
    }

    function _digestOf(ITitles.Claim memory claim, uint256 deadline) private view returns (bytes32 digest) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Colophon"),
                keccak256("1"),
                block.chainid,
                address(_registry)
            )
        );
        bytes32 registration = keccak256(
            abi.encode(
                keccak256("Registration(address owner,bytes32 contentHash,bytes32 metadataHash,uint256 deadline)"),
                claim,
                deadline
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, registration));
    }
}
