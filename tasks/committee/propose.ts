import { eventOf } from "../../lib/chain/contracts/colophon";
import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { write } from "../../lib/chain/sending/write";
import { requireInCharge } from "../../lib/committee/committee";
import { describeCalls } from "../../lib/committee/describe";
import { readRules } from "../../lib/committee/members";
import { callsOf, MOTIONS } from "../../lib/committee/motion";
import { placesOf } from "../../lib/committee/proposal";
import { refusalsOf } from "../../lib/committee/rehearse";
import { home } from "../../lib/env";
import { keepDocument } from "../../lib/store/orders";
import { shelfOf } from "../../lib/works/home/shelf";
import { action } from "../shared/command/action";
import { addAccount, addJson } from "../shared/command/params";
import { parseChoice } from "../shared/command/parse";
import { committeeScope } from "../shared/command/scopes";
import { signer } from "../shared/open/accounts";
import { openSitting } from "../shared/open/committee";
import { fields, whole } from "../shared/print/output";
import { addMotion, type MotionArgs, motionInput } from "./motion-args";

interface Args extends MotionArgs {
  readonly what: string;
  readonly description?: string;
  readonly account?: string;
}

const definition = committeeScope.task("propose", "Puts something to the vote of the committee");

addJson(addAccount(addMotion(definition))).setAction(
  action(async (args: Args, hre) => {
    const what = parseChoice(args.what, "--what", MOTIONS);
    const { colophon, sitting } = await openSitting(hre);
    await requireInCharge(colophon, sitting);
    const now = await chainTime(colophon.provider);
    const places = await placesOf(colophon, sitting);
    const deployer = colophon.deployment.AccessManager.receipt.from;
    const input = await motionInput(args, colophon.chainId, now);
    const calls = callsOf(what, input, { places, deployer, rules: await readRules(sitting) });
    const described = describeCalls(calls, places).map(({ words }) => words);
    const wouldFail = await refusalsOf(colophon, sitting, calls);
    // Two proposals of one text and the same calls cannot be: the time tells them apart.
    const description = `${args.description ?? described.join("; ")} (${formatTime(now)})`;
    const { account, ...meant } = args;
    const wallet = await signer(colophon.chainId, account, "publisher");

    const call = sitting.committee.propose.populateTransaction(
      calls.map(({ target }) => target),
      calls.map(({ value }) => value),
      calls.map(({ data }) => data),
      description,
    );
    const { order } = input;
    const keep = async (): Promise<string | undefined> =>
      args.order === undefined || order === undefined
        ? undefined
        : keepDocument(shelfOf(colophon, home()), order, args.order);
    // The text has the time in it: a run that was killed has sent another one. The chain has an order's hash only.
    const receipt = await write(colophon, wallet, call, {
      intent: `propose ${JSON.stringify(meant)}`,
      beforeSending: async () => void (await keep()),
    });
    const document = await keep();
    const event = eventOf(receipt, sitting.committee, "ProposalCreated");

    const [proposal, deadline] = [Number(event["proposalId"]), Number(event["voteEnd"])];
    const result = {
      proposal,
      what,
      described,
      wouldFail,
      description,
      proposer: wallet.address,
      deadline,
      document,
      transactionHash: receipt.hash,
    };
    const text = fields([
      ["Proposed", `number ${proposal}`],
      ["Does", described],
      ["Would fail", wouldFail.length === 0 ? undefined : ["as things are today:", ...wouldFail]],
      ["Ballot ends", formatTime(deadline)],
      ["Transaction", receipt.hash],
      ["Order's copy", document === undefined ? undefined : whole(document)],
      ["Next", `npx hardhat committee vote --proposal ${proposal} --vote yes --account NAME`],
    ]);
    return { result, text };
  }),
);
