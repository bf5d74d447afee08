// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {ITitles} from "../registry/ITitles.sol";

/// @title IForeignTitles
/// @notice What this chain knows of titles in registries of other chains. The two chains exchange nothing: whoever
/// holds a certificate carries the proof here, and the signatures of those whom this chain's committee believes stand
/// under it.
/// @dev A title is known as of a block of its own chain, and may have changed there since: whoever relies on it looks
/// at `sourceTime`. A newer proof replaces an older one, never the reverse. The rules of who vouches for what are
/// those of the trust file (`lib/certificates/trust`), and a change that was signed for it holds here as well. All
/// times are Unix seconds, also of a chain that counts in milliseconds.
interface IForeignTitles {
    /// @notice The form in which a chain hashes its headers: Ethereum's, that of Besu with QBFT, and Kaia's.
    enum HeaderKind {
        Ethereum,
        Qbft,
        Kaia
    }

    /// @notice Whose signatures stand under a block.
    enum Vouchers {
        /// @dev Members of the committee (EIP-712 `Checkpoint`).
        Members,
        /// @dev The validators of the block itself, by their committed seals.
        Validators
    }

    /// @notice Somebody who is believed, as the trust file lists it.
    /// @param account The address as it is written there, 0x and 40 digits in any case.
    /// @param name Its name, as it stands between the quotes of the JSON text.
    /// @param secondKey The post-quantum key that is listed (`mlDsa44`), empty where there is none.
    struct Party {
        string account;
        string name;
        string secondKey;
    }

    /// @notice Those who are believed in one term.
    /// @param from The first block of their term. 0 is written nowhere: the first set of a trust file may lack it.
    /// @param until The first block after their term; 0 where the next change ends it.
    /// @param threshold How many members it takes; 0 where there are none.
    /// @param members Members of the committee, at most MAX_PARTIES.
    /// @param validators Whose seals count, at most MAX_PARTIES. It takes as many as finish a block.
    struct TrustSet {
        uint40 from;
        uint40 until;
        uint16 threshold;
        Party[] members;
        Party[] validators;
    }

    /// @notice A registry of another chain.
    /// @param chainId Of its chain.
    /// @param registry Its address there.
    /// @param kind The form of its chain's headers.
    /// @param revealWindow In seconds, what it was deployed with: for so long its titles are provisional.
    struct Registry {
        uint256 chainId;
        address registry;
        HeaderKind kind;
        uint40 revealWindow;
    }

    /// @notice What is known of a source. All fields are zero where it was never admitted.
    /// @param registry What was admitted.
    /// @param digest The EIP-712 digest of the newest set, which the next change names.
    /// @param firstTerm The oldest term that counts.
    /// @param terms How many there are; no more than `firstTerm` where the source is dismissed.
    struct Source {
        Registry registry;
        bytes32 digest;
        uint32 firstTerm;
        uint32 terms;
    }

    /// @notice A term of those who are believed.
    /// @param from Its first block.
    /// @param end The first block after it; the largest uint40 where nothing ends it.
    /// @param threshold How many members it takes; 0 where members do not count.
    /// @param validators How many validators there are.
    struct Term {
        uint40 from;
        uint40 end;
        uint16 threshold;
        uint16 validators;
    }

    /// @notice What proves a title.
    /// @param headers The header of the title's block in RLP, as it is hashed, then those that follow it, each with the
    /// hash of the one before, up to one that is vouched for. Of QBFT with seals the last one is as these sign it, with
    /// its round.
    /// @param vouchers Whose signatures follow.
    /// @param term Which term of the source they belong to.
    /// @param signatures 65 bytes each (r, s, v of 27 or 28), in ascending order of the signers' addresses.
    /// @param account The nodes from the block's state root to the registry's account.
    /// @param slot The nodes from its storage root to the title's slot.
    struct Proof {
        bytes[] headers;
        Vouchers vouchers;
        uint32 term;
        bytes signatures;
        bytes[] account;
        bytes[] slot;
    }

    /// @notice A title of a source, as of the newest block that it was proven at here.
    /// @param title As the source has it.
    /// @param sourceBlock The block of the source.
    /// @param sourceTime The time of that block, Unix seconds.
    struct ForeignTitle {
        ITitles.Title title;
        uint40 sourceBlock;
        uint40 sourceTime;
    }

    /// @notice A registry of another chain is believed from now on, by the word of those in the set.
    event SourceAdmitted(
        bytes32 indexed sourceId,
        uint256 indexed chainId,
        address indexed registry,
        HeaderKind kind,
        uint40 revealWindow,
        uint32 term,
        bytes32 digest
    );
    /// @notice A source is no longer believed.
    event SourceDismissed(bytes32 indexed sourceId);
    /// @notice Those who are believed about a source have named those after them.
    event SourceMembersChanged(bytes32 indexed sourceId, uint32 indexed term, uint40 from, bytes32 digest);
    /// @notice A title of a source was proven as of a block of the source.
    /// @param previousSourceBlock The newest block that it was known at before; 0 for the first.
    event ForeignTitleProven(
        bytes32 indexed sourceId,
        uint256 indexed workId,
        address indexed owner,
        ITitles.TitleStatus status,
        uint40 registeredAt,
        uint40 changedAtBlock,
        uint40 sourceBlock,
        uint40 previousSourceBlock
    );

