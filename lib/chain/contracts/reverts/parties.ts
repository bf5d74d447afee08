import { PARTY_KINDS, PARTY_STATUSES } from "../enums";
import { kindsOf } from "../scope";
import { oneOf, type Sentences, time } from "./sentence";

/** What the errors of PartyRegistry mean. */
export const PARTY_SENTENCES: Sentences = {
  PartyRegistryInvalidAccreditor: ([account, scope]) => ({
    message: `${account} cannot be appointed for the kinds ${scope}`,
    advice: "Give it kinds with: npx hardhat party appoint --scope publisher,notary",
  }),
  PartyRegistryNotAppointed: ([account, validUntil]) => ({
    message: `The account ${account} ${Number(validUntil) === 0 ? "was never appointed as an accreditor" : `is no accreditor since ${time(validUntil)}`}`,
    advice: "Who is one: npx hardhat party accreditors",
  }),
  PartyRegistryOutOfScope: ([account, kind, scope]) => ({
    message: `The accreditor ${account} may accredit as ${kindsOf(scope).join(", ")}, not as ${oneOf(PARTY_KINDS, kind)}`,
    advice: "Who may: npx hardhat party accreditors",
  }),
  PartyRegistryAlreadyAccredited: ([account, accreditor, status, validUntil]) => ({
    message: `The account ${account} is ${oneOf(PARTY_STATUSES, status)} until ${time(validUntil)}, accredited by ${accreditor}`,
    advice: "Change its term with: npx hardhat party renew",
  }),
  PartyRegistryApplicationExpired: ([deadline, now]) => ({
    message: `The application was open until ${time(deadline)}, and it is ${time(now)}`,
    advice: "Have the account apply anew: npx hardhat party apply",
  }),
  PartyRegistryNotAgreed: ([account, accreditor]) => ({
    message: `The account ${account} has not agreed to this with the accreditor ${accreditor}, or its party has changed since`,
    advice: "Have the account apply anew, to this accreditor: npx hardhat party apply",
  }),
  PartyRegistryNotInFuture: ([validUntil, now]) => ({
    message: `The term would end on ${time(validUntil)}, and it is ${time(now)}`,
    advice: "Give a later date with --until.",
  }),
  PartyRegistryNotAccreditor: ([account, accreditor, caller]) => ({
    message: `The accreditor ${accreditor} answers for the account ${account}, not ${caller}`,
    advice: "Use that accreditor's account with --account, or ask it.",
  }),
  PartyRegistryWrongStatus: ([account, status]) => ({
    message: `The account ${account} is ${Number(status) === 0 ? "not a party" : oneOf(PARTY_STATUSES, status)}, which does not allow this step`,
    advice: `Look at it with: npx hardhat party show --party ${account}`,
  }),
};
