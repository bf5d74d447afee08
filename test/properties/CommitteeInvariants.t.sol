// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Roles} from "../../contracts/access/Roles.sol";
import {ISeats} from "../../contracts/governance/ISeats.sol";
import {CommitteeHandler} from "./handlers/CommitteeHandler.sol";
import {Vm} from "./Vm.sol";

/// @title CommitteeInvariants
/// @notice What holds of the committee after every call that anybody makes.
/// forge-config: default.invariant.runs = 144
contract CommitteeInvariants {
    Vm internal constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint256 private constant _STEPS = 1500;

    CommitteeHandler private _handler;

    function setUp() external {
        _handler = new CommitteeHandler();
    }

    /// @notice The handler comes to what the invariants speak of.
    function test_theHandlerReachesVotesAndExecutions() external {
        for (uint256 step = 0; step < _STEPS; ++step) {
            uint256 seed = uint256(keccak256(abi.encode(step)));
            uint256 kind = (seed >> 200) % 12;
            if (kind < 2) _handler.propose(seed);
            else if (kind < 8) _handler.vote(seed);
            else if (kind < 9) _handler.pass(seed);
            else if (kind < 11) _handler.execute(seed);
            else _handler.trespass(seed);
        }
        VM.assertTrue(_handler.votesCast() > 50, "votes are cast");
        VM.assertTrue(_handler.executions() > 3, "proposals are executed");
        VM.assertEq(_handler.violations(), 0, "none should have failed");
    }

    /// @notice Tells forge what to call.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @dev One invariant for all rules: forge draws the same sequences for each invariant of a contract.
    function invariant_everyRuleHolds() external view {
        _theCommitteeIsInChargeAndNobodyElse();
        _somebodyHasASeatAndNobodyTwo();
        _nothingPassesButWhatWasWon();
    }

    function _theCommitteeIsInChargeAndNobodyElse() private view {
        (bool isAdmin, uint32 delay) = _handler.MANAGER().hasRole(Roles.ADMIN, address(_handler.COMMITTEE()));
        VM.assertTrue(isAdmin && delay == 0, "the committee is the admin, at once");
        for (uint256 i = 0; i < _handler.actors(); ++i) {
            (bool isOther, ) = _handler.MANAGER().hasRole(Roles.ADMIN, _handler.actor(i));
            VM.assertTrue(!isOther, "nobody else is the admin");
        }
    }

    function _somebodyHasASeatAndNobodyTwo() private view {
        ISeats seats = _handler.SEATS();
        ISeats.Seat[] memory all = seats.seatsAt(seats.clock());
        uint256 total;
        for (uint256 i = 0; i < all.length; ++i) {
            total += all[i].weight;
            VM.assertEq(all[i].weight == 0, all[i].member == address(0), "a seat has a member and a weight, or none");
            if (all[i].weight == 0) continue;
            VM.assertEq(seats.numberOf(all[i].member), i + 1, "a member's seat is its only one");
        }
        VM.assertTrue(total != 0, "somebody can vote");
    }

    function _nothingPassesButWhatWasWon() private view {
        VM.assertEq(_handler.violations(), 0, "votes, executions and attempts that should have failed");
    }
}
