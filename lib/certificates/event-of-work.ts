import { type ContractEvent, readWorkEvent } from "../history/work-events";
import type { ProvenLog } from "../proofs/receipt";

/** The event of a work's history that a log of this registry is; undefined where it is none. */
export function eventOfWork(registry: string, workId: string, log: ProvenLog): ContractEvent | undefined {
  // By the work first: one receipt may have the events of hundreds.
  if (log.topics[1] !== workId || log.address.toLowerCase() !== registry.toLowerCase()) return undefined;
  return readWorkEvent(log);
}
