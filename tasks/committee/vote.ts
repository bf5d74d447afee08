import { eventOf } from "../../lib/chain/contracts/colophon";
import { write } from "../../lib/chain/sending/write";
import { readHead } from "../../lib/committee/proposal";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { addAccount, addJson, addProposal, type ProposalArgs } from "../shared/command/params";
import { parseChoice } from "../shared/command/parse";
import { committeeScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { openSitting } from "../shared/open/committee";
import { fields } from "../shared/print/output";

interface Args extends ProposalArgs {
  readonly vote: string;
  readonly reason?: string;
  readonly account?: string;
}

/** By the numbers that the contract takes. */
const VOTES = ["no", "yes", "abstain"] as const;

const definition = addProposal(committeeScope.task("vote", "Votes on a proposal; a vote is not changed afterwards"))
  .addParam("vote", "yes, no or abstain", undefined, types.string)
  .addOptionalParam("reason", "Why, in words that everybody can read on chain", undefined, types.string);

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre) => {
    const vote = parseChoice(args.vote, "--vote", VOTES);
    const { colophon, sitting } = await openSitting(hre);
    const { committee } = sitting;
    const { id } = await readHead(sitting, args.proposal);
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const call = committee.castVoteWithReason.populateTransaction(id, VOTES.indexOf(vote), args.reason ?? "");
    const receipt = await write(colophon, wallet, call);
    const weight = Number(eventOf(receipt, committee, "VoteCast")["weight"]);

    const result = { proposal: id, member: wallet.address, vote, weight, transactionHash: receipt.hash };
    const text = fields([
      ["Voted", `${vote} on the proposal ${id}`],
      ["Member", wallet.address],
      ["Weight", weight],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);
