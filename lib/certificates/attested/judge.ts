import { ProofError } from "../../proofs/proof-error";
import { readSlot } from "../../proofs/slots/title-slot";
import { checkpointDigest, type HistoryCheckpoint } from "../checkpoint";
import { eventOfWork } from "../event-of-work";
import { historyDigest } from "../history-digest";
import type { CertifiedEvent } from "../judge/history";
import {
  checkMetadata,
  finalAtOf,
  type Judgement,
  judgementOn,
  type Question,
  requireSameEvents,
} from "../judge/judge";
import { signersOf } from "../trust/signers";
import { standingAt } from "../trust/standing";
import { termsOf } from "../trust/terms";
import type { Attestation } from "./format";

/**
 * Judges an attested history, as `judge` does a certificate: that it is whole is checked, and that it is true rests on the members who
 * have signed it alone.
 * @throws ColophonError, exit code 3, where the changes of whom to trust do not follow from each other
 */
export async function judgeAttested(attestation: Attestation, question: Question): Promise<Judgement> {
  const terms = question.trust === undefined ? [] : await termsOf(question.trust);
  const { registry, block, title: slot, members } = attestation;
  try {
    const history = historyIn(attestation);
    const title = requireSameEvents(readSlot(BigInt(slot)), history);
    checkMetadata(attestation, undefined, history);
    const signed = await signersOf(checkpointDigest(registry, vouchedBy(attestation)), members, "members", terms);
    const standing = standingAt(terms, block.number, signed, new Set());
    const proven = {
      ...{ title, history, finalAt: finalAtOf(title, question.trust) },
      ...{ anchor: undefined, accreditation: undefined, timestamp: undefined },
      ...{ block: block.number, time: block.time, unlisted: signed.unlisted },
    };
    return judgementOn(attestation, proven, new Map([[block.number, standing]]), question);
  } catch (error) {
    if (error instanceof ProofError) return { verdict: "altered", reason: error.message };
    throw error;
  }
}

/** What its members have signed. */
export function vouchedBy({ work, block, title, history }: Attestation): HistoryCheckpoint {
  return {
    ...{ blockNumber: block.number, blockHash: block.hash, time: block.time },
    ...{ work: work.id, title, history: historyDigest(history) },
  };
}

/** @throws ProofError where an event is none of the work, or does not follow from the one before */
function historyIn({ work, registry, block, history }: Attestation): CertifiedEvent[] {
  let before = 0;
  return history.map(({ block: blockNumber, time, ...log }, index) => {
    const what = `history.${index}`;
    const event = eventOfWork(registry.address, work.id, { address: registry.address, ...log });
    if (event === undefined) throw new ProofError("absent", `${what} is no event of this work`);
    if (blockNumber < before || blockNumber > block.number) {
      throw new ProofError("left-over", `${what} is not after the event before it, or after the block`);
    }
    if (Number(event.args["previousBlock"]) !== before) {
      throw new ProofError("absent", `${what} does not follow from the event before it: one is missing`);
    }
    before = blockNumber;
    return { event, blockNumber, time };
  });
}
