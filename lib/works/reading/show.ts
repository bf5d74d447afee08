import type { Colophon } from "../../chain/contracts/colophon";
import { type OfferState, readOffer, type TitleState } from "../../chain/contracts/title";
import { formatWorkId } from "../../hashing/work-id";
import { type OrderEntry, ordersIn } from "../../history/orders";
import { currentMetadataHash } from "../../history/work-events";
import { readWork, type Work } from "./read";
import { type Standing, stateOf } from "./state";

/** All that the chain says of a work now; undefined where it says nothing. */
export interface WorkState {
  /** The work's id: 0x and 64 hex digits. */
  readonly work: string;
  readonly title: TitleState | undefined;
  readonly offer: OfferState | undefined;
  readonly metadataHash: string | undefined;
  readonly tokenURI: string | undefined;
  /** The newest order about it. */
  readonly order: OrderEntry | undefined;
}

/** The same, with what the batch files of a home prove beside it. */
export interface KnownWork extends WorkState, Omit<Standing, "history"> {}

/** Reads a work's state. */
export async function showWork(colophon: Colophon, workId: bigint): Promise<WorkState> {
  return shown(colophon, workId, await readWork(colophon, workId));
}

/**
 * Reads a work's state, anchors included. Of an anchored work, the metadata are those of its earliest anchor.
 * @param home the folder of the store
 */
export async function showKnown(colophon: Colophon, workId: bigint, home: string): Promise<KnownWork> {
  const { history, ...standing } = await stateOf(colophon, workId, home);
  const state = await shown(colophon, workId, { title: standing.title, history });
  return { ...state, ...standing, metadataHash: state.metadataHash ?? standing.anchored[0]?.metadataHash };
}

async function shown(colophon: Colophon, workId: bigint, { title, history }: Work): Promise<WorkState> {
  return {
    work: formatWorkId(workId),
    title,
    offer: await readOffer(colophon, workId),
    metadataHash: currentMetadataHash(history),
    tokenURI: title === undefined ? undefined : await colophon.registry.tokenURI(workId),
    order: ordersIn(history).at(-1),
  };
}
