import { NOT_ACCREDITED, type Sentences, time } from "./sentence";

const SHOW = "Look at it with: npx hardhat recovery show";

/** What every error of Recovery means. */
export const RECOVERY_SENTENCES: Sentences = {
  RecoveryGuardianCount: ([count, maximum]) => ({ message: `An account has 1 to ${maximum} guardians, not ${count}` }),
  RecoveryInvalidGuardian: ([guardian]) => ({
    message: `${guardian} cannot be a guardian: it is nobody, the account itself, or named twice or out of order`,
  }),
  RecoveryThreshold: ([threshold, count]) => ({ message: `Of ${count} guardians ${threshold} cannot agree` }),
  RecoveryDelay: ([delay, maximum]) => ({
    message: `Guardians cannot wait for ${delay} s: a delay has from 1 to ${maximum} s`,
  }),
  RecoveryNotGuardian: ([account, caller]) => ({ message: `${caller} is no guardian of ${account}`, advice: SHOW }),
  RecoveryRunning: ([account, successor, executableAt]) => ({
    message: `A recovery of ${account} runs: ${successor} may take its place from ${time(executableAt)} on`,
    advice: SHOW,
  }),
  RecoveryNotRunning: ([account]) => ({ message: `No recovery of ${account} runs`, advice: SHOW }),
  RecoveryReplaced: ([account, successor]) => ({ message: `${successor} has taken the place of ${account}` }),
  RecoveryNotReplaced: ([account]) => ({ message: `Nobody has taken the place of ${account}`, advice: SHOW }),
  RecoveryToSelf: ([account]) => ({ message: `${account} cannot take its own place` }),
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
