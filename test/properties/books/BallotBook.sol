// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";

import {Roles} from "../../../contracts/access/Roles.sol";
import {Committee} from "../../../contracts/governance/Committee.sol";
import {ISeats} from "../../../contracts/governance/ISeats.sol";

/// @title BallotBook
/// @notice A second count of every ballot, by who voted from which seat.
abstract contract BallotBook {
    /// @notice A proposal of one call.
    struct Known {
        uint256 id;
        address target;
        bytes data;
        string description;
        IGovernor.ProposalState ended;
    }

    uint8 internal constant PARTICIPATION = 40;
    uint8 internal constant WIN_RATE = 51;
    uint256 private constant _RECENT = 6;

    Known[] internal _known;
    /// @dev 1 no, 2 yes, 3 abstained.
    mapping(uint256 proposalId => mapping(address member => uint256 vote)) internal _votes;

    /// @dev Notes the proposal that was just made.
    function _know(Committee committee, address target, bytes memory data) internal {
        uint256 id = committee.latestProposalId();
        _known.push(Known(id, target, data, _nextDescription(), IGovernor.ProposalState.Pending));
    }

    /// @dev The weights of a ballot: those who have not voted, no, yes, abstained.
    function _count(Committee committee, uint256 id) internal view returns (uint256[4] memory weights) {
        ISeats seats = committee.seats();
        uint256 end = Math.min(committee.proposalDeadline(id), committee.clock());
        ISeats.Seat[] memory first = seats.seatsAt(committee.proposalSnapshot(id));
        ISeats.Seat[] memory last = seats.seatsAt(end);
        for (uint256 i = 0; i < first.length; ++i) {
            if (first[i].member != last[i].member) continue;
            weights[_votes[id][first[i].member]] += Math.min(first[i].weight, last[i].weight);
        }
    }

    /// @dev The ballot counted by members: who had one seat at its beginning and its end, with the smaller weight.
    function _isWon(Committee committee, uint256 id) internal view returns (bool won) {
        uint256[4] memory weights = _count(committee, id);
        uint256 cast = weights[1] + weights[2] + weights[3];
        // Rounding up is the same as not dividing at all.
        return
            cast != 0 &&
            cast * 100 >= (cast + weights[0]) * PARTICIPATION &&
            weights[2] > weights[1] &&
            weights[2] * 100 >= (weights[1] + weights[2]) * WIN_RATE;
    }

    function _recent() internal view returns (uint256 count) {
        return Math.min(_known.length, _RECENT);
    }

    function _proposing(address target, bytes memory data) internal view returns (bytes memory call) {
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _lists(target, data);
        return abi.encodeCall(IGovernor.propose, (targets, values, calls, _nextDescription()));
    }

    function _executing(Known storage known) internal view returns (bytes memory call) {
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _lists(known.target, known.data);
        return abi.encodeCall(IGovernor.execute, (targets, values, calls, keccak256(bytes(known.description))));
    }

    /// @dev What a committee never decides: to have somebody beside it, or to give up its role.
    function _coup(Committee committee, uint256 seed, address about) internal view returns (bytes memory data) {
        if (seed % 4 == 0) return abi.encodeCall(IAccessManager.grantRole, (Roles.ADMIN, about, 0));
        if (seed % 4 == 1) return abi.encodeCall(IAccessManager.revokeRole, (Roles.ADMIN, address(committee)));
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(IAccessManager.renounceRole, (Roles.ADMIN, address(committee)));
        data = abi.encodeCall(Multicall.multicall, (calls));
        if (seed % 4 == 2) data = abi.encodeCall(IAccessManager.execute, (committee.authority(), data));
    }

    function _nextDescription() private view returns (string memory description) {
        return string(abi.encodePacked(_known.length + 1));
    }

    function _lists(
        address target,
        bytes memory data
    ) private pure returns (address[] memory targets, uint256[] memory values, bytes[] memory calls) {
        targets = new address[](1);
        values = new uint256[](1);
        calls = new bytes[](1);
        (targets[0], calls[0]) = (target, data);
    }
}
