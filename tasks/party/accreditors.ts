import { listAppointments } from "../../lib/parties/accreditors";
import { action } from "../shared/command/action";
import { addJson } from "../shared/command/params";
import { partyScope } from "../shared/command/scopes";
import { appointmentText } from "../shared/facts/appointment-text";
import { open } from "../shared/open/open";
import { table } from "../shared/print/output";

const definition = partyScope.task("accreditors", "Lists who may accredit as what, and who was appointed before");

addJson(definition).setAction(
  action(async (_args: object, hre) => {
    const appointments = await listAppointments(await open(hre));

    const rows = appointments.map((appointment) => [appointment.accreditor, appointmentText(appointment)]);
    const text = rows.length === 0 ? "Nobody was ever appointed" : table(["Accreditor", "For"], rows);
    return { result: appointments, text };
  }),
);
