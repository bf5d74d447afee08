// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {IForeignTitles} from "../../../contracts/certificates/IForeignTitles.sol";
import {Deployed} from "../Deployed.sol";
import {MadeUpBlock} from "./MadeUpBlock.sol";

// JSON has double quotes, which single ones leave readable.
/* solhint-disable quotes */

/// @title Members
/// @notice Seven people with keys, in the order of their addresses, and what they sign as members of a registry's
/// committee, told once more.
abstract contract Members is Deployed {
    uint256 internal constant PEOPLE = 7;
    uint256 private constant _FIRST_KEY = 0xF00;

    uint256[PEOPLE] private _keys;

    function _gatherPeople() internal {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            uint256 at = i;
            for (; at > 0 && VM.addr(_keys[at - 1]) > VM.addr(_FIRST_KEY + i); --at) _keys[at] = _keys[at - 1];
            _keys[at] = _FIRST_KEY + i;
        }
    }

    function _person(uint256 number) internal view returns (address account) {
        return VM.addr(_keys[number]);
    }

    function _signed(uint256 people, bytes32 digest) internal view returns (bytes memory signatures) {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            if (_isIn(people, i)) signatures = bytes.concat(signatures, _sign(_keys[i], digest));
        }
    }

    function _set(
        uint256 people,
        uint16 threshold,
        uint40 from
    ) internal view returns (IForeignTitles.TrustSet memory set) {
        set.from = from;
        set.threshold = threshold;
        set.members = new IForeignTitles.Party[](_count(people));
        uint256 at = 0;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            if (!_isIn(people, i)) continue;
            set.members[at] = IForeignTitles.Party(Strings.toChecksumHexString(_person(i)), _nameOf(i), "");
            ++at;
        }
    }

    /// @dev One bit for each of the people.
    function _isIn(uint256 people, uint256 number) internal pure returns (bool isIn) {
        return (people >> number) & 1 == 1;
    }

    function _count(uint256 people) internal pure returns (uint256 count) {
        for (uint256 i = 0; i < PEOPLE; ++i) if (_isIn(people, i)) ++count;
    }

    function _checkpointDigest(
        uint256 chainId,
        address registry,
        uint256 number,
        MadeUpBlock.Made memory made
    ) internal pure returns (bytes32 digest) {
        bytes32 hash = keccak256(
            abi.encode(
                keccak256("Checkpoint(uint256 blockNumber,bytes32 blockHash,bytes32 stateRoot)"),
                number,
                keccak256(made.header),
                made.stateRoot
            )
        );
        return _typed("Colophon checkpoint", chainId, registry, hash);
    }

    /// @dev Of the set whose members are these people, as its trust file has it.
    function _changeDigest(
        uint256 chainId,
        address registry,
        bytes32 previous,
        IForeignTitles.TrustSet memory set
    ) internal pure returns (bytes32 digest) {
        bytes32 hash = keccak256(
            abi.encode(keccak256("TrustChange(bytes32 previous,bytes32 set)"), previous, sha256(bytes(_json(set))))
        );
        return _typed("Colophon trust", chainId, registry, hash);
    }

    function _json(IForeignTitles.TrustSet memory set) private pure returns (string memory text) {
        string memory keys = "";
        for (uint256 i = 0; i < set.members.length; ++i) {
            string memory comma = i == 0 ? "" : ",";
            IForeignTitles.Party memory member = set.members[i];
            keys = string.concat(keys, comma, '{"address":"', member.account, '","name":"', member.name, '"}');
        }
        string memory from = set.from == 0 ? "" : string.concat('"from":', Strings.toString(set.from), ",");
        string memory threshold = Strings.toString(set.threshold);
        return string.concat("{", from, '"members":{"keys":[', keys, '],"threshold":', threshold, "}}");
    }

    function _typed(
        string memory name,
        uint256 chainId,
        address registry,
        bytes32 hash
    ) private pure returns (bytes32 digest) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256("1"),
                chainId,
                registry
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, hash));
    }

    function _nameOf(uint256 number) private pure returns (string memory name) {
        return string.concat("member ", Strings.toString(number));
    }
}
