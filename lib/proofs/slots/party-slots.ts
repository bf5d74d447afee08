import { addressOf } from "../../hashing/address";
import { mappingSlot, unpack } from "./storage";

/** Where the registry of parties keeps its appointments and its parties: `Accreditors._appointments`, `PartyRegistry._records`. */
const APPOINTMENTS = 1;
const PARTIES = 6;

/** An accreditation as a party's slot has it; the time is Unix seconds. */
export interface SlotParty {
  readonly validUntil: number;
  readonly status: number;
  readonly kind: number;
  /** The number of the appointment of its accreditor. */
  readonly appointment: number;
}

/** An appointment of an accreditor as its slot has it. */
export interface SlotAppointment {
  readonly account: string;
  readonly isDismissed: boolean;
}

/** The slot in which the registry of parties keeps an account, 32 bytes. */
export function partySlot(account: string): string {
  return mappingSlot(BigInt(account), PARTIES);
}

/** The same of an appointment. */
export function appointmentSlot(number: number): string {
  return mappingSlot(BigInt(number), APPOINTMENTS);
}

/** What a party's slot says; all is 0 where it is empty. The mirror of the contracts' `PartyRegistry.PartyRecord`. */
export function readPartySlot(value: bigint): SlotParty {
  const [validUntil, status, kind, appointment] = unpack(value, 40, 8, 8, 32).map(Number);
  return { validUntil: validUntil ?? 0, status: status ?? 0, kind: kind ?? 0, appointment: appointment ?? 0 };
}

/** What an appointment's slot says. The mirror of the contracts' `IAccreditors.Appointment`. */
export function readAppointmentSlot(value: bigint): SlotAppointment {
  const [account, , , , isDismissed] = unpack(value, 160, 40, 40, 8, 8);
  return { account: addressOf(account), isDismissed: isDismissed === 1n };
}
