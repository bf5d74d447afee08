import Committee from "./abi/Committee.json";
import Seats from "./abi/Seats.json";
import { type Artifact, artifact } from "./artifacts";

type Governance = Readonly<Record<"Committee" | "Seats", Artifact>>;

let made: Governance | undefined;

/** The contracts of a committee, which not every deployment has. They are made when first asked for: few commands need them. */
export function governance(): Governance {
  return (made ??= { Committee: artifact(Committee), Seats: artifact(Seats) });
}
