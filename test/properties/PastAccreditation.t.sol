// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IPartyRegistry} from "../../contracts/parties/IPartyRegistry.sol";
import {Deployed} from "./Deployed.sol";

/// @title PastAccreditationTest
/// @notice What `wasAccredited` says of a second is what `isAccredited` said in it, whatever was decided since.
contract PastAccreditationTest is Deployed {
    uint256 private constant STEPS = 24;
    uint256 private constant LONGEST_WAIT = 4;
    uint256 private constant LONGEST_TERM = 12;
    address private constant PARTY = address(0xA1);

    /// @dev For each second since START whether the party was accredited at any moment of it.
    bool[STEPS * LONGEST_WAIT + 1] private _said;
    uint40 private _time;

    function setUp() external {
        VM.warp(START);
        _time = START;
        _deploy(REVEAL_WINDOW);
        _accredit(PARTY, START + uint40(LONGEST_TERM));
    }

    function testFuzz_thePastStaysWhatItWas(uint8[STEPS] calldata waits, uint8[STEPS] calldata choices) external {
        _note();
        for (uint256 i = 0; i < STEPS; ++i) {
            for (uint256 wait = waits[i] % (LONGEST_WAIT + 1); wait > 0; --wait) {
                VM.warp(++_time);
                _note();
            }
            _decide(choices[i]);
            _note();
        }

        VM.warp(++_time);
        for (uint40 time = START; time < _time; ++time) {
            VM.assertEq(_parties.wasAccredited(PARTY, time), _said[time - START], "a second of the past");
        }
        VM.assertEq(_parties.wasAccredited(PARTY, START - 1), false, "before there was anything");
    }

    /// @dev Something that can be decided now.
    function _decide(uint256 choice) private {
        IPartyRegistry.PartyStatus status = _parties.partyOf(PARTY).status;
        uint40 validUntil = _time + 1 + uint40((choice / 8) % LONGEST_TERM);

        if (choice % 8 == 0) {
            _parties.dismissAccreditor(ACCREDITOR, "reason");
            _parties.appointAccreditor(ACCREDITOR, FOR_EVER, ALL_KINDS);
        } else if (status == IPartyRegistry.PartyStatus.Revoked) {
            _accredit(PARTY, validUntil);
        } else if (choice % 8 == 1) {
            VM.prank(ACCREDITOR);
            _parties.revoke(PARTY, "reason");
        } else if (choice % 8 == 2) {
            VM.prank(ACCREDITOR);
            _parties.renew(PARTY, validUntil, "credential");
        } else if (status == IPartyRegistry.PartyStatus.Suspended) {
            VM.prank(ACCREDITOR);
            _parties.reinstate(PARTY, "reason");
        } else if (choice % 8 < 5 && !_parties.isAccredited(PARTY)) {
            _accredit(PARTY, validUntil);
        } else {
            VM.prank(ACCREDITOR);
            _parties.suspend(PARTY, "reason");
        }
    }

    function _note() private {
        if (_parties.isAccredited(PARTY)) _said[_time - START] = true;
    }
}
