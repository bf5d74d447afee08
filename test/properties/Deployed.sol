// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {Roles} from "../../contracts/access/Roles.sol";
import {Recovery} from "../../contracts/identity/Recovery.sol";
import {IAccreditors} from "../../contracts/parties/IAccreditors.sol";
import {IPartyRegistry} from "../../contracts/parties/IPartyRegistry.sol";
import {PartyRegistry} from "../../contracts/parties/PartyRegistry.sol";
import {ITitles} from "../../contracts/registry/ITitles.sol";
import {ITimedPause} from "../../contracts/registry/ITimedPause.sol";
import {WorkRegistry} from "../../contracts/registry/WorkRegistry.sol";
import {Vm} from "./Vm.sol";

/// @title Deployed
/// @notice A registry with its roles as the deploy scripts give them, for a property test to begin with.
abstract contract Deployed {
    Vm internal constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint40 internal constant START = 1_800_000_000;
    uint40 internal constant REVEAL_WINDOW = 600;
    uint40 internal constant FOR_EVER = type(uint40).max;
    uint8 internal constant ALL_KINDS = 0x0e;

    address internal constant ACCREDITOR = address(0xACC);
    address internal constant ADJUDICATOR = address(0xAD7);
    address internal constant GUARDIAN = address(0x6A4);

    PartyRegistry internal _parties;
    WorkRegistry internal _registry;

    /// @dev The contract that deploys stays the admin.
    function _deploy(uint40 revealWindow) internal {
        AccessManager manager = new AccessManager(address(this));
        _parties = new PartyRegistry(address(manager));
        _registry = new WorkRegistry(address(manager), _parties, revealWindow, "nih:sha-256;");

        bytes4[] memory orders = new bytes4[](2);
        orders[0] = _registry.setStatus.selector;
        orders[1] = _registry.correctTitle.selector;
        manager.setTargetFunctionRole(address(_registry), orders, Roles.ADJUDICATOR);
        bytes4[] memory stops = new bytes4[](1);
        stops[0] = ITimedPause.pause.selector;
        manager.setTargetFunctionRole(address(_registry), stops, Roles.GUARDIAN);

        _parties.appointAccreditor(ACCREDITOR, FOR_EVER, ALL_KINDS);
        manager.grantRole(Roles.ADJUDICATOR, ADJUDICATOR, 0);
        manager.grantRole(Roles.GUARDIAN, GUARDIAN, 0);
    }

    /// @dev After `_deploy`. Titles follow on its word alone.
    function _deployRecovery() internal returns (Recovery recovery) {
        AccessManager manager = AccessManager(_registry.authority());
        recovery = new Recovery(address(manager), _parties, _registry);
        bytes4[] memory moves = new bytes4[](1);
        moves[0] = ITitles.recoverTitles.selector;
        manager.setTargetFunctionRole(address(_registry), moves, Roles.RECOVERY);
        manager.grantRole(Roles.RECOVERY, address(recovery), 0);
    }

    function _accredit(address account, uint40 validUntil) internal {
        VM.prank(account);
        _parties.applyTo(ACCREDITOR, IAccreditors.PartyKind.Publisher, validUntil, "credential", FOR_EVER);
        VM.prank(ACCREDITOR);
        _parties.accredit(
            IPartyRegistry.Application(account, IAccreditors.PartyKind.Publisher, validUntil, "credential", FOR_EVER),
            ""
        );
    }

    function _register(address owner, bytes32 contentHash) internal {
        VM.prank(owner);
        _registry.register(ITitles.Claim(owner, contentHash, "metadata"));
    }

    function _sign(uint256 key, bytes32 digest) internal pure returns (bytes memory signature) {
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev Folds a fuzzed number into a range, both ends included.
    function _between(uint256 value, uint256 first, uint256 last) internal pure returns (uint256 folded) {
        return first + (value % (last - first + 1));
    }
}
