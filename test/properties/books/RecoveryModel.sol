// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title RecoveryModel
/// @notice What recoveries should come to, told from the calls that were taken: it asks the contract nothing.
abstract contract RecoveryModel {
    struct Named {
        address[] guardians;
        uint256 threshold;
        uint256 delay;
        uint256 since;
    }

    /// @notice What is known of an account.
    /// @param executableAt From when the one agreed on may take over; zero where enough guardians have not agreed.
    struct Lost {
        Named current;
        Named announced;
        uint256 executableAt;
        address agreedOn;
        address successor;
        bool byOrder;
    }

    uint256 internal constant TAKE_OVER_WINDOW = 30 days;

    mapping(address account => Lost lost) internal _lost;
    mapping(address account => mapping(address guardian => address successor)) internal _choices;

    function _bookGuardians(
        address account,
        address[] memory guardians,
        uint8 threshold,
        uint40 delay,
        uint256 time
    ) internal {
        Lost storage lost = _lost[account];
        _settle(account, time);
        if (lost.current.since == 0) lost.current = Named(guardians, threshold, delay, time);
        else lost.announced = Named(guardians, threshold, delay, time + lost.current.delay);
    }

    function _bookApproval(address account, address guardian, address successor, uint256 time) internal {
        Lost storage lost = _lost[account];
        if (lost.executableAt != 0) _forget(account);
        _choices[account][guardian] = successor;
        if (_agreeing(account, successor) < lost.current.threshold) return;

        lost.executableAt = time + lost.current.delay;
        lost.agreedOn = successor;
        delete lost.announced;
    }

    function _bookSuccessor(address account, address successor, bool byOrder) internal {
        _forget(account);
        _lost[account].successor = successor;
        _lost[account].byOrder = byOrder;
    }

    /// @dev Announced guardians count once their time has come, and nobody has agreed by then.
    function _settle(address account, uint256 time) internal {
        Lost storage lost = _lost[account];
        if (lost.announced.since == 0 || lost.announced.since > time) return;
        _forgetChoices(account);
        lost.current = lost.announced;
        delete lost.announced;
    }

    function _forget(address account) internal {
        _forgetChoices(account);
        _lost[account].executableAt = 0;
        _lost[account].agreedOn = address(0);
    }

    /// @dev Whether the guardians of an account have agreed on somebody, and the time to take over is not past.
    function _isRunning(address account, uint256 time) internal view returns (bool isRunning) {
        Lost storage lost = _lost[account];
        return lost.executableAt != 0 && time < lost.executableAt + TAKE_OVER_WINDOW;
    }

    /// @dev Whether somebody may take an account's place: enough guardians have agreed on it, their delay is over, and
    /// the account has not objected.
    function _mayTakeOver(address account, address caller, uint256 time) internal view returns (bool may) {
        Lost storage lost = _lost[account];
        return
            lost.successor == address(0) &&
            _isRunning(account, time) &&
            lost.agreedOn == caller &&
            time >= lost.executableAt;
    }

    function _isGuardian(address account, address caller) internal view returns (bool isGuardian) {
        address[] storage guardians = _lost[account].current.guardians;
        for (uint256 i = 0; i < guardians.length; ++i) {
            if (guardians[i] == caller) return true;
        }
    }

    function _forgetChoices(address account) private {
        address[] storage guardians = _lost[account].current.guardians;
        for (uint256 i = 0; i < guardians.length; ++i) {
            delete _choices[account][guardians[i]];
        }
    }

    function _agreeing(address account, address successor) private view returns (uint256 agreeing) {
        address[] storage guardians = _lost[account].current.guardians;
        for (uint256 i = 0; i < guardians.length; ++i) {
            if (_choices[account][guardians[i]] == successor) ++agreeing;
        }
    }
}
