import { time } from "@nomicfoundation/hardhat-network-helpers";
import { MaxUint256, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";

import { ROLES } from "../../../../lib/chain/contracts/roles";
import { scopeOf } from "../../../../lib/chain/contracts/scope";
import { FIRST_MILLISECONDS, formatTime } from "../../../../lib/chain/rpc/time";
import { agreementOf } from "../../../shared/agreement";
import { anchorAlone, leafOf, proveAlone, treeOf } from "../../../shared/anchors";
import { TitleStatus } from "../../../shared/enums";
import { admit, claimOf, DAY, MINUTE, registerFinalWork, registerWork, someHash } from "../../../shared/fixture";
import { blockOf } from "../../../shared/records";
import { addAccreditor } from "../../../shared/roles";
import type { Stage } from "../../shared/stage";
import { PROVOKED_RECOVERY } from "./provoked-recovery";

/** A call that the chain refuses, and what lib/ says of it. */
export interface Refused {
  /** Asks the chain through lib's provider, without sending anything. */
  readonly ask: () => Promise<unknown>;
  readonly message: string;
  readonly advice?: string;
}

const WORD_BYTES = 32;
/** The latest time that the contracts can hold. */
const MAX_TIME = 2n ** 40n - 1n;
const DEED = someHash();
const ORDER = someHash();
const ACCREDIT = "It applies with npx hardhat party apply, then an accreditor runs npx hardhat party accredit";

const name = (workId: bigint): string => `The work ${toBeHex(workId, WORD_BYTES)}`;

/** Stops the chain's clock one second after the newest block, for sentences that have the current time in them. */
async function fixTime(): Promise<number> {
  const next = (await time.latest()) + 1;
  await time.setNextBlockTimestamp(next);
  return next;
}

/** Errors that the contracts do give, by name, each with a situation in which they give it. */
export const PROVOKED: Readonly<Record<string, (stage: Stage) => Promise<Refused>>> = {
  ...PROVOKED_RECOVERY,
  WorkRegistryAlreadyRegistered: async ({ colophon: { registry }, accounts: { aurora, borealis }, ...stage }) => {
    const claim = claimOf(aurora);
    await stage.registry.register(claim);
    const workId = BigInt(claim.contentHash);
    const { registeredAt } = await registry.titleOf(workId);
    return {
      ask: () => registry.register.estimateGas({ ...claim, owner: borealis.address }, { from: borealis.address }),
      message: `${name(workId)} is already registered by ${aurora.address} on ${formatTime(registeredAt)}`,
      advice: "A title is never overwritten. If the work is yours, the courts and the adjudicators decide.",
    };
  },
  WorkRegistryNotRegistered: async ({ colophon: { registry }, accounts: { aurora } }) => ({
    ask: () => registry.amend.estimateGas(7n, someHash(), { from: aurora.address }),
    message: `${name(7n)} is not registered`,
    advice:
      "If a batch of yours has it, give it a title since its anchor: npx hardhat work claim; else: npx hardhat work register",
  }),
  WorkRegistryNotAccredited: async ({ colophon: { registry }, accounts: { stranger } }) => ({
    ask: () => registry.register.estimateGas(claimOf(stranger), { from: stranger.address }),
    message: `The account ${stranger.address} is not an accredited party, or its accreditation has ended`,
    advice: ACCREDIT,
  }),
  WorkRegistryNotAuthorized: async ({ colophon: { registry }, accounts: { aurora, borealis } }) => ({
    ask: () => registry.register.estimateGas(claimOf(aurora), { from: borealis.address }),
    message: `The account ${borealis.address} may not act for the owner ${aurora.address}`,
    advice: "Use the owner's account with --account, or have the owner make yours its operator.",
  }),
  WorkRegistryNotInForce: async ({ colophon: { registry }, accounts: { aurora, adjudicator }, ...stage }) => {
    const workId = await registerWork(stage.registry, aurora);
    await stage.registry.connect(adjudicator).setStatus(workId, TitleStatus.Held, ORDER);
    return {
      ask: () => registry.amend.estimateGas(workId, someHash(), { from: aurora.address }),
      message: `${name(workId)} has a title that is held by an order`,
      advice: "The work's history names the order: npx hardhat work history",
    };
  },
  WorkRegistryProvisional: async ({ colophon: { registry }, accounts: { aurora, borealis }, ...stage }) => {
    const workId = await registerWork(stage.registry, aurora);
    const { finalAt } = await registry.titleOf(workId);
    return {
      ask: () => registry.transferFrom.estimateGas(aurora, borealis, workId, { from: aurora.address }),
      message: `${name(workId)} has a provisional title: it can move from ${formatTime(finalAt)} on`,
      advice: "Offer it now if you like; it can be accepted then.",
    };
  },
  WorkRegistryStatusUnchanged: async ({ colophon: { registry }, accounts: { aurora, adjudicator }, ...stage }) => {
    const workId = await registerWork(stage.registry, aurora);
    await stage.registry.connect(adjudicator).setStatus(workId, TitleStatus.Annulled, ORDER);
    return {
      ask: () => registry.setStatus.estimateGas(workId, TitleStatus.Annulled, ORDER, { from: adjudicator.address }),
      message: `${name(workId)} has a title that is annulled already`,
      advice: "The work's history names the order: npx hardhat work history",
    };
  },
  WorkRegistryOwnerUnchanged: async ({ colophon: { registry }, accounts: { aurora, adjudicator }, ...stage }) => {
    const workId = await registerFinalWork(stage.registry, aurora);
    return {
      ask: () => registry.correctTitle.estimateGas(workId, aurora, ORDER, { from: adjudicator.address }),
      message: `${name(workId)} belongs to ${aurora.address} already`,
      advice: "Compare the order with the work's history: npx hardhat work history",
    };
  },
  WorkRegistryZeroOrderHash: async ({ colophon: { registry }, accounts: { aurora, adjudicator }, ...stage }) => {
    const workId = await registerWork(stage.registry, aurora);
    return {
      ask: () => registry.setStatus.estimateGas(workId, TitleStatus.Held, ZeroHash, { from: adjudicator.address }),
      message: `${name(workId)}: an order needs the hash of its text`,
    };
  },
  WorkRegistryIndirectCall: async ({ colophon: { manager, registry }, accounts: { aurora, stranger }, ...stage }) => {
    const workId = await registerWork(stage.registry, aurora);
    await stage.manager.grantRole(ROLES.ADJUDICATOR, stranger, MINUTE);
    const call = registry.interface.encodeFunctionData("setStatus", [workId, TitleStatus.Held, ORDER]);
    await stage.manager.connect(stranger).schedule(registry, call, 0);
    await time.increase(MINUTE);
    return {
      ask: () => manager.execute.estimateGas(registry, call, { from: stranger.address }),
      message: "The order came through the AccessManager, and nobody would answer for it",
      advice: "Schedule the call with the AccessManager, then make it from the adjudicator's own account.",
    };
  },
  WorkRegistryRevealWindow: async ({ colophon: { provider, deployment } }) => {
    const factory = await ethers.getContractFactory("WorkRegistry");
    const { AccessManager: manager, PartyRegistry: parties } = deployment;
    const { data } = await factory.getDeployTransaction(manager.address, parties.address, 30 * DAY + 1, "");
    return {
      ask: () => provider.estimateGas({ data }),
      message: `Titles cannot be provisional for ${30 * DAY + 1} s; ${30 * DAY} s is the longest`,
      advice: "Choose a smaller COLOPHON_REVEAL_WINDOW.",
    };
  },
  WorkRegistryNotPayable: async ({ colophon: { registry }, accounts: { aurora, borealis }, ...stage }) => {
    const workId = await registerFinalWork(stage.registry, aurora);
    return {
      ask: () => registry.approve.estimateGas(borealis, workId, { from: aurora.address, value: 3n }),
      message: "The registry takes no payments, and 3 wei were sent",
    };
  },
  WorkRegistryZeroContentHash: async ({ colophon: { registry }, accounts: { aurora } }) => ({
    ask: () => registry.register.estimateGas({ ...claimOf(aurora), contentHash: ZeroHash }, { from: aurora.address }),
    message: "Zero is not the hash of a work",
  }),
  WorkRegistryBatchSize: async ({ colophon: { registry }, accounts: { aurora } }) => ({
    ask: () => registry.registerMany.estimateGas(aurora, [], { from: aurora.address }),
    message: `A batch holds 1 to ${await registry.MAX_BATCH()} works, not 0`,
    advice: "Divide it into several batches.",
  }),
  WorkRegistryFinal: async ({ colophon: { registry }, accounts: { aurora, borealis }, ...stage }) => {
    const claim = claimOf(aurora);
    const { proven, time: anchoredAt } = await anchorAlone(stage.registry, claim);
    await stage.registry.connect(borealis).register({ ...claim, owner: borealis.address });
    const { registeredAt, finalAt } = await registry.titleOf(claim.contentHash);
    await time.increaseTo(finalAt);
    return {
      ask: () => registry.registerAnchored.estimateGas(...proven, { from: aurora.address }),
      message: `${name(BigInt(claim.contentHash))} has a final title, registered on ${formatTime(registeredAt)}; your anchor is of ${formatTime(anchoredAt)}`,
      advice:
        "An earlier anchor takes a title only while it is provisional. Keep the batch file: it is evidence in a dispute.",
    };
  },
  WorkRegistryAnchorAfterTitle: async ({ colophon: { registry }, accounts: { aurora }, ...stage }) => {
    const claim = claimOf(aurora);
    const { number } = await blockOf(await stage.registry.register(claim));
    // To the contracts these are milliseconds of 1973: the clock goes back.
    await time.setNextBlockTimestamp(FIRST_MILLISECONDS);
    const { proven, root, block } = await anchorAlone(stage.registry, claim);
    await time.increase(DAY);
    return {
      ask: () => registry.registerAnchored.estimateGas(...proven, { from: aurora.address }),
      message: `The root ${root} came into block ${block}, and the title is of block ${number}, whatever their times say`,
      advice: "The chain's clock was wrong between the two. Keep the batch file: it is evidence in a dispute.",
    };
  },
  WorkRegistryAlreadyAnchored: async ({ colophon: { registry }, accounts: { aurora, borealis }, ...stage }) => {
    const { root, time: anchoredAt } = await anchorAlone(stage.registry, claimOf(aurora));
    return {
      ask: () => registry.anchor.estimateGas(root, { from: borealis.address }),
      message: `The root ${root} was anchored on ${formatTime(anchoredAt)} by ${aurora.address}`,
      advice: "That time stands, whoever anchored it; nothing is left to do.",
    };
  },
  WorkRegistryNotAnchored: async ({ colophon: { registry }, accounts: { aurora } }) => {
    const proven = proveAlone(claimOf(aurora));
    return {
      ask: () => registry.registerAnchored.estimateGas(...proven, { from: aurora.address }),
      message: `The root ${proven[2]} is not anchored on this chain`,
      advice: "Anchor it by running npx hardhat work register-batch again, with the same source.",
    };
  },
  WorkRegistryAnchorTooNew: async ({ colophon: { registry }, accounts: { aurora }, ...stage }) => {
    const { proven, root, time: anchoredAt } = await anchorAlone(stage.registry, claimOf(aurora));
    return {
      // Asked in the anchor's own block.
      ask: () => registry.registerAnchored.staticCall(...proven, { from: aurora.address, blockTag: "latest" }),
      message: `The root ${root} was anchored on ${formatTime(anchoredAt)}, and a claim needs a later second and block`,
      advice: "Run the command again.",
    };
  },
  WorkRegistryInvalidProof: async ({ colophon: { registry }, accounts: { aurora }, ...stage }) => {
    const { proven, root } = await anchorAlone(stage.registry, claimOf(aurora));
    const [claim, , , proof] = proven;
    return {
      ask: () => registry.registerAnchored.estimateGas(claim, DEED, root, proof, { from: aurora.address }),
      message: `The claim (leaf ${treeOf([leafOf(claim, DEED)]).root}) is not under the root ${root}`,
      advice: "Check the batch file with: npx hardhat batch check",
    };
  },
  WorkRegistrySignatureExpired: async ({ colophon: { registry }, accounts: { aurora } }) => {
    const next = await fixTime();
    return {
      ask: () => registry.registerFor.estimateGas(claimOf(aurora), next - 1, "0x", { from: aurora.address }),
      message: `The signed claim was good until ${formatTime(next - 1)}, and it is ${formatTime(next)}`,
      advice: "Ask the owner for a new signature.",
    };
  },
  WorkRegistryInvalidSignature: async ({ colophon: { registry }, accounts: { aurora } }) => ({
    ask: () => registry.registerFor.estimateGas(claimOf(aurora), MaxUint256, "0x", { from: aurora.address }),
    message: `The signature is not that of ${aurora.address} over this claim, deadline, contract and chain`,
    advice: "Have the owner sign exactly what is to be sent, for this chain.",
  }),
  WorkRegistryOfferToZero: async ({ colophon: { registry }, accounts: { aurora }, ...stage }) => {
    const workId = await registerWork(stage.registry, aurora);
    return {
      ask: () => registry.offerTitle.estimateGas(workId, ZeroAddress, DEED, MAX_TIME, { from: aurora.address }),
      message: `${name(workId)} cannot be offered to the zero address`,
      advice: "Name with --to the account that is to get the title.",
    };
  },
  WorkRegistryOfferToSelf: async ({ colophon: { registry }, accounts: { aurora }, ...stage }) => {
    const workId = await registerWork(stage.registry, aurora);
    return {
      ask: () => registry.offerTitle.estimateGas(workId, aurora, DEED, MAX_TIME, { from: aurora.address }),
      message: `${name(workId)} belongs to ${aurora.address} already`,
      advice: "Name with --to the account that is to get the title.",
    };
  },
  WorkRegistryZeroDeedHash: async ({ colophon: { registry }, accounts: { aurora, borealis }, ...stage }) => {
    const workId = await registerWork(stage.registry, aurora);
    return {
      ask: () => registry.offerTitle.estimateGas(workId, borealis, ZeroHash, MAX_TIME, { from: aurora.address }),
      message: `${name(workId)}: an offer needs the hash of its deed`,
    };
  },
  WorkRegistryOfferExpired: async ({ colophon: { registry }, accounts: { aurora, borealis }, ...stage }) => {
    const workId = await registerWork(stage.registry, aurora);
    const next = await fixTime();
    return {
      ask: () => registry.offerTitle.estimateGas(workId, borealis, DEED, next, { from: aurora.address }),
      message: `${name(workId)}: the offer ends on ${formatTime(next)}, and it is ${formatTime(next)}`,
      advice: "The owner can offer it again: npx hardhat title offer",
    };
  },
  WorkRegistryNoOffer: async ({ colophon: { registry }, accounts: { aurora, borealis }, ...stage }) => {
    const workId = await registerWork(stage.registry, aurora);
    return {
      ask: () => registry.acceptTitle.estimateGas(workId, DEED, { from: borealis.address }),
      message: `${name(workId)} has no open offer`,
      advice: "What became of one that was made: npx hardhat work history",
    };
  },
  WorkRegistryNotOfferee: async ({ colophon: { registry }, accounts: { aurora, borealis, stranger }, ...stage }) => {
    const workId = await registerWork(stage.registry, aurora);
    await stage.registry.offerTitle(workId, borealis, DEED, MAX_TIME);
    return {
      ask: () => registry.declineTitle.estimateGas(workId, DEED, { from: stranger.address }),
      message: `${name(workId)} is offered to ${borealis.address}, not to ${stranger.address}`,
      advice: "If that account is yours, name it with --account; if not, ask the owner to offer the title to yours.",
    };
  },
  WorkRegistryOfferSuperseded: async ({ colophon: { registry }, accounts: { aurora, borealis }, ...stage }) => {
    const workId = await registerWork(stage.registry, aurora);
    await stage.registry.offerTitle(workId, borealis, DEED, MAX_TIME);
    return {
      ask: () => registry.acceptTitle.estimateGas(workId, ORDER, { from: borealis.address }),
      message: `${name(workId)} is offered with the deed ${DEED}, not with ${ORDER}`,
      advice: "Read the deed of the open offer: npx hardhat title show",
    };
  },
  PartyRegistryInvalidAccreditor: async ({ colophon: { parties }, accounts: { deployer, stranger } }) => ({
    ask: () => parties.appointAccreditor.estimateGas(stranger, MAX_TIME, 0, { from: deployer.address }),
    message: `${stranger.address} cannot be appointed for the kinds 0`,
    advice: "Give it kinds with: npx hardhat party appoint --scope publisher,notary",
  }),
  PartyRegistryNotAppointed: async ({ colophon: { parties }, accounts: { aurora, stranger } }) => ({
    ask: () => parties.suspend.estimateGas(aurora, ZeroHash, { from: stranger.address }),
    message: `The account ${stranger.address} was never appointed as an accreditor`,
    advice: "Who is one: npx hardhat party accreditors",
  }),
  PartyRegistryOutOfScope: async ({ colophon, accounts: { accreditor, aurora, deployer }, ...stage }) => {
    const scope = scopeOf(["adjudicator", "notary"]);
    await stage.parties.connect(deployer).appointAccreditor(accreditor, MAX_TIME, scope);
    return {
      ask: () => colophon.parties.suspend.estimateGas(aurora, ZeroHash, { from: accreditor.address }),
      message: `The accreditor ${accreditor.address} may accredit as adjudicator, notary, not as publisher`,
      advice: "Who may: npx hardhat party accreditors",
    };
  },
  PartyRegistryAlreadyAccredited: async ({ colophon, accounts: { accreditor, aurora }, parties, validUntil }) => {
    const agreed = await agreementOf(parties, aurora, { validUntil });
    return {
      ask: () => colophon.parties.accredit.estimateGas(...agreed, { from: accreditor.address }),
      message: `The account ${aurora.address} is active until ${formatTime(validUntil)}, accredited by ${accreditor.address}`,
      advice: "Change its term with: npx hardhat party renew",
    };
  },
  PartyRegistryApplicationExpired: async ({ colophon, accounts: { accreditor, stranger }, parties, validUntil }) => {
    const next = await fixTime();
    const deadline = next - 1;
    const agreed = await agreementOf(parties, stranger, { validUntil, deadline });
    return {
      ask: () => colophon.parties.accredit.estimateGas(...agreed, { from: accreditor.address }),
      message: `The application was open until ${formatTime(deadline)}, and it is ${formatTime(next)}`,
      advice: "Have the account apply anew: npx hardhat party apply",
    };
  },
  PartyRegistryNotAgreed: async ({ colophon, accounts: { accreditor, stranger }, parties, validUntil }) => {
    const [application] = await agreementOf(parties, stranger, { validUntil });
    return {
      ask: () => colophon.parties.accredit.estimateGas(application, "0x", { from: accreditor.address }),
      message: `The account ${stranger.address} has not agreed to this with the accreditor ${accreditor.address}, or its party has changed since`,
      advice: "Have the account apply anew, to this accreditor: npx hardhat party apply",
    };
  },
  PartyRegistryNotInFuture: async ({ colophon: { parties }, accounts: { accreditor, aurora } }) => {
    const next = await fixTime();
    return {
      ask: () => parties.renew.estimateGas(aurora, next, ZeroHash, { from: accreditor.address }),
      message: `The term would end on ${formatTime(next)}, and it is ${formatTime(next)}`,
      advice: "Give a later date with --until.",
    };
  },
  PartyRegistryNotAccreditor: async (stage) => {
    const { accreditor, aurora } = stage.accounts;
    const other = await addAccreditor(stage);
    return {
      ask: () => stage.colophon.parties.suspend.estimateGas(aurora, ZeroHash, { from: other.address }),
      message: `The accreditor ${accreditor.address} answers for the account ${aurora.address}, not ${other.address}`,
      advice: "Use that accreditor's account with --account, or ask it.",
    };
  },
  PartyRegistryWrongStatus: async ({ colophon: { parties }, accounts: { accreditor, stranger } }) => ({
    ask: () => parties.revoke.estimateGas(stranger, ZeroHash, { from: accreditor.address }),
    message: `The account ${stranger.address} is not a party, which does not allow this step`,
    advice: `Look at it with: npx hardhat party show --party ${stranger.address}`,
  }),
  AccessManagedUnauthorized: async ({ colophon: { registry }, accounts: { stranger } }) => ({
    ask: () => registry.pause.estimateGas({ from: stranger.address }),
    message: `The account ${stranger.address} does not hold the role GUARDIAN, which this needs`,
    advice:
      "Use the account that holds it with --account, or have the admin grant it. Where a committee is the admin, a member proposes what is needed: npx hardhat committee propose",
  }),
  AccessManagedInvalidAuthority: async ({ colophon: { manager, registry }, accounts: { deployer, stranger } }) => ({
    ask: () => manager.updateAuthority.estimateGas(registry, stranger, { from: deployer.address }),
    message: `${stranger.address} is not an AccessManager`,
  }),
  AccessManagerNotScheduled: async ({ colophon: { registry }, accounts: { stranger }, manager }) => {
    await manager.grantRole(ROLES.GUARDIAN, stranger, DAY);
    return {
      ask: () => registry.pause.estimateGas({ from: stranger.address }),
      message: "The role that this needs asks for a delay, and this step was not scheduled",
      advice: "Schedule it with the AccessManager, or have the admin grant the role without a delay.",
    };
  },
  AccessManagerNotReady: async ({ colophon: { registry }, accounts: { stranger }, manager }) => {
    await manager.grantRole(ROLES.GUARDIAN, stranger, DAY);
    await manager.connect(stranger).schedule(registry, registry.interface.encodeFunctionData("pause"), 0);
    return {
      ask: () => registry.pause.estimateGas({ from: stranger.address }),
      message: "The role that this needs asks for a delay, and the delay since this step was scheduled is not over",
      advice: "Try again later.",
    };
  },
  AccessManagerExpired: async ({ colophon: { registry }, accounts: { stranger }, manager }) => {
    await manager.grantRole(ROLES.GUARDIAN, stranger, DAY);
    await manager.connect(stranger).schedule(registry, registry.interface.encodeFunctionData("pause"), 0);
    await time.increase(BigInt(DAY) + (await manager.expiration()));
    return {
      ask: () => registry.pause.estimateGas({ from: stranger.address }),
      message: "This step was scheduled so long ago that it has expired",
      advice: "Schedule it anew with the AccessManager.",
    };
  },
  EnforcedPause: async ({ colophon: { registry }, accounts: { aurora, guardian }, ...stage }) => {
    await stage.registry.connect(guardian).pause();
    return {
      ask: () => registry.register.estimateGas(claimOf(aurora), { from: aurora.address }),
      message: "The registry is paused: it can be read, not written",
      advice: "Try again later.",
    };
  },
  ExpectedPause: async ({ colophon: { registry }, accounts: { deployer } }) => ({
    ask: () => registry.unpause.estimateGas({ from: deployer.address }),
    message: "The registry is not paused",
  }),
  WorkRegistryPauseTooSoon: async ({ colophon: { registry }, accounts: { guardian, deployer }, ...stage }) => {
    await stage.registry.connect(guardian).pause();
    await stage.registry.connect(deployer).unpause();
    const allowedAt = (await time.latest()) + 7 * DAY;
    return {
      ask: () => registry.pause.estimateGas({ from: guardian.address }),
      message: `A pause has ended, and the next one can begin on ${formatTime(allowedAt)}`,
      advice: "What cannot wait is for the committee to decide.",
    };
  },
  WorkRegistryPauseDuration: async ({ colophon: { registry }, accounts: { deployer } }) => ({
    ask: () => registry.setPauseDuration.estimateGas(0, { from: deployer.address }),
    message: "A pause of 0 s cannot be: it lasts from one second to 2592000 s",
  }),
  NotOwnerNorApproved: async ({ colophon: { registry }, accounts: { aurora, borealis }, ...stage }) => {
    const workId = await registerFinalWork(stage.registry, aurora);
    return {
      ask: () => registry.approve.estimateGas(borealis, workId, { from: borealis.address }),
      message: "The caller is neither the title's owner nor approved by it",
    };
  },
  TransferFromIncorrectOwner: async ({ colophon: { registry }, accounts: { aurora, borealis }, ...stage }) => {
    const workId = await registerFinalWork(stage.registry, aurora);
    return {
      ask: () => registry.transferFrom.estimateGas(borealis, aurora, workId, { from: aurora.address }),
      message: "The title belongs to another account than the one it is taken from",
    };
  },
  TransferToNonERC721ReceiverImplementer: async (stage) => {
    const { aurora } = stage.accounts;
    const { registry } = stage.colophon;
    const forwarder = await (await ethers.deployContract("MockForwarder")).getAddress();
    await admit(stage, forwarder);
    const workId = await registerFinalWork(stage.registry, aurora);
    const safeTransfer = registry["safeTransferFrom(address,address,uint256)"];
    return {
      ask: () => safeTransfer.estimateGas(aurora, forwarder, workId, { from: aurora.address }),
      message: "The receiving contract does not take ERC-721 tokens",
    };
  },
  TokenDoesNotExist: async ({ colophon: { registry } }) => ({
    ask: () => registry.ownerOf(7n),
    message: "The work is not registered",
  }),
  BalanceQueryForZeroAddress: async ({ colophon: { registry } }) => ({
    ask: () => registry.balanceOf(ZeroAddress),
    message: "The zero address holds no titles",
  }),
};
