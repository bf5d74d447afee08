import type { TransactionDescription } from "ethers";

import { governance } from "../governance";
import { type Sentences, time } from "./sentence";

/** `IGovernor.ProposalState`, in words: "The proposal 3 …". */
export const PROPOSAL_STATES = [
  "waits for its ballot to begin",
  "is open for votes",
  "was withdrawn by its proposer",
  "was not accepted",
  "was accepted",
  "was accepted",
  "was accepted, and has expired since nobody executed it",
  "has been executed",
] as const;

/** What the committee was asked for. */
const asked = (call: string | undefined): TransactionDescription | null =>
  call === undefined ? null : governance().Committee.contract.parseTransaction({ data: call });

const show = (id: unknown): string => `Look at it with: npx hardhat committee show --proposal ${id}`;

/** What a proposal does not take in its state, by the function that was called. */
const REFUSED: Readonly<Record<string, string>> = {
  castVoteWithReason: "takes no votes now",
  execute: "cannot be executed now",
};

/** What every error of the committee and its seats means, in words, as in reverts.ts. */
export const COMMITTEE_SENTENCES: Sentences = {
  CommitteeInvalidRules: () => ({
    message: "By these rules nothing could ever be decided",
    advice: "Percentages are from 1 to 100; a vote is open for 1 second to 90 days, and delays are at most as long.",
  }),
  CommitteeNotSeated: ([account]) => ({
    message: `The account ${account} has no seat in the committee, and only members propose`,
    advice: "The members are listed by: npx hardhat committee members",
  }),
  CommitteeNoVote: ([id, account]) => ({
    message: `The account ${account} has no vote on the proposal ${id}: it had no seat when the ballot began, or has left it since`,
    advice: show(id),
  }),
  CommitteeTooManyOpen: ([proposer, most]) => ({
    message: `${most} proposals of the account ${proposer} are open, which is the most that a member may have`,
    advice: "Wait until one of them has ended, or let another member propose.",
  }),
  CommitteeTooManyCalls: ([calls, most]) => ({
    message: `The proposal makes ${calls} calls, and ${most} is the most`,
    advice: "Divide it into several proposals.",
  }),
  CommitteeNoContract: ([target]) => ({
    message: `There is no contract at ${target}: the call would do nothing`,
    advice: "Check the address, and deploy the contract first.",
  }),
  CommitteeForbiddenCall: () => ({
    message: "The proposal would leave nobody in charge, or put somebody beside or above the committee",
    advice: "docs/committee.md lists what the committee never decides.",
  }),
  CommitteeTooEarly: ([id, executableAt]) => ({
    message: `The proposal ${id} was accepted, and can be executed from ${time(executableAt)} on`,
    advice: "Try again then.",
  }),
  CommitteeNotInCharge: () => ({
    message: "The committee is not the admin of this deployment, or would not be any more, and so nothing is executed",
    advice: "Whoever deployed names it by the last deploy script: npm run deploy -- --tags handover",
  }),
  GovernorAlreadyCastVote: ([account], call) => ({
    message: `The account ${account} has voted on this proposal, and a vote is not changed`,
    advice: show(asked(call)?.args[0] ?? "NUMBER"),
  }),
  GovernorNonexistentProposal: () => ({
    message: "The committee has no such proposal",
    advice: "They are listed by: npx hardhat committee list",
  }),
  GovernorUnexpectedProposalState: ([id, state], call) => ({
    message: `The proposal ${id} ${PROPOSAL_STATES[Number(state)] ?? `is in the state ${state}`}: it ${REFUSED[asked(call)?.name ?? ""] ?? "does not allow this step"}`,
    advice: show(id),
  }),
  GovernorUnableToCancel: ([id, account]) => ({
    message: `The account ${account} cannot withdraw the proposal ${id}: only its proposer can, before its ballot begins`,
    advice: `Vote against it: npx hardhat committee vote --proposal ${id} --vote no`,
  }),
  GovernorOnlyExecutor: ([account]) => ({
    message: `The account ${account} cannot do this alone: it takes a vote of the committee`,
    advice: "Propose it with: npx hardhat committee propose",
  }),
  SeatsNotCommittee: ([caller]) => ({
    message: `The account ${caller} cannot do this alone: it takes a vote of the committee`,
    advice: "Propose it with: npx hardhat committee propose",
  }),
  SeatsInvalidSeat: ([member, weight]) => ({
    message: `The account ${member} cannot have a seat of the weight ${weight}`,
    advice: "A weight is 1 or more. To take a seat, propose: npx hardhat committee propose --what expel",
  }),
  SeatsAlreadySeated: ([member]) => ({
    message: `The account ${member} has a seat in the committee`,
    advice: "To change its weight, propose: npx hardhat committee propose --what weight",
  }),
  SeatsNotSeated: ([account]) => ({
    message: `The account ${account} has no seat in the committee`,
    advice: "The members are listed by: npx hardhat committee members",
  }),
  SeatsFull: ([most]) => ({
    message: `All ${most} seats of the committee are taken`,
    advice: "A seat becomes free by: npx hardhat committee propose --what expel",
  }),
  SeatsLastSeat: ([member]) => ({
    message: `The account ${member} has the last seat of the committee: nobody would be left to decide anything`,
    advice: "Admit another member first.",
  }),
  SeatsWeightUnchanged: ([member, weight]) => ({
    message: `The seat of ${member} has the weight ${weight}`,
    advice: "The seats are listed by: npx hardhat committee members",
  }),
};
