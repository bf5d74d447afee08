#!/usr/bin/env bash
# Governor of @openzeppelin/contracts 5.7.0, of which proposalNeedsQueuing is overridden and _queueOperations is not: a proposal that
# won can be queued by nobody (GovernorProposalQueueingFailed) and executed by nobody, and stays "Succeeded" for ever. The
# contract compiles, is deployed, and proposals and votes go as ever; nothing asks for the second function.
# Guess: what needs queuing needs a queue: an abstract function that the compiler asks for, or a refusal to propose.
# For Colophon: a committee's governor of one's own is tested until the last step, execution, by the way it will be deployed.
source "$(dirname "$0")/../shared/begin.sh"
packages @openzeppelin/contracts@5.7.0 solc@0.8.30 @foundry-rs/anvil@1.7.1 ethers@6.17.0

cat >probe.mjs <<'JS'
import { id } from "ethers";

import { withGovernors } from "./governor.mjs";

const QUEUED = `
contract Queued is Plain {
    function proposalNeedsQueuing(uint256) public pure override returns (bool) { return true; }
}`;
const CALLS = [[`0x${"33".repeat(20)}`], [0], ["0x"]];
const TEXT = "a vote";

await withGovernors(["Plain", "Queued"], QUEUED, async ({ name, accounts: [voter], send, state, vote, proposalOf }) => {
  const proposal = await proposalOf(CALLS, TEXT);
  console.log(`${name}: propose: ${await send(voter, "propose", ...CALLS, TEXT)}`);
  await vote(voter, proposal, 1);
  for (const step of ["queue", "execute"]) console.log(`${name}: ${step}: ${await send(voter, step, ...CALLS, id(TEXT))}`);
  console.log(`${name}: ${await state(proposal)}`);
});
JS
node probe.mjs >seen

compare seen <<'SEEN'
Plain: propose: done
Plain: queue: GovernorProposalQueueingNotRequired
Plain: execute: done
Plain: Executed
Queued: propose: done
Queued: queue: GovernorProposalQueueingFailed
Queued: execute: GovernorUnexpectedProposalState
Queued: Succeeded
SEEN
