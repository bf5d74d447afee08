import type { Colophon } from "../chain/colophon";
import { currentMetadataHash, workHistory } from "../history/history";
import { formatWorkId } from "../work-id";
import { type OfferState, readOffer, readTitle, type TitleState } from "./title";

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
  const title = await readTitle(colophon, workId);
  return {
    work: formatWorkId(workId),
    title,
    offer: await readOffer(colophon, workId),
    metadataHash: currentMetadataHash(await workHistory(colophon.provider, colophon.registry, workId)),
    tokenURI: title === undefined ? undefined : await colophon.registry.tokenURI(workId),
  };
}
