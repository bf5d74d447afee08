import { toSeconds } from "../../chain/rpc/time";
import type { ContractEvent } from "../../history/work-events";
import type { Header } from "../../proofs/header";
import { ProofError } from "../../proofs/proof-error";
import { logsOf, receiptKey } from "../../proofs/receipt";
import { provenValue } from "../../proofs/trie";
import { eventOfWork } from "../event-of-work";
import type { Certificate } from "../format";

/**
 * The events of a certificate, each out of its receipt, which its block's header proves; each names the block of the one before, so
 * that none is missing between them.
 * @throws ProofError where one does not hold, or does not follow from the one before
 */
export function provenHistory(certificate: Certificate, headers: ReadonlyMap<number, Header>): CertifiedEvent[] {
  const events: CertifiedEvent[] = [];
  let before: Place = { block: 0, transaction: -1, log: -1 };
  for (const [index, place] of certificate.history.entries()) {
    const what = `history.${index}`;
    const header = headers.get(place.block);
    if (header === undefined) throw new ProofError("absent", `${what} is of block ${place.block}, which is not here`);
    if (!isAfter(place, before)) throw new ProofError("left-over", `${what} does not come after the event before it`);

    const receipt = provenValue(header.receiptsRoot, receiptKey(place.transaction), place.proof, `${what}.proof`);
    if (receipt === undefined) throw new ProofError("absent", `${what}.proof shows that there is no such transaction`);
    const event = eventOf(certificate, receipt, place.log, what);
    if (Number(event.args["previousBlock"]) !== before.block) {
      throw new ProofError("absent", `${what} does not follow from the event before it: one is missing`);
    }
    events.push({ event, blockNumber: place.block, time: toSeconds(header.timestamp) });
    before = place;
  }
  return events;
}

/** An event that its receipt proves. */
export interface CertifiedEvent {
  readonly event: ContractEvent;
  readonly blockNumber: number;
  /** Of its block, Unix seconds. */
  readonly time: number;
}

type Place = Pick<Certificate["history"][number], "block" | "transaction" | "log">;

function isAfter(a: Place, b: Place): boolean {
  if (a.block !== b.block) return a.block > b.block;
  return a.transaction === b.transaction ? a.log > b.log : a.transaction > b.transaction;
}

function eventOf({ work, registry }: Certificate, receipt: string, index: number, what: string): ContractEvent {
  const log = logsOf(receipt, `${what}.proof`)[index];
  const event = log && eventOfWork(registry.address, work.id, log);
  if (event === undefined) throw new ProofError("absent", `${what}.log is no event of this work`);
  return event;
}
