/** What other programs import from the package `colophon`. docs/library.md explains it with an example. */
export { createAccount, findAccount, listAccounts, type StoredAccount, unlockAccount } from "../accounts/keystore";
export { type BulkOrder, type BulkResult, registerBulk } from "../batch/run/bulk";
export { type BulkPlan, planBulk } from "../batch/run/plan";
export { openSource, type Source, type SourceFormat } from "../batch/source/source";
export type { Colophon } from "../chain/contracts/colophon";
export { explain } from "../chain/contracts/failures";
export type { OfferState, TitleState } from "../chain/contracts/title";
export type { DevAccountName } from "../chain/development/dev-accounts";
export { devWallet } from "../chain/development/dev-wallet";
export { chainTime, formatTime } from "../chain/rpc/time";
export type { Sitting } from "../committee/committee";
export { listProposals, type ProposalList } from "../committee/list";
export { type Members, readMembers } from "../committee/members";
export { type Proposal, readProposal } from "../committee/proposal";
export { type Credential, readCredential } from "../credentials/credential";
export { type ListToken, readListToken } from "../credentials/issuing/list-token";
export { verifyOnChain } from "../credentials/presenting/online";
export { packList, unpackList } from "../credentials/issuing/packed-list";
export type { Credentials } from "../credentials/issuing/registry";
export { StatusList, type StatusListShape } from "../credentials/issuing/status-list";
export { type Verified, verifyOffline } from "../credentials/presenting/verify";
export { ColophonError, type ExitCode } from "../errors";
export { type HashedFile, hashFile } from "../hashing/hash-file";
export { formatWorkId } from "../hashing/work-id";
export { workHistory } from "../history/history";
export { type TimelineEntry, timelineOf } from "../history/timeline";
export { addressOfDid, didOf } from "../identity/did";
export type { Identities } from "../identity/registry";
export { resolutionResult } from "../identity/resolution-file";
export { type Resolution, resolveIdentity } from "../identity/resolve";
export {
  type Metadata,
  type MetadataFields,
  metadataFromFields,
  metadataHash,
  parseMetadata,
  readMetadataFile,
} from "../metadata/metadata";
export type { Reconciled, WorkDifference } from "../reconcile/works";
export { readRecovery, type RecoveryState } from "../recovery/recovery";
export { type Evidence, isEvidence, readRecordOrEvidence, saveEvidence } from "../store/evidence";
export { type KeptOrder, listOrders } from "../store/orders";
export { readRecord, type WorkRecord } from "../store/records";
export { amendWork, type Amended, type Amendment } from "../works/writing/amend";
export type { Registered } from "../works/writing/carry-out";
export { type AnchoredFile, claimWork } from "../works/writing/claim";
export { ensureTitle } from "../works/writing/ensure-title";
export { evidenceOf, type EvidenceOrder } from "../works/reading/evidence";
export { registerWork, type Registration } from "../works/writing/register";
export { shelfOf } from "../works/home/shelf";
export { showWork, type WorkState } from "../works/reading/show";
export { type Since, type Standing, stateOf } from "../works/reading/state";
export { type Verification, verifyWork } from "../works/reading/verify";
export { openCredentials, openIdentities, openRecovery, openSitting } from "./open-modules";
export { openRegistry, type RegistryPlace } from "./open-registry";
export { type OwnDatabase, reconcile } from "./reconcile";
