import { Scope } from "./definition";

/** The subjects of the product's tasks. */
export const workScope = new Scope("work", "Works: register a file, verify one, read its history");
export const titleScope = new Scope("title", "Titles: offer, accept, decline or withdraw an assignment with its deed");
export const partyScope = new Scope("party", "Parties: accredit accounts as publishers, and end it");
export const committeeScope = new Scope("committee", "The committee: propose, vote, execute, and what is decided");
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
  partyScope,
  committeeScope,
  accountScope,
  chainScope,
  noScope,
];
