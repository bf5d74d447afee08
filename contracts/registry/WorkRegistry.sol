// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {ERC721} from "solady/src/tokens/ERC721.sol";
import {LibString} from "solady/src/utils/LibString.sol";

import {ChainTime} from "../access/ChainTime.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {IWorkRegistry} from "./IWorkRegistry.sol";
import {TitleOffers} from "./TitleOffers.sol";
import {TitleToken} from "./TitleToken.sol";
import {WorkAnchors} from "./WorkAnchors.sol";

/// @title WorkRegistry
/// @notice Registration of works by content hash.
contract WorkRegistry is IWorkRegistry, TitleOffers, WorkAnchors, EIP712 {
    /// @inheritdoc IWorkRegistry
    /// @dev Keeps a full batch within the 49,152 bytes of input that FISCO BCOS takes.
    uint256 public constant MAX_BATCH = 700;

    /// @dev keccak256("Registration(address owner,bytes32 contentHash,bytes32 metadataHash,uint256 deadline)")
    bytes32 private constant _REGISTRATION_TYPEHASH =
        0x84eb0b97ca9756806a6b2dff7610b8c642438a7a9cb9b07319cbf0a7d0ecc151;

    uint256 private constant _HASH_BYTES = 32;

    string private _baseURI;

    /// @param authority The deployment's AccessManager.
    /// @param parties The registry of parties to ask.
    /// @param revealWindow How long a new title is provisional, in seconds.
    /// @param baseURI What `tokenURI` begins with.
    constructor(
        address authority,
        IPartyRegistry parties,
        uint40 revealWindow,
        string memory baseURI
    ) AccessManaged(authority) TitleToken(parties, revealWindow) EIP712("Colophon", "1") {
        _baseURI = baseURI;
    }

    /* REGISTRATION */

    /// @inheritdoc IWorkRegistry
    function register(Claim calldata claim) external whenNotPaused {
        address owner = claim.owner;
        _requireActsFor(owner);

        _register(owner, claim.contentHash, claim.metadataHash);
    }

    /// @inheritdoc IWorkRegistry
    function registerMany(
        address owner,
        Work[] calldata works
    ) external whenNotPaused returns (Outcome[] memory outcomes) {
        if (works.length == 0 || works.length > MAX_BATCH) revert WorkRegistryBatchSize(works.length, MAX_BATCH);
        _requireActsFor(owner);
        _requireAccredited(owner);

        outcomes = new Outcome[](works.length);
        uint40 time = ChainTime.timestamp();
        for (uint256 i = 0; i < works.length; ++i) {
            outcomes[i] = _registerNext(owner, works[i], time);
        }
    }

    /// @inheritdoc IWorkRegistry
    function registerFor(Claim calldata claim, uint256 deadline, bytes calldata signature) external whenNotPaused {
        uint40 time = ChainTime.timestamp();
        if (deadline < time) revert WorkRegistrySignatureExpired(deadline, time);
        if (
            !SignatureChecker.isValidSignatureNowCalldata(claim.owner, registrationDigest(claim, deadline), signature)
        ) {
            revert WorkRegistryInvalidSignature(claim.owner);
        }

        _register(claim.owner, claim.contentHash, claim.metadataHash);
    }

    /* OPERATION */

    /// @inheritdoc IWorkRegistry
    function setBaseURI(string calldata newBaseURI) external restricted whenNotPaused {
        string memory oldBaseURI = _baseURI;

        _baseURI = newBaseURI;

        emit BaseURIChanged(oldBaseURI, newBaseURI);
        emit BatchMetadataUpdate(0, type(uint256).max);
    }

    /* READING */

    /// @inheritdoc IWorkRegistry
    function partyRegistry() external view returns (address registry) {
        return address(_parties());
    }

    /// @inheritdoc IWorkRegistry
    /// @dev {"name":"Colophon Titles","symbol":"TITLE"}, as RFC 2397 writes it.
    function contractURI() external pure returns (string memory uri) {
        return "data:application/json,%7B%22name%22%3A%22Colophon%20Titles%22%2C%22symbol%22%3A%22TITLE%22%7D";
    }

    /// @inheritdoc IWorkRegistry
    function digestAlgorithm() external pure returns (string memory algorithm) {
        return "sha-256";
    }

    /// @inheritdoc IWorkRegistry
    function registrationDigest(Claim calldata claim, uint256 deadline) public view returns (bytes32 digest) {
        return
            _hashTypedDataV4(
                keccak256(
                    abi.encode(_REGISTRATION_TYPEHASH, claim.owner, claim.contentHash, claim.metadataHash, deadline)
                )
            );
    }

    /// @notice ERC-721 Metadata: the base URI and the content hash in 64 hex digits, without 0x.
    function tokenURI(uint256 workId) public view override returns (string memory uri) {
        _requireOwner(workId);
        return string.concat(_baseURI, LibString.toHexStringNoPrefix(workId, _HASH_BYTES));
    }

    /// @inheritdoc ERC721
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(TitleOffers, WorkAnchors) returns (bool supported) {
        return interfaceId == type(IWorkRegistry).interfaceId || super.supportsInterface(interfaceId);
    }

    /// @dev The caller has shown that the owner wants this.
    function _register(address owner, bytes32 contentHash, bytes32 metadataHash) private {
        uint256 workId = uint256(contentHash);
        if (workId == 0) revert WorkRegistryZeroContentHash();
        address holder = _ownerOf(workId);
        if (holder != address(0)) {
            revert WorkRegistryAlreadyRegistered(workId, holder, _record(workId).registeredAt);
        }
        _requireAccredited(owner);

        _createTitle(workId, owner, ChainTime.timestamp());

        emit WorkRegistered(workId, owner, metadataHash, 0);
    }

    /// @dev The caller has checked the owner.
    function _registerNext(address owner, Work calldata work, uint40 time) private returns (Outcome outcome) {
        uint256 workId = uint256(work.contentHash);
        if (workId == 0) outcome = Outcome.ZeroContentHash;
        else if (_exists(workId)) outcome = Outcome.AlreadyRegistered;

        if (outcome != Outcome.Registered) {
            emit ClaimRejected(workId, owner, outcome);
            return outcome;
        }

        _createTitle(workId, owner, time);

        emit WorkRegistered(workId, owner, work.metadataHash, 0);
    }
}
