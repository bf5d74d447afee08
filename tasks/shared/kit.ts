/** What the tasks work with. It is loaded when a task runs and not before, so that Hardhat starts quickly. */
export { listNamed, requireAccount } from "../../lib/accounts";
export { PARTY_KINDS } from "../../lib/chain/enums";
export { write } from "../../lib/chain/colophon";
export { partyHistory, workHistory } from "../../lib/history/history";
export { chainTime, formatTime } from "../../lib/chain/time";
export { documentHash } from "../../lib/document-hash";
export { hashFile } from "../../lib/hash-file";
export { readParty } from "../../lib/parties/party";
export { timelineOf } from "../../lib/history/timeline";
export { readOffer, readTitle } from "../../lib/works/title";
export { formatWorkId } from "../../lib/work-id";
export { accountBook, addressOf, keystoreFolder, signer, signingAccount } from "./accounts";
export { open, openDeployment, openProvider } from "./open";
export { fields, table } from "./output";
export { parseChoice, parseMoment, requireYes } from "./params";
export { metadataOf, workIdOf } from "./work-args";
