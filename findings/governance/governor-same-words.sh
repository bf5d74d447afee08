#!/usr/bin/env bash
# Governor of @openzeppelin/contracts 5.7.0: the same calls with the same description can never be proposed again, by nobody: not
# after its own proposer took the proposal back, not after it was voted down, not after it was executed. One blank more in the
# description is another proposal, with a vote of its own.
# Guess: a proposal that is over, or at least one that was taken back, may be made again.
# For Colophon: to unpause a second time is the same call; `committee propose` puts the time into every description.
source "$(dirname "$0")/../shared/begin.sh"
packages @openzeppelin/contracts@5.7.0 solc@0.8.30 @foundry-rs/anvil@1.7.1 ethers@6.17.0

cat >probe.mjs <<'JS'
import { id } from "ethers";

import { withGovernors } from "./governor.mjs";

const CALLS = [[`0x${"33".repeat(20)}`], [0], ["0x"]];

await withGovernors(["Plain"], "", async ({ accounts: [first, second], send, state, vote, proposalOf }) => {
  const ends = {
    "taken back": (text) => send(first, "cancel", ...CALLS, id(text)),
    "voted down": async (text) => vote(second, await proposalOf(CALLS, text), 0),
    executed: async (text) => {
      await vote(second, await proposalOf(CALLS, text), 1);
      await send(first, "execute", ...CALLS, id(text));
    },
  };
  for (const [text, end] of Object.entries(ends)) {
    await send(first, "propose", ...CALLS, text);
    await end(text);
    console.log(`${text}: ${await state(await proposalOf(CALLS, text))}`);
    console.log("again:", await send(first, "propose", ...CALLS, text));
    console.log("by another:", await send(second, "propose", ...CALLS, text));
    console.log("with a blank more:", await send(first, "propose", ...CALLS, `${text} `));
  }
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
taken back: Canceled
again: GovernorUnexpectedProposalState
by another: GovernorUnexpectedProposalState
with a blank more: done
voted down: Defeated
again: GovernorUnexpectedProposalState
by another: GovernorUnexpectedProposalState
with a blank more: done
executed: Executed
again: GovernorUnexpectedProposalState
by another: GovernorUnexpectedProposalState
with a blank more: done
SEEN
