import { type Interface, ZeroAddress } from "ethers";

import type { WorkRegistry } from "../../../typechain-types";
import { answersNonsense } from "../nodes/answers";
import type { Colophon } from "./colophon";
import { TITLE_STATUSES } from "./enums";

/** The number of a work's events comes round: the registry has 12 bits for it. */
export const EVENTS_MODULUS = 2 ** 12;

/** A title as the chain has it; the times are Unix seconds. */
export interface TitleState {
  readonly owner: string;
  readonly registeredAt: number;
  readonly finalAt: number;
  readonly changedAtBlock: number;
  /** How many events the work's history has, modulo `EVENTS_MODULUS`. */
  readonly events: number;
  /** Whether it has ever moved: it is final for good then. */
  readonly hasMoved: boolean;
  readonly status: (typeof TITLE_STATUSES)[number];
}

/** Where a title is read. */
interface TitleReader {
  readonly registry: Pick<RegistryReader, "titleOf">;
}

/** An open offer of a title; `expiresAt` in Unix seconds. */
export interface OfferState {
  readonly to: string;
  readonly deedHash: string;
  readonly expiresAt: number;
}

/** The registry, as far as titles and their histories need it. */
export interface RegistryReader {
  readonly interface: Interface;
  getAddress(): Promise<string>;
  titleOf(workId: bigint): Promise<Awaited<ReturnType<WorkRegistry["titleOf"]>>>;
  REVEAL_WINDOW(): Promise<bigint>;
}

/** A work's title; undefined where the work is not registered. */
export async function readTitle({ registry }: TitleReader, workId: bigint): Promise<TitleState | undefined> {
  return titleIn(await registry.titleOf(workId));
}

/** A title as the registry gives it; undefined where the work is not registered. */
export function titleIn(title: Awaited<ReturnType<WorkRegistry["titleOf"]>>): TitleState | undefined {
  if (title.owner === ZeroAddress) return undefined;

  const status = TITLE_STATUSES[Number(title.status)];
  if (status === undefined) throw answersNonsense(`a title has the status ${title.status}`);
  return {
    owner: title.owner,
    registeredAt: Number(title.registeredAt),
    finalAt: Number(title.finalAt),
    changedAtBlock: Number(title.changedAtBlock),
    events: Number(title.events),
    hasMoved: title.hasMoved,
    status,
  };
}

/** The open offer of a title; undefined where there is none. */
export async function readOffer({ registry }: Colophon, workId: bigint): Promise<OfferState | undefined> {
  const { to, deedHash, expiresAt } = await registry.offerOf(workId);
  return to === ZeroAddress ? undefined : { to, deedHash, expiresAt: Number(expiresAt) };
}
