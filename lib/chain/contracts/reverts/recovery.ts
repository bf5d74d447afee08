import { countOf } from "../../../count-of";
import { NOT_ACCREDITED, type Sentences, time } from "./sentence";

const show = (account: unknown): string => `Look at it with: npx hardhat recovery show --lost ${account}`;

/** What every error of Recovery means. */
export const RECOVERY_SENTENCES: Sentences = {
  RecoveryGuardianCount: ([count, maximum]) => ({
    message: `An account has 1 to ${maximum} guardians, not ${count}`,
    advice: "Name so many, each once.",
  }),
  RecoveryInvalidGuardian: ([guardian]) => ({
    message: `${guardian} cannot be a guardian: it is nobody, the account itself, or named twice or out of order`,
    advice: "Name each guardian once with --guardians: other accounts than the one that signs.",
  }),
  RecoveryThreshold: ([threshold, count]) => ({
    message: `Of ${countOf(BigInt(count), "guardian")} ${threshold} cannot agree`,
    advice: "Give --threshold a number from 1 to that of the guardians.",
  }),
  RecoveryDelay: ([delay, maximum]) => ({
    message: `Guardians cannot wait for ${delay} s: a delay has from 1 to ${maximum} s`,
    advice: "Choose a delay within that.",
  }),
  RecoveryNotGuardian: ([account, caller]) => ({
    message: `${caller} is no guardian of ${account}`,
    advice: show(account),
  }),
  RecoveryRunning: ([account, successor, executableAt]) => ({
    message: `A recovery of ${account} runs: ${successor} may take its place from ${time(executableAt)} on`,
    advice: show(account),
  }),
  RecoveryNotRunning: ([account]) => ({ message: `No recovery of ${account} runs`, advice: show(account) }),
  RecoveryReplaced: ([account, successor]) => ({
    message: `${successor} has taken the place of ${account}`,
    advice: "Use that account in its place.",
  }),
  RecoveryNotReplaced: ([account]) => ({ message: `Nobody has taken the place of ${account}`, advice: show(account) }),
  RecoveryToSelf: ([account]) => ({
    message: `${account} cannot take its own place`,
    advice: "Name another account as the successor, one whose key is at hand.",
  }),
  RecoveryNotAccredited: ([account]) => ({
    message: `The successor ${account} is not an accredited party`,
    advice: NOT_ACCREDITED,
  }),
  RecoveryNotSuccessor: ([account, successor, caller]) => ({
    message: `${successor} is to take the place of ${account}, by its own call, and not ${caller}`,
    advice: "Use the successor's account with --account.",
  }),
  RecoveryTooEarly: ([account, executableAt, now]) => ({
    message: `The place of ${account} can be taken from ${time(executableAt)} on, and it is ${time(now)}`,
    advice: "Until then the account may veto.",
  }),
  RecoveryTooLate: ([account, executableAt, now]) => ({
    message: `The delay for ${account} was over on ${time(executableAt)}, and it is ${time(now)}: too late for a veto`,
    advice: "The committee can put a recovery right, by an order.",
  }),
  RecoveryZeroOrderHash: ([account]) => ({ message: `An order about ${account} needs the hash of its text` }),
  RecoveryIndirectCall: () => ({
    message: "The order about an account came through the AccessManager, and nobody would answer for it",
    advice: "Schedule the call with the AccessManager, then make it from the committee's own account.",
  }),
  RecoveryBatchSize: ([size, maximum]) => ({ message: `From 1 to ${maximum} titles move by one call, not ${size}` }),
};
