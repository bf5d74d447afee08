import type { Colophon } from "../chain/contracts/colophon";
import { type OfferState, readOffer, type TitleState } from "../chain/contracts/title";
import { formatWorkId } from "../hashing/work-id";
import { currentMetadataHash } from "../history/history";
import { readWork } from "./read";

/** All that the chain says of a work now; undefined where it says nothing. */
export interface WorkState {
  /** The work's id: 0x and 64 hex digits. */
  readonly work: string;
  readonly title: TitleState | undefined;
  readonly offer: OfferState | undefined;
  readonly metadataHash: string | undefined;
  readonly tokenURI: string | undefined;
}

/** Reads a work's state. */
export async function showWork(colophon: Colophon, workId: bigint): Promise<WorkState> {
  const { title, history } = await readWork(colophon, workId);
  return {
    work: formatWorkId(workId),
    title,
    offer: await readOffer(colophon, workId),
    metadataHash: currentMetadataHash(history),
    tokenURI: title === undefined ? undefined : await colophon.registry.tokenURI(workId),
  };
}
