// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Deployed} from "./Deployed.sol";
import {RecoveryHandler} from "./handlers/RecoveryHandler.sol";

/// @title RecoveryInvariants
/// @notice No sequence of calls moves a title without its owner, enough guardians after their delay, or an order.
/// forge-config: default.invariant.runs = 144
contract RecoveryInvariants is Deployed {
    RecoveryHandler private _handler;

    function setUp() external {
        _handler = new RecoveryHandler();
    }

    /// @notice The handler reaches what the invariants speak of: two members are recovered and their titles follow.
    function test_theHandlerRecoversAndVetoes() external {
        // Member 0 has one guardian, who names member 1; the key vetoes, and the guardian names it again.
        _handler.setGuardians(0, 99);
        _handler.approve(3 * 1, 4 * 4 + 1);
        _handler.veto(0);
        _handler.approve(3 * 1, 4 * 4 + 1);
        _handler.execute(0, 1);
        _handler.moveTitles(0, 1);
        // Member 2 has none: an order names member 1.
        _handler.order(2 + 3 * 1, 0, "order");
        _handler.moveTitles(2, 1);

        VM.assertEq(_handler.vetoed(), 1, "vetoes");
        VM.assertEq(_handler.takenOver(), 1, "taken over");
        VM.assertEq(_handler.ordered(), 1, "ordered");
        VM.assertEq(_handler.followed(), 2, "titles that followed");
        VM.assertEq(_handler.violations(), 0, "violations");
    }

    /// @notice Tells forge what to call.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @dev One invariant for all rules: forge draws the same sequences for each invariant of a contract.
    function invariant_everyRuleHolds() external view {
        _aTitleMovesByItsOwnerItsGuardiansOrAnOrderOnly();
        _aSuccessorIsWhomGuardiansOrAnOrderNamed();
        _everyCallIsTakenFromWhoMayAndRefusedFromOthers();
    }

    function _aTitleMovesByItsOwnerItsGuardiansOrAnOrderOnly() private view {
        for (uint256 i = 0; i < _handler.workCount(); ++i) {
            uint256 workId = _handler.workAt(i);
            VM.assertEq(_handler.titleOwner(workId), _handler.ownerOf(workId), "a title moved by nobody who may");
        }
    }

    function _aSuccessorIsWhomGuardiansOrAnOrderNamed() private view {
        VM.assertTrue(_handler.agrees(), "a successor that nobody named who may");
    }

    function _everyCallIsTakenFromWhoMayAndRefusedFromOthers() private view {
        VM.assertEq(_handler.violations(), 0, "calls that were taken or refused wrongly");
    }
}
