// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Vm} from "../Vm.sol";
import {ConsortiumHandler} from "./ConsortiumHandler.sol";
import {ConsortiumLedger} from "./ConsortiumLedger.sol";

/// @title ConsortiumProperties
/// @notice What no sequence of calls brings about, over committee, parties, titles, recovery and pauses together.
/// @dev All rules stand in one invariant: forge draws the same sequences for each invariant of a contract.
abstract contract ConsortiumProperties {
    Vm internal constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    ConsortiumHandler internal _handler;

    function setUp() external {
        _handler = new ConsortiumHandler(_unit());
    }

    /// @notice Forge calls it at the end of every run.
    function afterInvariant() external view {
        VM.assertTrue(_handler.isInCharge(), "somebody else than the committee is an admin, or it is not");
        VM.assertEq(_handler.rolesOfDeployer(), 0, "who deployed has a role");
    }

    /// @notice Tells forge what to call.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function invariant_noSequenceOfCallsBreaksARule() external view {
        uint256 broken = _handler.broken();
        if (broken == 0) return;
        _assertKept(broken, ConsortiumLedger.Rule.TitlesMoveByLeave, "a title moved without owner, guardians or order");
        _assertKept(broken, ConsortiumLedger.Rule.AnnulledTitlesStay, "an annulled title moved");
        _assertKept(broken, ConsortiumLedger.Rule.TakersAreAccredited, "a title came to one who is not accredited");
        _assertKept(broken, ConsortiumLedger.Rule.EventsAreCounted, "the slot counts other events than there were");
        _assertKept(broken, ConsortiumLedger.Rule.PrioritiesNeverLater, "a priority became later");
        _assertKept(broken, ConsortiumLedger.Rule.CommitteeIsOnlyAdmin, "the role ADMIN was given or taken");
        _assertKept(broken, ConsortiumLedger.Rule.DeployerHasNothing, "who deployed got a role");
        _assertKept(
            broken,
            ConsortiumLedger.Rule.PartiesAgree,
            "an account is accredited that did not agree, or whose time is over"
        );
        _assertKept(broken, ConsortiumLedger.Rule.AccreditorsInTerm, "an accreditor decided beyond its appointment");
        _assertKept(broken, ConsortiumLedger.Rule.VotesAreSeats, "other votes were counted than cast from seats");
        _assertKept(broken, ConsortiumLedger.Rule.DecisionsAreWon, "what was not won was executed");
        _assertKept(broken, ConsortiumLedger.Rule.PowersAreGiven, "somebody did what it has no power to do");
        _assertKept(broken, ConsortiumLedger.Rule.PausesEnd, "a pause did not end, or followed another at once");
        _assertKept(broken, ConsortiumLedger.Rule.GuardiansAgreeInTime, "a recovery without its guardians or delay");
    }

    function _unit() internal pure virtual returns (uint256 unit);

    function _assertKept(uint256 broken, ConsortiumLedger.Rule rule, string memory message) private pure {
        VM.assertTrue((broken >> uint256(rule)) & 1 == 0, message);
    }
}
