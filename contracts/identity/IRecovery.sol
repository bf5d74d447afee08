// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// @title IRecovery
/// @notice What becomes of a member's titles when its key is lost or stolen: guardians whom the member has named
/// give the account a successor, after a delay in which the old key may object; without them, or against the old
/// key, the committee decides by order. The titles then follow, one by one or in batches.
/// @dev All times are Unix seconds, also on a chain in milliseconds. Every event carries `previousBlock`, the block
/// of the account's event before it (0 for the first), and `recoveryOf` gives the newest block.
///
/// Who may do what, where keys and guardians contradict each other:
/// - A change of guardians takes as long as a recovery. A recovery that begins meanwhile ends it, and while one runs
///   none can be announced: so a stolen key cannot throw the guardians out while they watch.
/// - A veto ends a recovery, and the guardians may begin another one. Whoever has the key can veto for ever: then
///   neither side wins here, and the committee decides (`recoverByOrder`), whom no veto stops.
/// - Warning: a running recovery does not keep the old key from selling titles. The account's accreditor can: a
///   suspended account moves nothing, and is recovered all the same. Where there is no time, an adjudicator holds
///   the titles.
interface IRecovery {
    /// @notice The guardians of an account. All fields are zero where there are none.
    /// @param guardians In ascending order.
    /// @param threshold How many of them have to agree.
    /// @param delay Seconds between their agreement and the recovery, and before a change of guardians counts.
    /// @param since Unix seconds; from when they are the guardians.
    struct Guardianship {
        address[] guardians;
        uint8 threshold;
        uint40 delay;
        uint40 since;
    }

    /// @notice How far the recovery of an account has come.
    /// @param successor Whom the guardians have agreed on; zero where they have not.
    /// @param executableAt Unix seconds; from then on the successor may take over, for EXECUTION_WINDOW seconds.
    /// Before it the account may veto.
    /// @param changedAtBlock The block of the newest event about the account.
    /// @param round Grows when the guardians' approvals so far cease to count.
    struct Process {
        address successor;
        uint40 executableAt;
        uint40 changedAtBlock;
        uint32 round;
    }

    /// @notice An account named its guardians. They count from `since` on.
    event GuardiansSet(
        address indexed account,
        address[] guardians,
        uint8 threshold,
        uint40 delay,
        uint40 since,
        uint40 previousBlock
    );
    /// @notice A guardian named the account that is to take a lost one's place.
    event RecoveryApproved(
        address indexed account,
        address indexed guardian,
        address indexed successor,
        uint256 approvals,
        uint40 previousBlock
    );
    /// @notice Enough guardians agreed. The account may veto before `executableAt`.
    event RecoveryBegun(address indexed account, address indexed successor, uint40 executableAt, uint40 previousBlock);
    /// @notice The account objected: its key is there.
    event RecoveryVetoed(address indexed account, address indexed successor, uint40 previousBlock);
    /// @notice The successor took over.
    /// @param recoveryHash What the titles' events name this recovery by.
    event RecoveryExecuted(
        address indexed account,
        address indexed successor,
        bytes32 recoveryHash,
        uint40 previousBlock
    );
    /// @notice The committee gave the account a successor by order.
    event RecoveryOrdered(
        address indexed account,
        address indexed successor,
        address indexed committee,
        bytes32 orderHash,
        uint40 previousBlock
    );

    /// @notice There are from one to MAX_GUARDIANS guardians.
    error RecoveryGuardianCount(uint256 count, uint256 maximum);
    /// @notice A guardian is neither zero nor the account itself, and guardians come in ascending order, each once.
    error RecoveryInvalidGuardian(address guardian);
    /// @notice The threshold is from one to the number of guardians.
    error RecoveryThreshold(uint8 threshold, uint256 count);
    /// @notice The delay is from one second to MAX_DELAY.
    error RecoveryDelay(uint40 delay, uint40 maximum);
    /// @notice The caller is no guardian of the account.
    error RecoveryNotGuardian(address account, address caller);
    /// @notice The guardians have agreed, and the recovery has not ended.
    error RecoveryRunning(address account, address successor, uint40 executableAt);
    /// @notice The guardians have not agreed, or the recovery has ended.
    error RecoveryNotRunning(address account);
    /// @notice The account has a successor. Its guardians have nothing more to say.
    error RecoveryReplaced(address account, address successor);
    /// @notice The account has no successor.
    error RecoveryNotReplaced(address account);
    /// @notice Nobody succeeds itself.
    error RecoveryToSelf(address account);
    /// @notice The successor is not an accredited party.
    error RecoveryNotAccredited(address account);
    /// @notice The successor takes over by its own call, which shows that somebody has its key.
    error RecoveryNotSuccessor(address account, address successor, address caller);
    /// @notice The delay is not over.
    error RecoveryTooEarly(address account, uint40 executableAt, uint40 time);
    /// @notice The delay is over, and with it the time for a veto.
    error RecoveryTooLate(address account, uint40 executableAt, uint40 time);
    /// @notice An order must be named by its hash.
    error RecoveryZeroOrderHash(address account);
    /// @notice An order has to come from the committee's own account, or nobody would answer for it.
    error RecoveryIndirectCall(address caller);
    /// @notice A batch holds from one to MAX_TITLES titles.
    error RecoveryBatchSize(uint256 size, uint256 maximum);

