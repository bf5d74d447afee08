import type { Interface } from "ethers";

import { ColophonError } from "../../errors";
import { formatWorkId } from "../../hashing/work-id";
import { INTERFACES } from "./artifacts";
import { TITLE_STATUSES } from "./enums";
import { governance } from "./governance";
import { ACCESS_SENTENCES } from "./reverts/access";
import { COMMITTEE_SENTENCES } from "./reverts/committee";
import { CREDENTIAL_SENTENCES } from "./reverts/credentials";
import { FOREIGN_SENTENCES } from "./reverts/foreign";
import { IDENTITY_SENTENCES } from "./reverts/identities";
import { KEY_SENTENCES } from "./reverts/keys";
import { PARTY_SENTENCES } from "./reverts/parties";
import { RECOVERY_SENTENCES } from "./reverts/recovery";
import { NOT_ACCREDITED, oneOf, type Sentences, time } from "./reverts/sentence";

const work = (id: unknown): string => `The work ${formatWorkId(BigInt(String(id)))}`;

const HISTORY_NAMES_ORDER = "The work's history names the order: npx hardhat work history";

/**
 * What every error of the contracts means, in words. The keys are the errors' names; the arguments come in their order, and
 * behind them the data of the call that was refused.
 */
const SENTENCES: Sentences = {
  ...RECOVERY_SENTENCES,
  ...FOREIGN_SENTENCES,
  ...KEY_SENTENCES,
  WorkRegistryAlreadyRegistered: ([id, owner, registeredAt]) => ({
    message: `${work(id)} is already registered by ${owner} on ${time(registeredAt)}`,
    advice: "A title is never overwritten. If the work is yours, the courts and the adjudicators decide.",
  }),
  WorkRegistryNotRegistered: ([id]) => ({
    message: `${work(id)} is not registered`,
    advice:
      "If a batch of yours has it, give it a title since its anchor: npx hardhat work claim; else: npx hardhat work register",
  }),
  WorkRegistryNotAccredited: ([account]) => ({
    message: `The account ${account} is not an accredited party, or its accreditation has ended`,
    advice: NOT_ACCREDITED,
  }),
  WorkRegistryNotAuthorized: ([owner, caller]) => ({
    message: `The account ${caller} may not act for the owner ${owner}`,
    advice: "Use the owner's account with --account, or have the owner make yours its operator.",
  }),
  WorkRegistryNotInForce: ([id, status]) => ({
    message: `${work(id)} has a title that is ${oneOf(TITLE_STATUSES, status)} by an order`,
    advice: HISTORY_NAMES_ORDER,
  }),
  WorkRegistryProvisional: ([id, finalAt]) => ({
    message: `${work(id)} has a provisional title: it can move from ${time(finalAt)} on`,
    advice: "Offer it now if you like; it can be accepted then.",
  }),
  WorkRegistryStatusUnchanged: ([id, status]) => ({
    message: `${work(id)} has a title that is ${oneOf(TITLE_STATUSES, status)} already`,
    advice: HISTORY_NAMES_ORDER,
  }),
  WorkRegistryOwnerUnchanged: ([id, owner]) => ({
    message: `${work(id)} belongs to ${owner} already`,
    advice: "Compare the order with the work's history: npx hardhat work history",
  }),
  WorkRegistryIndirectCall: () => ({
    message: "The order came through the AccessManager, and nobody would answer for it",
    advice: "Schedule the call with the AccessManager, then make it from the adjudicator's own account.",
  }),
  WorkRegistryZeroOrderHash: ([id]) => ({ message: `${work(id)}: an order needs the hash of its text` }),
  WorkRegistryRevealWindow: ([revealWindow, maximum]) => ({
    message: `Titles cannot be provisional for ${revealWindow} s; ${maximum} s is the longest`,
    advice: "Choose a smaller COLOPHON_REVEAL_WINDOW.",
  }),
  WorkRegistryNotPayable: ([value]) => ({ message: `The registry takes no payments, and ${value} wei were sent` }),
  WorkRegistryZeroContentHash: () => ({ message: "Zero is not the hash of a work" }),
  WorkRegistryBatchSize: ([size, maximum]) => ({
    message: `A batch holds 1 to ${maximum} works, not ${size}`,
    advice: "Divide it into several batches.",
  }),
  WorkRegistryFinal: ([id, registeredAt, anchoredAt]) => ({
    message: `${work(id)} has a final title, registered on ${time(registeredAt)}; your anchor is of ${time(anchoredAt)}`,
    advice:
      "An earlier anchor takes a title only while it is provisional. Keep the batch file: it is evidence in a dispute.",
  }),
  WorkRegistryAlreadyAnchored: ([root, account, anchoredAt]) => ({
    message: `The root ${root} was anchored on ${time(anchoredAt)} by ${account}`,
    advice: "That time stands, whoever anchored it; nothing is left to do.",
  }),
  WorkRegistryNotAnchored: ([root]) => ({
    message: `The root ${root} is not anchored on this chain`,
    advice: "Anchor it by running npx hardhat work register-batch again, with the same source.",
  }),
  WorkRegistryAnchorTooNew: ([root, anchoredAt]) => ({
    message: `The root ${root} was anchored on ${time(anchoredAt)}, and a claim needs a later second and block`,
    advice: "Run the command again.",
  }),
  WorkRegistryAnchorAfterTitle: ([root, anchorBlock, priorityBlock]) => ({
    message: `The root ${root} came into block ${anchorBlock}, and the title is of block ${priorityBlock}, whatever their times say`,
    advice: "The chain's clock was wrong between the two. Keep the batch file: it is evidence in a dispute.",
  }),
  WorkRegistryInvalidProof: ([root, leaf]) => ({
    message: `The claim (leaf ${leaf}) is not under the root ${root}`,
    advice: "Check the batch file with: npx hardhat batch check",
  }),
  WorkRegistrySignatureExpired: ([deadline, now]) => ({
    message: `The signed claim was good until ${time(deadline)}, and it is ${time(now)}`,
    advice: "Ask the owner for a new signature.",
  }),
  WorkRegistryInvalidSignature: ([owner]) => ({
    message: `The signature is not that of ${owner} over this claim, deadline, contract and chain`,
    advice: "Have the owner sign exactly what is to be sent, for this chain.",
  }),
  WorkRegistryOfferToZero: ([id]) => ({
    message: `${work(id)} cannot be offered to the zero address`,
    advice: "Name with --to the account that is to get the title.",
  }),
  WorkRegistryOfferToSelf: ([id, owner]) => ({
    message: `${work(id)} belongs to ${owner} already`,
    advice: "Name with --to the account that is to get the title.",
  }),
  WorkRegistryZeroDeedHash: ([id]) => ({ message: `${work(id)}: an offer needs the hash of its deed` }),
  WorkRegistryOfferExpired: ([id, expiresAt, now]) => ({
    message: `${work(id)}: the offer ends on ${time(expiresAt)}, and it is ${time(now)}`,
    advice: "The owner can offer it again: npx hardhat title offer",
  }),
  WorkRegistryNoOffer: ([id]) => ({
    message: `${work(id)} has no open offer`,
    advice: "What became of one that was made: npx hardhat work history",
  }),
  WorkRegistryNotOfferee: ([id, to, caller]) => ({
    message: `${work(id)} is offered to ${to}, not to ${caller}`,
    advice: "If that account is yours, name it with --account; if not, ask the owner to offer the title to yours.",
  }),
  WorkRegistryOfferSuperseded: ([id, open, deed]) => ({
    message: `${work(id)} is offered with the deed ${open}, not with ${deed}`,
    advice: "Read the deed of the open offer: npx hardhat title show",
  }),
  ...IDENTITY_SENTENCES,
  ...CREDENTIAL_SENTENCES,
  ...PARTY_SENTENCES,
  ...ACCESS_SENTENCES,
  EnforcedPause: () => ({ message: "The registry is paused: it can be read, not written", advice: "Try again later." }),
  ExpectedPause: () => ({ message: "The registry is not paused" }),
  WorkRegistryPauseTooSoon: ([allowedAt]) => ({
    message: `A pause has ended, and the next one can begin on ${time(allowedAt)}`,
    advice: "What cannot wait is for the committee to decide.",
  }),
  WorkRegistryPauseDuration: ([duration, maximum]) => ({
    message: `A pause of ${duration} s cannot be: it lasts from one second to ${maximum} s`,
  }),
  NotOwnerNorApproved: () => ({ message: "The caller is neither the title's owner nor approved by it" }),
  TransferFromIncorrectOwner: () => ({ message: "The title belongs to another account than the one it is taken from" }),
  TransferToZeroAddress: () => ({
    message: "A title cannot move to the zero address",
    advice: "Name with --to the account that is to get the title.",
  }),
  TransferToNonERC721ReceiverImplementer: () => ({ message: "The receiving contract does not take ERC-721 tokens" }),
  TokenDoesNotExist: () => ({ message: "The work is not registered" }),
  TokenAlreadyExists: () => ({ message: "The work is already registered" }),
  BalanceQueryForZeroAddress: () => ({ message: "The zero address holds no titles" }),
  AccountBalanceOverflow: () => ({ message: "The account holds as many titles as the registry can count" }),
  CheckpointUnorderedInsertion: () => ({
    message: "The chain's time went back behind the newest change of an accreditation or of a seat",
    advice: "Run the command again once the chain's time has passed it.",
  }),
  InvalidShortString: () => ({ message: "The name is too long for its place" }),
  StringTooLong: ([text]) => ({ message: `The name is too long for its place: ${text}` }),
};

/** The names of the errors that have a sentence. */
export const EXPLAINED_ERRORS: readonly string[] = Object.keys(SENTENCES);

/**
 * A revert in words.
 * @param data the revert data, hex
 * @param call the data of the call that was refused, hex, where they are known
 */
export function explainRevert(data: string, call?: string): ColophonError {
  for (const contract of everyInterface()) {
    const error = contract.parseError(data);
    if (error === null) continue;
    const sentence = SENTENCES[error.name]?.(error.args, call) ??
      COMMITTEE_SENTENCES[error.name]?.(error.args, call) ?? {
        message: `The contract refused: ${error.name}(${error.args.map(String).join(", ")})`,
      };
    return new ColophonError(sentence.message, { code: error.name, advice: sentence.advice });
  }
  return new ColophonError("The contract refused without a reason that this version knows", {
    code: "UnknownRevert",
    advice: "Compare the deployed contracts with this version: npx hardhat chain doctor",
  });
}

function* everyInterface(): Generator<Interface> {
  yield* INTERFACES;
  const { Committee, Seats } = governance();
  yield* [Committee.contract, Seats.contract];
}
