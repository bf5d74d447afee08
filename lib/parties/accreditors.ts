import type { Colophon } from "../chain/contracts/colophon";
import { kindsOf, type PartyKindName } from "../chain/contracts/scope";
import { chainTime } from "../chain/rpc/time";

/** An appointment of an accreditor. */
export interface AppointmentState {
  readonly accreditor: string;
  /** What it may accredit as. */
  readonly scope: readonly PartyKindName[];
  /** Unix seconds; once dismissed, when. */
  readonly validUntil: number;
  /** An appointment has ended by its time; one that was dismissed has ended with all that was accredited by it. */
  readonly status: "appointed" | "ended" | "dismissed";
}

type Appointment = Awaited<ReturnType<Colophon["parties"]["accreditorOf"]>>;

/** The newest appointment of an account; undefined where it was never appointed. */
export async function readAccreditor(
  { parties, provider }: Pick<Colophon, "parties" | "provider">,
  account: string,
): Promise<AppointmentState | undefined> {
  const appointment = await parties.accreditorOf(account);
  return appointment.scope === 0n ? undefined : stateOf(appointment, await chainTime(provider));
}

/** All appointments ever made, the oldest first. */
export async function listAppointments({
  parties,
  provider,
}: Pick<Colophon, "parties" | "provider">): Promise<AppointmentState[]> {
  const now = await chainTime(provider);
  const count = Number(await parties.appointmentCount());
  const states: AppointmentState[] = [];
  for (let number = 1; number <= count; ++number) states.push(stateOf(await parties.appointmentAt(number), now));
  return states;
}

function stateOf({ account, scope, validUntil, isDismissed }: Appointment, now: number): AppointmentState {
  const inTerm = now < Number(validUntil) ? "appointed" : "ended";
  return {
    accreditor: account,
    scope: kindsOf(scope),
    validUntil: Number(validUntil),
    status: isDismissed ? "dismissed" : inTerm,
  };
}
