import type { WorkStateName } from "../../catalogue/query";
import type { Colophon } from "../../chain/contracts/colophon";
import type { TitleState } from "../../chain/contracts/title";
import { chainTime } from "../../chain/rpc/time";
import { formatWorkId } from "../../hashing/work-id";
import type { HistoryEvent } from "../../history/walk";
import type { AnchoredClaims, ProvenClaim } from "../home/anchored";
import { knownAnchors } from "../home/known-anchors";
import { readWork, type Work } from "./read";

/** How far a work has come, as the chain and the batch files of a home have it. */
export type WorkStage = Exclude<WorkStateName, "titled">;

/** The date of a work that counts. */
export interface Since {
  /** Unix seconds. */
  readonly time: number;
  /** Which time it is: that of an anchor, or that of the block that registered the work. */
  readonly of: "anchor" | "registration";
}

/** The one state of a work, of which every command says the same. */
export interface Standing extends Work, AnchoredClaims {
  /** The work's id: 0x and 64 hex digits. */
  readonly work: string;
  readonly state: WorkStage;
  /** Undefined where the work is unknown. */
  readonly since: Since | undefined;
}

/**
 * The state of a work.
 * @param home the folder of the store, whose batch files may have anchors of the work
 * @throws ColophonError where the node contradicts itself
 */
export async function stateOf(colophon: Colophon, workId: bigint, home: string): Promise<Standing> {
  const work = formatWorkId(workId);
  const { title, history } = await readWork(colophon, workId);
  const { anchored, unreadable } = await knownAnchors(colophon, home, work);
  const now = await chainTime(colophon.provider);
  return {
    ...{ work, title, history, anchored, unreadable },
    state: stageOf(title, anchored, now),
    since: sinceOf({ title, history }, anchored),
  };
}

/** How far a work has come. @param anchored its proven anchors @param now Unix seconds */
export function stageOf(title: TitleState | undefined, anchored: readonly unknown[], now: number): WorkStage {
  if (title === undefined) return anchored.length === 0 ? "unknown" : "anchored";
  if (title.status !== "in force") return title.status;
  return title.finalAt <= now ? "final" : "provisional";
}

/** The date of a work that counts: its title's, else its earliest anchor's. @param anchored the earliest first */
export function sinceOf({ title, history }: Work, anchored: readonly ProvenClaim[]): Since | undefined {
  return title === undefined ? ofAnchor(anchored) : ofTitle(title, history);
}

function ofAnchor([earliest]: readonly ProvenClaim[]): Since | undefined {
  return earliest === undefined ? undefined : { time: earliest.anchoredAt, of: "anchor" };
}

function ofTitle({ registeredAt }: TitleState, history: readonly HistoryEvent[]): Since {
  const isProven = history.some(
    ({ event: { name, args } }) => name === "PriorityProven" && Number(args["anchoredAt"]) === registeredAt,
  );
  return { time: registeredAt, of: isProven ? "anchor" : "registration" };
}
