import type { ContractTransaction } from "ethers";

import type { Colophon } from "../chain/contracts/colophon";
import { TITLE_STATUSES } from "../chain/contracts/enums";
import type { TitleState } from "../chain/contracts/title";
import { ColophonError } from "../errors";
import { formatWorkId } from "../hashing/work-id";
import type { OrderEntry } from "../history/orders";
import type { Decision } from "../store/orders";

type Status = TitleState["status"];

/** What an adjudicator decides about works, by one document. */
export interface Order {
  readonly decision: Decision;
  /** SHA-256 of the document. */
  readonly orderHash: string;
  readonly adjudicator: string;
  /** Who gets the titles; for a correction only. */
  readonly to: string | undefined;
}

/** What a decision starts from. Its own result is left to the registry, which says that it is so already. */
const FROM: Readonly<Record<Decision, readonly Status[]>> = {
  hold: ["in force", "held"],
  release: ["held", "in force"],
  annul: ["in force", "held", "annulled"],
  correct: ["in force", "held"],
  reinstate: ["annulled", "in force"],
};

const TO: Readonly<Record<Exclude<Decision, "correct">, Status>> = {
  hold: "held",
  release: "in force",
  annul: "annulled",
  reinstate: "in force",
};

/** The call that carries an order out for one work. */
export async function callOf({ registry }: Colophon, order: Order, workId: bigint): Promise<ContractTransaction> {
  const { decision, orderHash, to } = order;
  if (decision !== "correct") {
    return registry.setStatus.populateTransaction(workId, TITLE_STATUSES.indexOf(TO[decision]), orderHash);
  }
  if (to === undefined) throw new Error("a correction names nobody who gets the title");
  return registry.correctTitle.populateTransaction(workId, to, orderHash);
}

/** Whether an order that is in a work's history is this one. */
export function isCarriedOut({ decision, orderHash, to }: Order, entry: OrderEntry | undefined): boolean {
  return entry?.decision === decision && entry.orderHash === orderHash && entry.to === to;
}

/** @throws ColophonError where the title is in a state that the decision does not begin with */
export function requireFit({ decision }: Order, workId: bigint, status: Status): void {
  if (FROM[decision].includes(status)) return;
  const other = status === "annulled" ? "reinstate" : "release";
  throw new ColophonError(
    `The work ${formatWorkId(workId)} has a title that is ${status} by an order: ${decision} does not begin with that`,
    {
      code: "OrderDoesNotFit",
      advice: `Such a title is put in force with: npx hardhat order ${other}. Its orders: npx hardhat order list`,
    },
  );
}
