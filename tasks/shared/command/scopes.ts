import { Scope } from "./definition";

/** The subjects of the product's tasks. */
export const workScope = new Scope("work", "Works: register a file, verify one, read its history");
export const titleScope = new Scope("title", "Titles: offer, accept, decline or withdraw an assignment with its deed");
export const orderScope = new Scope(
  "order",
  "Orders: hold, release, annul, correct or reinstate titles, for adjudicators",
);
export const partyScope = new Scope("party", "Parties: accredit accounts as publishers, and end it");
export const identityScope = new Scope("identity", "Identities: who controls a DID, which keys and names it has");
export const credentialScope = new Scope(
  "credential",
  "Credentials: issue them, present some of one, verify one, revoke",
);
export const keyScope = new Scope("key", "Keys of HSMs, cards and passkeys: their accounts, and what they are to sign");
export const recoveryScope = new Scope(
  "recovery",
  "Recovery: guardians of an account, and its successor when the key is lost",
);
export const committeeScope = new Scope("committee", "The committee: propose, vote, execute, and what is decided");
export const certificateScope = new Scope(
  "certificate",
  "Certificates: a work's chain of title in one file, checked without a node",
);
export const checkpointScope = new Scope("checkpoint", "Checkpoints: members vouch for blocks by their signatures");
export const logScope = new Scope("log", "The log: all events of the registry in one tree, whose head members cosign");
export const accountScope = new Scope("account", "Accounts: make and list the encrypted keys that sign");
export const chainScope = new Scope("chain", "The chain: can it carry Colophon");
export const batchScope = new Scope("batch", "Batches: read and prove the files that bulk registration leaves");

/** What is about all of them: tasks that belong to no scope. */
export const noScope = new Scope("", "");

/** All of them, in the order in which help lists them. */
export const ALL_SCOPES: readonly Scope[] = [
  workScope,
  batchScope,
  titleScope,
  orderScope,
  partyScope,
  identityScope,
  credentialScope,
  keyScope,
  recoveryScope,
  committeeScope,
  certificateScope,
  checkpointScope,
  logScope,
  accountScope,
  chainScope,
  noScope,
];
