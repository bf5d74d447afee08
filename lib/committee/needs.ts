import { formatTime } from "../chain/rpc/time";
import type { ProposalHead } from "./proposal";

/**
 * What a proposal still needs, or what became of it, in one sentence.
 * @param now the chain's time in Unix seconds
 */
export function needs(proposal: ProposalHead, now: number): string {
  const { state, snapshot, deadline, executableAt, expiresAt } = proposal;
  switch (state) {
    case "pending":
      return `its ballot begins after ${formatTime(snapshot)} and ends on ${formatTime(deadline)}`;
    case "open":
      return `${votesNeeded(proposal)}; the ballot ends on ${formatTime(deadline)}`;
    case "rejected":
      return `nothing more: it was not accepted, ${votesNeeded(proposal)}`;
    case "accepted":
      return now < executableAt
        ? `time: it was accepted, and can be executed from ${formatTime(executableAt)} on`
        : `somebody who executes it, until ${formatTime(expiresAt)}`;
    case "expired":
      return `nothing more: it was accepted, and nobody executed it until ${formatTime(expiresAt)}`;
    case "withdrawn":
      return "nothing more: its proposer withdrew it";
    case "executed":
      return "nothing more: it has been executed";
  }
}

/** What the votes lack; that they would do as they are. */
function votesNeeded({ tally }: ProposalHead): string {
  const voted = tally.yes + tally.no + tally.abstain;
  const missing = tally.neededParticipation - voted;
  const lacking = tally.neededYes - tally.yes;
  if (missing > 0) {
    return `votes of the weight ${missing} are missing: ${voted} of ${tally.total} has voted, and it takes ${tally.neededParticipation}`;
  }
  if (lacking > 0) {
    return `yes has the weight ${tally.yes} beside ${tally.no} of no, and it takes ${tally.neededYes}`;
  }
  return "no more votes: with those cast it is accepted";
}
