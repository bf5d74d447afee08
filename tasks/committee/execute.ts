import { write } from "../../lib/chain/sending/write";
import { argumentsOf, readProposal } from "../../lib/committee/proposal";
import { action } from "../shared/command/action";
import { addAccount, addJson, addProposal, type ProposalArgs } from "../shared/command/params";
import { committeeScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { openSitting } from "../shared/open/committee";
import { fields } from "../shared/print/output";

interface Args extends ProposalArgs {
  readonly account?: string;
}

const definition = addProposal(
  committeeScope.task("execute", "Executes a proposal that was accepted, once its delay is over; anybody may"),
);

addJson(addAccount(definition)).setAction(
  action(async (args: Args, hre) => {
    const { colophon, sitting } = await openSitting(hre);
    const proposal = await readProposal(colophon, sitting, args.proposal);
    const { id, described } = proposal;
    const wallet = await signer(colophon.chainId, args.account, "publisher");

    const call = sitting.committee.execute.populateTransaction(...argumentsOf(proposal));
    const receipt = await write(colophon, wallet, call);

    const done = described.map(({ words }) => words);
    const result = { proposal: id, done, transactionHash: receipt.hash };
    const text = fields([
      ["Executed", `the proposal ${id}`],
      ["Done", done],
      ["Transaction", receipt.hash],
    ]);
    return { result, text };
  }),
);
