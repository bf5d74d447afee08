import { formatTime } from "../../../lib/chain/rpc/time";
import type { AppointmentState } from "../../../lib/parties/accreditors";

/** What an appointment is for, and how it stands. */
export function appointmentText({ scope, validUntil, status }: AppointmentState): readonly string[] {
  return [scope.join(", "), `${status === "appointed" ? "until" : `${status} on`} ${formatTime(validUntil)}`];
}
