import type { Colophon } from "../../chain/contracts/colophon";
import { formatWorkId } from "../../hashing/work-id";
import { currentMetadataHash } from "../../history/work-events";
import { inOrderOfSigners } from "../../proofs/signatures/seals";
import { type Checkpoints, registryOf } from "../checkpoints";
import { eventOfWork } from "../event-of-work";
import { certifiedWork, type Sayings } from "../issue/certified-work";
import { historyAt, requireSameHistory } from "../members/history-at";
import { type Attestation, ATTESTATION_FORMAT } from "./format";

type Histories = NonNullable<Checkpoints["histories"]>;

/** The newest history of a work that members have signed; undefined where there is none. */
export function signedHistory(workId: bigint, checkpoints: Checkpoints | undefined): Histories[number] | undefined {
  const work = formatWorkId(workId);
  const own = (checkpoints?.histories ?? []).filter((each) => each.work === work);
  return own.sort((a, b) => a.blockNumber - b.blockNumber).at(-1);
}

/**
 * Makes the attested history of a work of what members have signed and of what the node has.
 * @throws ColophonError, exit code 3, where the node has another history than they have signed, or it has moved on
 */
export async function gatherAttested(
  colophon: Colophon,
  sayings: Sayings,
  signed: Histories[number],
): Promise<Attestation> {
  const { events, vouched } = await historyAt(colophon, sayings.workId, signed.blockNumber);
  requireSameHistory(vouched, signed);
  const { address } = colophon.deployment.WorkRegistry;
  const described = events.flatMap((log) => {
    const event = eventOfWork(address, vouched.work, { address, ...log });
    return event === undefined ? [] : [{ event }];
  });
  return {
    format: ATTESTATION_FORMAT,
    work: await certifiedWork(sayings, currentMetadataHash(described)),
    registry: registryOf(colophon),
    block: { number: vouched.blockNumber, hash: vouched.blockHash, time: vouched.time },
    title: vouched.title,
    history: events.map(({ topics, ...rest }) => ({ ...rest, topics: [...topics] })),
    members: inOrderOfSigners(signed.members),
  };
}
