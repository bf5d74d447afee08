import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { needs } from "../../lib/committee/needs";
import { canStillPass, readBallots, readProposal } from "../../lib/committee/proposal";
import { refusalsOf } from "../../lib/committee/rehearse";
import { action } from "../shared/command/action";
import { addJson, addProposal, type ProposalArgs } from "../shared/command/params";
import { committeeScope } from "../shared/command/scopes";
import { openSitting } from "../shared/open/committee";
import { fields, table } from "../shared/print/output";

const definition = addProposal(
  committeeScope.task("show", "Says what a proposal will do, what it still needs, and who has voted"),
);

addJson(definition).setAction(
  action(async (args: ProposalArgs, hre) => {
    const { colophon, sitting } = await openSitting(hre);
    const proposal = await readProposal(colophon, sitting, args.proposal);
    const [ballots, now, wouldFail] = await Promise.all([
      readBallots(sitting, proposal),
      chainTime(colophon.provider),
      canStillPass(proposal) ? refusalsOf(colophon, sitting, proposal.calls) : [],
    ]);

    const stillNeeds = needs(proposal, now);
    const result = { ...proposal, needs: stillNeeds, wouldFail, ballots };
    const { tally } = proposal;
    const head = fields([
      ["Proposal", `${proposal.id}, ${proposal.state}`],
      ["Does", proposal.described.map(({ words }) => words)],
      ["Says", proposal.description],
      ["By", proposal.proposer],
      ["Ballot", `after ${formatTime(proposal.snapshot)} until ${formatTime(proposal.deadline)}`],
      ["Votes", `yes ${tally.yes}, no ${tally.no}, abstain ${tally.abstain}, of ${tally.total}`],
      ["Asks for", `${proposal.participation} % participation, ${proposal.winRate} % yes`],
      ["Needs", stillNeeds],
      ["Would fail", wouldFail.length === 0 ? undefined : ["as things are today:", ...wouldFail]],
    ]);
    const rows = ballots.map(({ seat, member, weight, vote }) => [seat, member, weight, vote ?? "-"]);
    return { result, text: `${head}\n\n${table(["Seat", "Member", "Weight", "Vote"], rows)}` };
  }),
);