    /// @notice Names the caller's guardians. The first ones count at once, others after the delay of those before them.
    /// @dev Refused while a recovery of the caller runs. A later call replaces a change that does not count yet.
    /// @param guardians In ascending order, each once, at most MAX_GUARDIANS.
    /// @param threshold How many of them have to agree. Warning: with one, each guardian alone can begin a recovery.
    /// @param delay Seconds, at most MAX_DELAY. Warning: it is all the time that the caller has to notice and veto.
    function setGuardians(address[] calldata guardians, uint8 threshold, uint40 delay) external;

    /// @notice Names the successor of a lost account. The caller is its guardian. When enough guardians have named the
    /// same one, the delay begins.
    /// @dev A guardian who names another successor takes its approval of the first back. Approvals do not grow old:
    /// they count until a recovery ends or the guardians change.
    /// @param successor An accredited party that has no successor itself.
    function approve(address account, address successor) external;

    /// @notice Ends the recovery of the caller, before the delay is over. Approvals so far do not count any more.
    /// @dev It works for an account that is suspended or not accredited any more as well.
    function veto() external;

    /// @notice Takes a lost account's place. The caller is the successor, still accredited, and the delay is over.
    /// @dev Warning: it cannot be undone but by order. Whatever the old account holds, now or later, may follow.
    function execute(address account) external;

    /// @notice Gives an account a successor by order, whatever its guardians or its key say. Role: ADMIN.
    /// @dev It ends a running recovery. It is the way for an account without guardians, for one whose key vetoes
    /// what its guardians want, and to put an earlier recovery right.
    /// @param successor An accredited party that has no successor itself.
    /// @param orderHash SHA-256 of the decision's text; not zero.
    function recoverByOrder(address account, address successor, bytes32 orderHash) external;

    /// @notice Moves titles of an account to its successor. Anybody may send it.
    /// @dev Each must be movable as `ITitles.recoverTitles` has it; one that is not stops the batch.
    /// @param workIds From one to MAX_TITLES.
    function moveTitles(address account, uint256[] calldata workIds) external;

    /// @notice The guardians of an account that count now.
    function guardiansOf(address account) external view returns (Guardianship memory guardianship);

    /// @notice The guardians that an account has announced, before they count.
    function announcedGuardiansOf(address account) external view returns (Guardianship memory guardianship);

    /// @notice How far the recovery of an account has come. A recovery that was not executed in time still stands here.
    function recoveryOf(address account) external view returns (Process memory process);

    /// @notice Whom a guardian has named as an account's successor, as far as it counts; zero where it has not.
    function approvalOf(address account, address guardian) external view returns (address successor);

    /// @notice Who took an account's place; zero where nobody has.
    function successorOf(address account) external view returns (address successor);

    /// @notice What the titles' events name the account's recovery by: the order's hash, or that of the recovery.
    function recoveryHashOf(address account) external view returns (bytes32 recoveryHash);

    /// @notice The most guardians that an account may have.
    function MAX_GUARDIANS() external view returns (uint256 maximum);

    /// @notice The most titles that move by one call.
    function MAX_TITLES() external view returns (uint256 maximum);

    /// @notice The longest delay, in seconds.
    function MAX_DELAY() external view returns (uint40 maximum);

    /// @notice Seconds within which a successor takes over once the delay is over.
    function EXECUTION_WINDOW() external view returns (uint40 duration);
}
