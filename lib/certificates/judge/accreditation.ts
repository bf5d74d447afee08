import { PARTY_KINDS, PARTY_STATUSES } from "../../chain/contracts/enums";
import { checksummed } from "../../hashing/address";
import { currentRegistration } from "../../history/work-events";
import { provenSlot, provenStorage } from "../../proofs/account";
import type { Header } from "../../proofs/header";
import { ProofError } from "../../proofs/proof-error";
import { appointmentSlot, partySlot, readAppointmentSlot, readPartySlot } from "../../proofs/slots/party-slots";
import type { Certificate } from "../format";
import type { CertifiedEvent } from "./history";

/** Who was answerable for an owner when its title was registered; the time is Unix seconds. */
export interface ProvenAccreditation {
  /** The registry of parties that says so. */
  readonly parties: string;
  readonly account: string;
  readonly accreditor: string;
  readonly kind: (typeof PARTY_KINDS)[number];
  readonly status: (typeof PARTY_STATUSES)[number];
  readonly validUntil: number;
}

/**
 * The owner's accreditation at the end of the block that its title was registered in; undefined where the certificate has none.
 * @throws ProofError where it does not hold
 */
export function provenAccreditation(
  { headers: kind, accreditation }: Pick<Certificate, "headers" | "accreditation">,
  headers: ReadonlyMap<number, Header>,
  history: readonly CertifiedEvent[],
): ProvenAccreditation | undefined {
  if (accreditation === undefined) return undefined;
  const what = "accreditation";
  const registration = currentRegistration(history);
  const header = registration && headers.get(registration.blockNumber);
  if (header === undefined) throw new ProofError("left-over", `${what}: there is no registration`);

  const { parties, account: proof } = accreditation;
  const contract = { contract: parties.toLowerCase(), proof, what: `${what}.account` };
  const storage = provenStorage(kind, header.stateRoot, contract);
  const account = String(registration?.event.args["owner"]);
  const party = readPartySlot(provenSlot(storage, partySlot(account), accreditation.party, `${what}.party`));
  const appointment = readAppointmentSlot(
    provenSlot(storage, appointmentSlot(party.appointment), accreditation.appointment, `${what}.appointment`),
  );
  const partyKind = PARTY_KINDS[party.kind];
  const status = appointment.isDismissed ? "revoked" : PARTY_STATUSES[party.status];
  if (party.status === 0 || partyKind === undefined || status === undefined) {
    throw new ProofError("absent", `${what} proves that ${account} was not accredited by ${parties}`);
  }
  return {
    ...{ parties, account, accreditor: checksummed(appointment.account) },
    ...{ kind: partyKind, status, validUntil: party.validUntil },
  };
}
