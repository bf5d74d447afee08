import { KEY_KINDS } from "../enums";
import { oneOf, type Sentences, time } from "./sentence";

/** What every error of KeyAccounts and of the accounts that it makes means. */
export const KEY_SENTENCES: Sentences = {
  KeyAccountRequestExpired: ([deadline, now]) => ({
    message: `The request was good until ${time(deadline)}, and it is ${time(now)}`,
    advice: "Prepare a new one and have the key sign that.",
  }),
  KeyAccountInvalidSignature: ([nonce, digest]) => ({
    message: `The signature is not that of the account's key over ${digest}, its request number ${nonce} on this chain`,
    advice: "Prepare a new request and have the account's own key sign it.",
  }),
  KeyAccountsInvalidKey: ([kind, publicKey]) => ({
    message: `This is no public key of the kind ${oneOf(KEY_KINDS, kind)}: ${publicKey}`,
  }),
  AddressEmptyCode: ([target]) => ({ message: `There is no contract at ${target}` }),
  FailedCall: () => ({ message: "The contract that was called failed without a reason" }),
  InsufficientBalance: ([balance, needed]) => ({ message: `A balance of ${balance} wei is less than ${needed}` }),
  CloneArgumentsTooLong: () => ({ message: "The key is too long for an account" }),
  Create2EmptyBytecode: () => ({ message: "No code was given for the account" }),
  FailedDeployment: () => ({ message: "The account could not be made", advice: "Run the command again." }),
};
