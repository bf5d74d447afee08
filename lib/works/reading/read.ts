import { TITLE_STATUSES } from "../../chain/contracts/enums";
import { EVENTS_MODULUS, readTitle, type RegistryReader, type TitleState } from "../../chain/contracts/title";
import type { ChainReader } from "../../chain/rpc/reader";
import { ColophonError } from "../../errors";
import { formatWorkId } from "../../hashing/work-id";
import { workHistory } from "../../history/history";
import type { HistoryEvent } from "../../history/walk";

/** A work's title and its whole history, which agree. */
export interface Work {
  /** Undefined where the work is not registered. */
  readonly title: TitleState | undefined;
  /** The oldest event first; empty where the work is not registered. */
  readonly history: readonly HistoryEvent[];
}

/** Where a work is read: a deployment, or as much of one as a page has. */
export interface WorkReader {
  readonly provider: ChainReader;
  readonly registry: RegistryReader;
}

/**
 * Reads a work twice: its title, and the events that led to it. A node that says one thing here and another there is found
 * out, as is one that leaves out an event; only one that lies consistently is not.
 * @throws ColophonError where the title is not what its history makes of it
 */
export async function readWork(colophon: WorkReader, workId: bigint): Promise<Work> {
  const { provider, registry } = colophon;
  const title = await readTitle(colophon, workId);
  if (title === undefined) return { title, history: [] };

  const history = await workHistory(provider, registry, workId, title.changedAtBlock);
  const told = replay(history, Number(await registry.REVEAL_WINDOW()));
  const terms = ["owner", "registeredAt", "finalAt", "changedAtBlock", "hasMoved", "status", "events"] as const;
  const wrong = terms.find((term) => told?.[term] !== title[term]);
  if (wrong !== undefined) {
    throw new ColophonError(
      `The node contradicts itself about the work ${formatWorkId(workId)}: its title says ${wrong} ${title[wrong]}, its ` +
        `history ${told?.[wrong] ?? "nothing"}`,
      { code: "NodeContradictsItself", advice: "Ask another node of the network." },
    );
  }
  return { title, history };
}

/** The title that a history leads to; undefined where it is not the history of a title. */
function replay(history: readonly HistoryEvent[], revealWindow: number): TitleState | undefined {
  let owner: string | undefined;
  let registeredAt = 0;
  let hasMoved = false;
  let status: TitleState["status"] | undefined = TITLE_STATUSES[0];
  for (const { event, time } of history) {
    const { args, name } = event;
    if (name === "WorkRegistered") {
      // A work is registered when nobody has it, or anew when the title before has just been superseded.
      if (owner !== undefined) return undefined;
      owner = String(args["owner"]);
      registeredAt = time;
    } else if (owner === undefined) {
      return undefined;
    }
    if (name === "WorkSuperseded") owner = undefined;
    if (name === "PriorityProven") registeredAt = Number(args["anchoredAt"]);
    if (name === "TitleTransferred" || name === "TitleCorrected" || name === "TitleRecovered") {
      owner = String(args["to"]);
      hasMoved = true;
    }
    if (name === "TitleStatusChanged") status = TITLE_STATUSES[Number(args["newStatus"])];
  }
  if (owner === undefined || status === undefined) return undefined;
  return {
    owner,
    status,
    registeredAt,
    finalAt: registeredAt + revealWindow,
    changedAtBlock: history.at(-1)?.blockNumber ?? 0,
    events: history.length % EVENTS_MODULUS,
    hasMoved,
  };
}
