// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {IForeignTitles} from "./IForeignTitles.sol";

// JSON has double quotes, which single ones leave readable.
// The texts that are hashed are constants, and longer than a word.
/* solhint-disable quotes, gas-small-strings */

/// @title TrustSets
/// @notice What members sign about a registry, as `lib/certificates` has it: a checkpoint of a block, and those who
/// come after them. Of a set the SHA-256 of its canonical JSON (RFC 8785) is signed, so that text is made here again.
library TrustSets {
    bytes32 private constant _DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant _CHECKPOINT_TYPE =
        keccak256("Checkpoint(uint256 blockNumber,bytes32 blockHash,bytes32 stateRoot)");
    bytes32 private constant _CHANGE_TYPE = keccak256("TrustChange(bytes32 previous,bytes32 set)");
    bytes32 private constant _VERSION = keccak256("1");

    uint256 private constant _ADDRESS_LENGTH = 42;
    /// @dev With fewer validators than this none may be missing, where Kaia counts.
    uint256 private constant _LEAST_FOR_FAULTS = 4;

    /// @notice What a member signs for a block.
    function checkpointDigest(
        IForeignTitles.Registry memory registry,
        uint256 blockNumber,
        bytes32 blockHash,
        bytes32 stateRoot
    ) internal pure returns (bytes32 digest) {
        bytes32 checkpoint = keccak256(abi.encode(_CHECKPOINT_TYPE, blockNumber, blockHash, stateRoot));
        return MessageHashUtils.toTypedDataHash(_domain("Colophon checkpoint", registry), checkpoint);
    }

    /// @notice What those before a set sign for it.
    /// @param previous The digest of the set before it, zero for the first.
    function changeDigest(
        IForeignTitles.Registry memory registry,
        bytes32 previous,
        IForeignTitles.TrustSet calldata set
    ) internal pure returns (bytes32 digest) {
        bytes32 change = keccak256(abi.encode(_CHANGE_TYPE, previous, sha256(bytes(_json(set)))));
        return MessageHashUtils.toTypedDataHash(_domain("Colophon trust", registry), change);
    }

    /// @notice The address of somebody in a set.
    function accountOf(IForeignTitles.Party calldata party) internal pure returns (address account) {
        bool isAddress = false;
        if (bytes(party.account).length == _ADDRESS_LENGTH)
            (isAddress, account) = Strings.tryParseAddress(party.account);
        if (!isAddress) revert IForeignTitles.ForeignTitlesNotAnAddress(party.account);
    }

    /// @notice How many of so many validators it takes: two thirds, rounded up; of fewer than four all, but in QBFT.
    function quorumOf(bool isQbft, uint256 validators) internal pure returns (uint256 quorum) {
        if (!isQbft && validators < _LEAST_FOR_FAULTS) return validators;
        return (2 * validators + 2) / 3;
    }

    function _domain(
        string memory name,
        IForeignTitles.Registry memory registry
    ) private pure returns (bytes32 separator) {
        bytes32 hashed = keccak256(bytes(name));
        return keccak256(abi.encode(_DOMAIN_TYPE, hashed, _VERSION, registry.chainId, registry.registry));
    }

    /// @dev Keys in the order of RFC 8785, and none for what is not there.
    function _json(IForeignTitles.TrustSet calldata set) private pure returns (string memory text) {
        if (set.from != 0) text = string.concat(',"from":', Strings.toString(set.from));
        if (set.members.length != 0) {
            string memory threshold = Strings.toString(set.threshold);
            text = string.concat(text, ',"members":{"keys":', _list(set.members), ',"threshold":', threshold, "}");
        }
        if (set.until != 0) text = string.concat(text, ',"until":', Strings.toString(set.until));
        if (set.validators.length != 0) text = string.concat(text, ',"validators":', _list(set.validators));
        // The first comma becomes the brace: a set without members and validators was refused.
        bytes(text)[0] = "{";
        return string.concat(text, "}");
    }

    function _list(IForeignTitles.Party[] calldata parties) private pure returns (string memory text) {
        for (uint256 i = 0; i < parties.length; ++i) {
            text = string.concat(text, i == 0 ? "[" : ",", _party(parties[i]));
        }
        return string.concat(text, "]");
    }

    /// @dev The account is nothing but an address, which `accountOf` has seen to.
    function _party(IForeignTitles.Party calldata party) private pure returns (string memory text) {
        text = string.concat('{"address":"', party.account, '"');
        if (bytes(party.secondKey).length != 0) {
            text = string.concat(text, ',"mlDsa44":"', _withinQuotes(party.secondKey), '"');
        }
        return string.concat(text, ',"name":"', _withinQuotes(party.name), '"}');
    }

    /// @dev A text that ended its quotes could make one set of another one that has been signed.
    function _withinQuotes(string calldata text) private pure returns (string calldata same) {
        bytes calldata characters = bytes(text);
        bool isEscaped = false;
        for (uint256 i = 0; i < characters.length; ++i) {
            if (characters[i] == '"' && !isEscaped) revert IForeignTitles.ForeignTitlesNotJsonText(text);
            isEscaped = characters[i] == "\\" && !isEscaped;
        }
        if (isEscaped) revert IForeignTitles.ForeignTitlesNotJsonText(text);
        return text;
    }
}
