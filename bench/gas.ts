import { measureCommittee } from "./gas/committee";
import { measureCredentials } from "./gas/credentials";
import { measureDeployments } from "./gas/deployments";
import { measureForeign } from "./gas/foreign";
import { measureIdentities } from "./gas/identities";
import { measureKeys } from "./gas/keys";
import { measureParties } from "./gas/parties";
import { measureRecovery } from "./gas/recovery";
import { measureRegistration } from "./gas/registration";
import { setUp } from "./gas/set-up";
import { measureTitles } from "./gas/titles";
import { BLOCK_GAS_LIMIT } from "./shared/gas-of";
import type { Part, Row } from "./shared/row";

/** The gas of every operation, on a registry made by the deploy scripts. */
export const gas: Part = {
  name: "gas",
  comparison:
    `The gas of one transaction, in blocks of ${BLOCK_GAS_LIMIT.toLocaleString("en-US")} gas, beside the Ethereum Attestation Service (EAS) as its ` +
    "package ships it and a plain ERC-721 token of OpenZeppelin on the same chain: an EAS attestation carries the " +
    "same two hashes but has no owner who can hand it on and does not refuse a second claim to the same work, an EAS " +
    "timestamp says when a hash was known and nothing of whom, and the plain token has an owner but neither " +
    "accreditation nor time, status, offers or history.",
  measure,
};

async function measure(): Promise<Row[]> {
  const subjects = await setUp();
  return [
    ...(await measureRegistration(subjects)),
    ...(await measureTitles(subjects)),
    ...(await measureParties(subjects)),
    ...(await measureRecovery(subjects)),
    ...(await measureIdentities(subjects)),
    ...(await measureKeys(subjects)),
    ...(await measureCredentials(subjects)),
    ...(await measureCommittee(subjects)),
    ...(await measureDeployments(subjects)),
    ...(await measureForeign(subjects)),
  ];
}
