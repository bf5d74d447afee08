import type { LogDescription } from "ethers";

import { ARTIFACTS } from "../chain/contracts/artifacts";
import { WORK_EVENTS } from "../history/history";
import type { ProvenLog } from "../proofs/receipt";

const { contract } = ARTIFACTS.WorkRegistry;

/** The event of a work's history that a log of this registry is; undefined where it is none. */
export function eventOfWork(registry: string, workId: string, log: ProvenLog): LogDescription | undefined {
  // By the work first: one receipt may have the events of hundreds.
  if (log.topics[1] !== workId || log.address.toLowerCase() !== registry.toLowerCase()) return undefined;

  const event = contract.parseLog({ topics: [...log.topics], data: log.data });
  return event !== null && (WORK_EVENTS as readonly string[]).includes(event.name) ? event : undefined;
}
