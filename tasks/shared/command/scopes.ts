import { scope } from "hardhat/config";

/** The subjects of the product's tasks. */
export const workScope = scope("work", "Works: register a file, verify one, read its history");
export const titleScope = scope("title", "Titles: offer, accept, decline or withdraw an assignment with its deed");
export const partyScope = scope("party", "Parties: accredit accounts as publishers, and end it");
export const accountScope = scope("account", "Accounts: make and list the encrypted keys that sign");
export const chainScope = scope("chain", "The chain: can it carry Colophon");
export const batchScope = scope("batch", "Batches: read and prove the files that bulk registration leaves");
