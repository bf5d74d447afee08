import type { Catalogue } from "../../catalogue/catalogue";
import type { Colophon } from "../../chain/contracts/colophon";
import type { Shelf } from "../../store/records";
import { descriptionIn, type WorkDescription } from "../home/described";
import { keptMetadataOf } from "../home/kept-metadata";
import { showWork, type WorkState } from "./show";

/** A work that is offered, and what metadata of the hash on chain say of it. */
export interface OfferedWork extends WorkState {
  readonly description: WorkDescription | undefined;
}

/** All that somebody wants to know of a work before the title is accepted. */
export async function showOffered(
  colophon: Colophon,
  catalogue: Catalogue,
  shelf: Shelf,
  workId: bigint,
): Promise<OfferedWork> {
  const state = await showWork(colophon, workId);
  const { work, metadataHash } = state;
  if (metadataHash === undefined) return { ...state, description: undefined };
  const text = await keptMetadataOf(colophon, catalogue, shelf, work, metadataHash);
  return { ...state, description: text === undefined ? undefined : descriptionIn(text) };
}
