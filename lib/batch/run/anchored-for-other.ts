import { formatTime } from "../../chain/rpc/time";
import { ColophonError } from "../../errors";

/** An anchor of an account. */
export interface OthersAnchor {
  readonly owner: string;
  /** Unix seconds. */
  readonly anchoredAt: number;
}

/** The refusal to give a work a later date than another account's anchor. Wrong use (2). @param how what else may be done */
export function anchoredForOther(work: string, { owner, anchoredAt }: OthersAnchor, how: string): ColophonError {
  return new ColophonError(`The work ${work} is anchored for the account ${owner} since ${formatTime(anchoredAt)}`, {
    code: "AnchoredForOther",
    advice: `Use that account with --account: the title has the anchor's time then.${how}`,
    exitCode: 2,
  });
}