    /// @notice The source was never admitted, or is dismissed.
    error ForeignTitlesUnknownSource(bytes32 sourceId);
    /// @notice The source is believed already.
    error ForeignTitlesSourceAdmitted(bytes32 sourceId);
    /// @notice A registry has an address.
    error ForeignTitlesZeroRegistry(uint256 chainId);
    /// @notice A set has members with a threshold that they reach, or validators, and not too many of either.
    error ForeignTitlesInvalidSet(uint16 threshold, uint256 members, uint256 validators);
    /// @notice An address has 0x and 40 digits.
    error ForeignTitlesNotAnAddress(string account);
    /// @notice A text has a quote that would end it: it is not what stands between the quotes of a JSON text.
    error ForeignTitlesNotJsonText(string text);
    /// @notice A term begins after the one before it, and no later than that one ends.
    error ForeignTitlesTermOutOfOrder(bytes32 sourceId, uint40 from, uint40 fromBefore, uint40 endBefore);
    /// @notice Signatures have 65 bytes each.
    error ForeignTitlesSignatureLength(uint256 length);
    /// @notice The signers are not in ascending order, each once.
    error ForeignTitlesSignerOrder(address signer, address before);
    /// @notice Somebody signed who is not among those who count, or signed something else.
    error ForeignTitlesStranger(bytes32 sourceId, uint32 term, address signer);
    /// @notice Too few of them signed.
    error ForeignTitlesTooFew(bytes32 sourceId, uint32 term, uint256 signatures, uint256 needed);
    /// @notice The term is not one of the source's, or did not last until the block, or had not begun to seal.
    error ForeignTitlesOtherTerm(bytes32 sourceId, uint32 term, uint40 sourceBlock);
    /// @notice Headers of this kind have no seals.
    error ForeignTitlesNoSeals(bytes32 sourceId);
    /// @notice No header of the source's kind has so many fields.
    error ForeignTitlesHeaderFields(HeaderKind kind, uint256 fields);
    /// @notice There is no header, or one does not follow the one before it.
    error ForeignTitlesHeaderNotLinked(uint256 index);
    /// @notice The nodes do not lead from the block's state to a contract at the registry's address.
    /// @param reason That of OpenZeppelin's `TrieProof.ProofError`; 0 where it leads to an account of another kind.
    error ForeignTitlesAccountNotProven(address registry, uint8 reason);
    /// @notice The nodes do not lead from the registry's storage to a title of the work.
    /// @param reason That of OpenZeppelin's `TrieProof.ProofError`.
    error ForeignTitlesTitleNotProven(uint256 workId, uint8 reason);
    /// @notice The title is known as of this block of the source, or a later one.
    error ForeignTitlesNotNewer(bytes32 sourceId, uint256 workId, uint40 sourceBlock, uint40 known);

    /// @notice Believes a registry of another chain, by the word of those in a set. Caller: ADMIN.
    /// @dev Warning: whoever is in the set can say here, of every title of that registry, what they agree upon. After a
    /// dismissal a source can be admitted anew, with another set; what was proven by the word of those before is
    /// forgotten, and its titles are proven again.
    /// @param previous The digest of the set before it, zero for the first of its trust file.
    function admitSource(
        Registry calldata registry,
        bytes32 previous,
        TrustSet calldata set
    ) external returns (bytes32 sourceId);

    /// @notice Believes a source no longer. Caller: ADMIN.
    function dismissSource(bytes32 sourceId) external;

    /// @notice Takes over who is believed about a source from now on, by the signatures of those before them: enough
    /// members, or as many validators as finish a block. Anybody may call.
    /// @dev The signatures are those of the trust file's changes (EIP-712 `TrustChange`). The set before them still
    /// vouches for blocks before `set.from`.
    /// @param signatures 65 bytes each, in ascending order of the signers' addresses.
    function changeMembers(bytes32 sourceId, TrustSet calldata set, bytes calldata signatures) external;

    /// @notice Proves a title of a source, as of a block that enough of those who are believed vouch for. Anybody may
    /// call, and no older block ever replaces a newer one.
    function prove(bytes32 sourceId, uint256 workId, Proof calldata proof) external returns (ForeignTitle memory title);

    /// @notice A title of a source, as of the newest block that it was proven at; all zero where it never was.
    /// @dev Reverts where the source is not believed. Warning: it may have changed at the source since `sourceTime`.
    function foreignTitle(bytes32 sourceId, uint256 workId) external view returns (ForeignTitle memory title);

    /// @notice A source; all zero where it was never admitted.
    function sourceOf(bytes32 sourceId) external view returns (Source memory source);

    /// @notice A term of a source.
    function termOf(bytes32 sourceId, uint32 term) external view returns (Term memory found);

    /// @notice Whether an account counts in a term of a source.
    function countsIn(
        bytes32 sourceId,
        uint32 term,
        address account
    ) external view returns (bool isMember, bool isValidator);

    /// @notice The most members of a set, and the most validators.
    function MAX_PARTIES() external view returns (uint256 maximum);

    /// @notice The id of a source: keccak256(abi.encode(chainId, registry)).
    function sourceIdOf(uint256 chainId, address registry) external pure returns (bytes32 sourceId);
}
