import { TITLE_STATUSES } from "../chain/contracts/enums";
import type { Decision } from "../store/orders";
import type { HistoryEvent } from "./walk";

/** An order about a work, as the work's history has it. */
export interface OrderEntry {
  readonly decision: Decision;
  /** SHA-256 of the order's document. */
  readonly orderHash: string;
  readonly adjudicator: string;
  /** Whom a correction gave the title to. */
  readonly to: string | undefined;
  /** Unix seconds. */
  readonly time: number;
  readonly block: number;
  readonly transactionHash: string;
}

/** The orders in a work's history, the oldest first. */
export function ordersIn(history: readonly HistoryEvent[]): OrderEntry[] {
  return history.flatMap(({ event: { name, args }, time, blockNumber, transactionHash }): OrderEntry[] => {
    if (name !== "TitleStatusChanged" && name !== "TitleCorrected") return [];
    const isCorrection = name === "TitleCorrected";
    return [
      {
        decision: isCorrection ? "correct" : decisionOf(args["oldStatus"], args["newStatus"]),
        orderHash: String(args["orderHash"]),
        adjudicator: String(args["adjudicator"]),
        to: isCorrection ? String(args["to"]) : undefined,
        time,
        block: blockNumber,
        transactionHash,
      },
    ];
  });
}

function decisionOf(oldStatus: unknown, newStatus: unknown): Decision {
  const [before, after] = [TITLE_STATUSES[Number(oldStatus)], TITLE_STATUSES[Number(newStatus)]];
  if (after === "held") return "hold";
  if (after === "annulled") return "annul";
  return before === "annulled" ? "reinstate" : "release";
}
