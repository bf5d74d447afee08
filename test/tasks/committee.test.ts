import { readFileSync } from "node:fs";
import { join } from "node:path";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Interface } from "ethers";
import { deployments, ethers } from "hardhat";

import type { Trust } from "../../lib/certificates/trust";
import { ROLES } from "../../lib/chain/contracts/roles";
import { kindsOf } from "../../lib/chain/contracts/scope";
import type { ProposalList } from "../../lib/committee/list";
import type { Members } from "../../lib/committee/members";
import type { Ballot, Proposal } from "../../lib/committee/proposal";
import { formatWorkId } from "../../lib/hashing/work-id";
import type { MovedTitles } from "../../tasks/recovery/move";
import { withSettings } from "../lib/shared/environment";
import { refusalOf } from "../lib/shared/refusal";
import { ROOT } from "../shards/shards";
import { runAgain } from "../shared/deploy-script";
import { registerFinalWork } from "../shared/fixture";
import { titleOf } from "../shared/records";
import { listening, openWorkshop, run, type Workshop } from "./workshop";

const SAMPLE = join(ROOT, "samples", "committee.json");

/** The contract's number of that form of headers. */
const KAIA = 2n;

interface Shown extends Proposal {
  readonly needs: string;
  readonly wouldFail: readonly string[];
  readonly ballots: readonly Ballot[];
}

interface Proposed {
  readonly proposal: number;
  readonly described: readonly string[];
  readonly wouldFail: readonly string[];
  readonly description: string;
  readonly deadline: number;
  readonly document?: string;
}

/** The sample's members, by their development accounts. */
const VOTERS = ["publisher", "adjudicator", "accreditor", "admin", "guardian"] as const;

describe("the tasks about the committee", () => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await openWorkshop({ COMMITTEE: SAMPLE }, "handover");
  });
  afterEach(() => workshop.close());

  async function propose(args: Readonly<Record<string, unknown>>): Promise<Proposed> {
    const proposed = await run<Proposed>("committee", "propose", args);
    const { snapshot } = await shown(proposed.proposal);
    if ((await time.latest()) <= snapshot) await time.increaseTo(snapshot + 1);
    return proposed;
  }

  const shown = (proposal: number): Promise<Shown> => run<Shown>("committee", "show", { proposal });

  async function vote(proposal: number, voters: readonly string[], as: string): Promise<void> {
    for (const account of voters) await run("committee", "vote", { proposal, vote: as, account });
  }

  /** A proposal that four members accept, executed in its time. */
  async function decide(args: Readonly<Record<string, unknown>>): Promise<number> {
    const { proposal } = await propose(args);
    await vote(proposal, VOTERS.slice(0, 4), "yes");
    await time.increaseTo((await shown(proposal)).executableAt);
    await run("committee", "execute", { proposal });
    return proposal;
  }

  it("is told who vouches for a block without a seat", async () => {
    const block = await ethers.provider.getBlockNumber();
    const sign = async (account: string): Promise<string> => {
      const out = workshop.at(`${account}.json`);
      return (await listening(() => run("checkpoint", "sign", { block, account, out }))).said;
    };

    expect(await sign("admin")).to.equal("");
    expect(await sign("borealis")).to.equal(
      `The account ${workshop.accounts.borealis.address} has no seat in the committee now: its signature counts only for those whose trust file names it.\n`,
    );
  });

  it("take the deployer's role by the committee's first vote", async () => {
    const { manager, accounts } = workshop;

    const proposal = await decide({ what: "accept" });

    expect((await manager.hasRole(ROLES.ADMIN, accounts.deployer))[0]).to.equal(false);
    const { state, described, needs } = await shown(proposal);
    expect(described.map(({ words }) => words)).to.deep.equal([
      `Takes the role ADMIN from ${accounts.deployer.address}`,
    ]);
    expect([state, needs]).to.deep.equal(["executed", "nothing more: it has been executed"]);
  });

  it("appoint an accreditor for a time and for kinds of parties, once the committee is admin", async () => {
    const { parties, accounts } = workshop;
    await decide({ what: "accept" });

    await decide({ what: "accreditor", party: accounts.stranger.address, until: "2100-01-31", scope: "notary" });

    const { validUntil, scope } = await parties.accreditorOf(accounts.stranger);
    expect([Number(validUntil), kindsOf(scope)]).to.deep.equal([Date.UTC(2100, 1, 1) / 1000, ["notary"]]);
  });

  it("dismiss whom the committee has appointed", async () => {
    const { parties, manager, accounts } = workshop;
    const { accreditor, adjudicator, guardian } = accounts;
    await decide({ what: "accept" });

    for (const role of ["accreditor", "adjudicator", "guardian"])
      await decide({ what: `dismiss-${role}`, party: role });

    expect((await parties.accreditorOf(accreditor)).isDismissed).to.equal(true);
    expect(await manager.hasRole(ROLES.ADJUDICATOR, adjudicator)).to.deep.equal([false, 0n]);
    expect(await manager.hasRole(ROLES.GUARDIAN, guardian)).to.deep.equal([false, 0n]);
  });

  it("withdraw a proposal for its proposer, and for nobody else, before its ballot begins", async () => {
    const [{ proposal: withdrawn }, { proposal: open }] = [
      await run<Proposed>("committee", "propose", { what: "accept" }),
      await run<Proposed>("committee", "propose", { what: "unpause" }),
    ];
    const { adjudicator, publisher } = workshop.accounts;

    const others = await refusalOf(() => run("committee", "withdraw", { proposal: withdrawn, account: "adjudicator" }));
    await run("committee", "withdraw", { proposal: withdrawn });
    await time.increaseTo((await shown(open)).snapshot + 1);
    const late = await refusalOf(() => run("committee", "withdraw", { proposal: open }));

    const { state, needs } = await shown(withdrawn);
    expect([state, needs]).to.deep.equal(["withdrawn", "nothing more: its proposer withdrew it"]);
    for (const [refusal, account, id] of [
      [others, adjudicator, withdrawn],
      [late, publisher, open],
    ] as const) {
      expect(refusal.code).to.equal("GovernorUnableToCancel");
      expect(refusal.message).to.contain(`${account.address} cannot withdraw the proposal ${id}: only its proposer`);
      expect(refusal.advice).to.equal(`Vote against it: npx hardhat committee vote --proposal ${id} --vote no`);
    }
  });

  it("say why a proposal would fail as things are, and no longer where that is mended", async () => {
    const { accounts } = workshop;
    await decide({ what: "accept" });
    const expel = { what: "expel", party: "aurora" };

    const result = await run<Proposed>("committee", "propose", expel);
    const reason = `The account ${accounts.aurora.address} has no seat in the committee`;
    expect(result.wouldFail).to.deep.equal([reason]);
    expect((await shown(result.proposal)).wouldFail).to.deep.equal([reason]);

    const { wouldFail } = await shown(await decide({ what: "admit", party: "aurora" }));
    expect(wouldFail, "it is done").to.deep.equal([]);
    expect((await shown(result.proposal)).wouldFail).to.deep.equal([]);
  });

  it("give a lost account a successor by an order, whose document is kept, and its titles follow", async () => {
    const { registry, accounts } = workshop;
    await decide({ what: "accept" });
    const workId = await registerFinalWork(registry, accounts.aurora);
    const order = workshop.write("order.txt", "The account of Aurora is lost. Borealis takes its place.\n");
    const recover = { what: "recover", party: "aurora", to: "borealis", order: order.path };

    const proposal = await decide(recover);
    const moved = await listening(() =>
      run<MovedTitles>("recovery", "move", { lost: "aurora", work: formatWorkId(workId), account: "guardian" }),
    );

    const words = `Gives the lost account ${accounts.aurora.address} the successor ${accounts.borealis.address} by the order ${order.hash}`;
    const { state, described } = await shown(proposal);
    expect([state, described]).to.deep.equal(["executed", [{ words, isRead: true }]]);
    expect(moved.result.moved).to.deep.equal([formatWorkId(workId)]);
    expect((await titleOf(registry, workId)).owner).to.equal(accounts.borealis.address);
    const { document } = await propose(recover);
    expect(document).to.match(new RegExp(`${order.hash.slice(2)}/document\\.txt$`));
    expect(readFileSync(document ?? "", "utf8")).to.contain("Borealis takes its place");
  });

  it("name what a motion for a successor lacks, and refuse it where nobody can be given one", async () => {
    const named = { what: "recover", party: "aurora", to: "borealis" };

    const refusal = await refusalOf(() => propose(named));
    expect(refusal).to.include({ message: "--what recover needs --order", code: "WrongParameter", exitCode: 2 });

    await deployments.delete("Recovery");
    const { path: order } = workshop.write("order.txt", "An order.\n");
    const nowhere = await refusalOf(() => propose({ ...named, order }));
    expect(nowhere).to.include({ code: "RecoveryNotDeployed" });
  });

  it("say at every step what a proposal still needs, and who has voted how", async () => {
    const { accounts } = workshop;
    const { proposal, deadline } = await run<Proposed>("committee", "propose", { what: "admit", party: "aurora" });
    const before = await shown(proposal);
    expect(before.state).to.equal("pending");
    expect(before.needs).to.match(/^its ballot begins after .* UTC and ends on .* UTC$/);
    await time.increaseTo(before.snapshot + 1);

    expect((await shown(proposal)).needs).to.match(
      /^votes of the weight 3 are missing: 0 of 5 has voted, and it takes 3; the ballot ends on /,
    );
    await vote(proposal, ["publisher"], "yes");
    await vote(proposal, ["guardian", "admin"], "no");
    expect((await shown(proposal)).needs).to.match(/^yes has the weight 1 beside 2 of no, and it takes 2; /);
    await vote(proposal, ["accreditor"], "yes");
    await vote(proposal, ["adjudicator"], "yes");
    expect((await shown(proposal)).needs).to.match(/^yes has the weight 3 beside 2 of no, and it takes 4; /);
    expect((await shown(proposal)).ballots.map(({ member, vote: how }) => [member, how])).to.deep.equal([
      [accounts.publisher.address, "yes"],
      [accounts.adjudicator.address, "yes"],
      [accounts.accreditor.address, "yes"],
      [accounts.admin.address, "no"],
      [accounts.guardian.address, "no"],
    ]);
    await time.increaseTo(deadline + 1);
    const after = await shown(proposal);
    expect(after.state).to.equal("rejected");
    expect(after.needs).to.match(/^nothing more: it was not accepted, yes has the weight 3/);
  });

  it("tell an accepted proposal's time, and refuse to execute it before", async () => {
    const { proposal, deadline } = await propose({ what: "weight", party: "guardian", weight: 4 });
    await vote(proposal, VOTERS, "yes");
    expect((await shown(proposal)).needs).to.match(/^no more votes: with those cast it is accepted; /);
    await time.increaseTo(deadline + 1);
    expect((await shown(proposal)).needs).to.match(/^time: it was accepted, and can be executed from /);

    const refusal = await refusalOf(() => run("committee", "execute", { proposal }));

    expect(refusal.message).to.match(/^The proposal 1 was accepted, and can be executed from .* UTC on$/);
    expect(refusal.code).to.equal("CommitteeTooEarly");
    const { executableAt } = await shown(proposal);
    await time.increaseTo(executableAt);
    expect((await shown(proposal)).needs).to.match(/^somebody who executes it, until /);
  });

  it("propose everything that a committee decides, in words", async () => {
    const { accounts } = workshop;
    const { accreditor, aurora, guardian, stranger } = accounts;
    const order = workshop.write("order.txt", "The account of Aurora is lost.\n");
    const cases: readonly (readonly [args: Readonly<Record<string, unknown>>, words: readonly string[]])[] = [
      [{ what: "admit", party: "aurora", weight: 2 }, [`Gives ${aurora.address} a seat with the weight 2`]],
      [{ what: "expel", party: "guardian" }, [`Takes the seat of ${guardian.address}`]],
      [{ what: "weight", party: "guardian", weight: 3 }, [`Gives the seat of ${guardian.address} the weight 3`]],
      [
        { what: "rates", participation: 75, votingPeriod: "14d" },
        [
          "Changes the rules: a vote begins after 1 hour and lasts 14 days, what is accepted waits 1 day; 75 % of the weight must vote, and 66 % of yes and no must be yes",
        ],
      ],
      [
        { what: "accreditor", party: "aurora", until: "2100-01-31", scope: "publisher,notary" },
        [`Appoints ${aurora.address} as an accreditor until 2100-02-01 00:00:00 UTC: publisher, notary`],
      ],
      [
        { what: "dismiss-accreditor", party: "accreditor" },
        [`Dismisses the accreditor ${accreditor.address} and ends all that it accredited`],
      ],
      [
        { what: "dismiss-accreditor", party: "accreditor", order: order.path },
        [
          `Dismisses the accreditor ${accreditor.address} and ends all that it accredited, by the decision ${order.hash}`,
        ],
      ],
      [{ what: "adjudicator", party: "aurora" }, [`Gives ${aurora.address} the role ADJUDICATOR`]],
      [{ what: "dismiss-adjudicator", party: "aurora" }, [`Takes the role ADJUDICATOR from ${aurora.address}`]],
      [{ what: "guardian", party: "aurora" }, [`Gives ${aurora.address} the role GUARDIAN`]],
      [{ what: "dismiss-guardian", party: "aurora" }, [`Takes the role GUARDIAN from ${aurora.address}`]],
      [
        { what: "module", party: "aurora", role: "adjudicator", replaces: stranger.address },
        [`Gives ${aurora.address} the role ADJUDICATOR`, `Takes the role ADJUDICATOR from ${stranger.address}`],
      ],
      [
        { what: "recover", party: "aurora", to: "borealis", order: order.path },
        [
          `Gives the lost account ${aurora.address} the successor ${accounts.borealis.address} by the order ${order.hash}`,
        ],
      ],
      [{ what: "unpause" }, ["Ends the pause of the registry"]],
      [{ what: "pause-duration", lasting: "3d" }, ["Lets a pause of the registry last 3 days"]],
    ];
    for (const [index, [args, words]] of cases.entries()) {
      const result = await run<Proposed>("committee", "propose", { ...args, account: VOTERS[index % VOTERS.length] });

      expect(result.described, String(args["what"])).to.deep.equal(words);
      const { described, description } = await shown(result.proposal);
      expect(described).to.deep.equal(words.map((sentence) => ({ words: sentence, isRead: true })));
      expect(description).to.equal(result.description);
    }
  });

  it("believe no description: a call is told by its data, and in capitals where they cannot be read", async () => {
    const { registry, manager, accounts } = workshop;
    const harmless = "Wishes everybody a happy new year";
    const grant = manager.interface.encodeFunctionData("grantRole", [ROLES.GUARDIAN, accounts.stranger.address, 0]);
    const targets = {
      unknownFunction: { target: await registry.getAddress(), data: "0x12345678" },
      unknownContract: { target: await (await ethers.deployContract("MockForwarder")).getAddress(), data: "0x" },
      more: { target: await manager.getAddress(), data: `${grant}00` },
      hidden: {
        target: await manager.getAddress(),
        data: manager.interface.encodeFunctionData("multicall", [[grant, "0x12345678"]]),
      },
    };
    const read: Record<string, Shown> = {};
    for (const [name, call] of Object.entries(targets)) {
      const { proposal } = await run<Proposed>("committee", "propose", {
        what: "call",
        ...call,
        description: harmless,
      });
      read[name] = await shown(proposal);
    }

    const words = Object.fromEntries(
      Object.entries(read).map(([name, { described }]) => [name, described.map((call) => call.words)]),
    );
    expect(words).to.deep.equal({
      unknownFunction: ["CALLS WORKREGISTRY WITH DATA THAT THIS VERSION CANNOT READ: 0x12345678"],
      unknownContract: [`CALLS ${targets.unknownContract.target}, A CONTRACT THAT IS NOT OF THIS DEPLOYMENT: 0x`],
      more: [`CALLS ACCESSMANAGER WITH DATA THAT THIS VERSION CANNOT READ: ${targets.more.data}`],
      hidden: [
        `Gives ${accounts.stranger.address} the role GUARDIAN; CALLS ACCESSMANAGER WITH DATA THAT THIS VERSION CANNOT READ: 0x12345678`,
      ],
    });
    for (const { described, description } of Object.values(read)) {
      expect(described.map(({ isRead }) => isRead)).to.deep.equal([false]);
      expect(description).to.match(new RegExp(`^${harmless} \\(`));
    }
  });

  it("tell a known call that has no sentence of its own by its name and its values", async () => {
    const { manager, registry } = workshop;
    const abi = Interface.from(manager.interface.fragments);
    const data = abi.encodeFunctionData("setTargetClosed", [await registry.getAddress(), true]);

    const { described } = await run<Proposed>("committee", "propose", {
      what: "call",
      target: await manager.getAddress(),
      data,
    });

    expect(described).to.deep.equal([
      `Calls AccessManager.setTargetClosed(target = ${await registry.getAddress()}, closed = true)`,
    ]);
  });

  it("list the proposals, the newest first, and the members with the rules", async () => {
    const { accounts } = workshop;
    for (const party of ["aurora", "borealis", "stranger"].map((name) => accounts[name as "aurora"].address)) {
      await run("committee", "propose", { what: "admit", party });
    }

    const { count, proposals } = await run<ProposalList>("committee", "list", { limit: 2 });
    expect([count, ...proposals.map(({ id }) => id)]).to.deep.equal([3, 3, 2]);
    const { members, totalWeight, rules } = await run<Members>("committee", "members");
    expect(members.map(({ seat, member, weight }) => [seat, member, weight])).to.deep.equal(
      VOTERS.map((name, index) => [index + 1, accounts[name].address, 1]),
    );
    expect([totalWeight, rules.participation]).to.deep.equal([5, 60]);
  });

  it("believe a registry of another chain by its trust file, and nobody about it any more", async () => {
    const published = JSON.parse(readFileSync(join(ROOT, "samples/certificates/kaia/trust.json"), "utf8")) as Trust;
    const deployment = { parties: published.registry.address, revealWindow: 600 };
    const trust = workshop.write("trust.json", JSON.stringify({ ...published, deployment })).path;
    const without = workshop.write("without.json", JSON.stringify(published)).path;
    const propose = (what: string, args: object): Promise<Proposed> =>
      run("committee", "propose", { what, account: "publisher", ...args });
    const { address } = await deployments.get("ForeignTitles");
    const foreign = await ethers.getContractAt("ForeignTitles", address);
    expect(await refusalOf(() => propose("source", { trust: without }))).to.include({ code: "TrustNotCountable" });
    expect((await refusalOf(() => propose("source", {}))).message).to.equal("--what source needs --trust");
    expect((await refusalOf(() => propose("source", { trust, headers: "pow" }))).message).to.include("--headers");

    const proposal = await decide({ what: "source", trust, account: "publisher" });

    const { chainId, address: registry } = published.registry;
    const names = (published.validators ?? []).map((each) => `${each.name} ${each.address}`).join(", ");
    expect((await shown(proposal)).described).to.deep.equal([
      {
        words:
          `Believes of the registry ${registry} on the chain ${chainId}, whose titles are provisional for 10 minutes, ` +
          `what is signed by enough of the validators ${names}`,
        isRead: true,
      },
    ]);
    const source = await foreign.sourceIdOf(chainId, registry);
    const { terms, firstTerm, registry: admitted } = await foreign.sourceOf(source);
    expect([terms - firstTerm, admitted.kind, admitted.revealWindow]).to.deep.equal([1n, KAIA, 600n]);

    const dismissal = await decide({ what: "dismiss-source", trust, account: "publisher" });

    expect((await shown(dismissal)).described[0]?.words).to.equal(
      `Believes nobody any more about the registry of another chain ${source}`,
    );
    const after = await foreign.sourceOf(source);
    expect(after.terms).to.equal(after.firstTerm);
  });

  it("refuse what they do not know, and say what is lacking", async () => {
    const messages: Record<string, Readonly<Record<string, unknown>>> = {
      "--what admit needs --party": { what: "admit" },
      "--what weight needs --weight": { what: "weight", party: "guardian" },
      "--what rates needs one of the rules, such as --participation": { what: "rates" },
      '--weight: "0" is not from 1 to ': { what: "admit", party: "aurora", weight: 0 },
      '--participation: "200" is not from 1 to 100': { what: "rates", participation: 200 },
      '--win-rate: "0" is not from 1 to 100': { what: "rates", winRate: 0 },
      "--what pause-duration needs --lasting": { what: "pause-duration" },
      "--what module needs --role": { what: "module", party: "aurora" },
      '--role: "admin" is none of: ': { what: "module", party: "aurora", role: "admin" },
      '--data: "0x1" is not 0x and an even number of hex digits': {
        ...{ what: "call", target: workshop.accounts.aurora.address, data: "0x1" },
      },
      '--voting-period: "7" is not a duration of at most 90 days': { what: "rates", votingPeriod: "7" },
      '--what: "coup" is none of: ': { what: "coup" },
    };
    for (const [message, args] of Object.entries(messages)) {
      const refusal = await refusalOf(() => run("committee", "propose", args));
      expect(refusal.message).to.include(message);
      expect(refusal.exitCode).to.equal(2);
    }
    const none = await refusalOf(() => run("committee", "show", { proposal: 7 }));
    expect(none.message).to.equal("The committee has no proposal 7: nothing was proposed yet");
  });

  it("refuse a vote that does not count, in words", async () => {
    const { proposal } = await propose({ what: "admit", party: "aurora" });
    await vote(proposal, ["publisher"], "yes");

    const early = await refusalOf(() => run("committee", "execute", { proposal }));
    const twice = await refusalOf(() => vote(proposal, ["publisher"], "no"));
    const stranger = await refusalOf(() => vote(proposal, ["borealis"], "no"));
    const proposing = await refusalOf(() => run("committee", "propose", { what: "unpause", account: "borealis" }));

    const { publisher, borealis } = workshop.accounts;
    expect(early.message).to.equal("The proposal 1 is open for votes: it cannot be executed now");
    expect(twice.advice).to.equal("Look at it with: npx hardhat committee show --proposal 1");
    expect(twice.message).to.equal(
      `The account ${publisher.address} has voted on this proposal, and a vote is not changed`,
    );
    expect(stranger.message).to.equal(
      `The account ${borealis.address} has no vote on the proposal 1: it had no seat when the ballot began, or has left it since`,
    );
    expect(proposing.message).to.equal(
      `The account ${borealis.address} has no seat in the committee, and only members propose`,
    );
    await time.increaseTo((await shown(proposal)).deadline + 1);
    const late = await refusalOf(() => vote(proposal, ["guardian"], "no"));
    expect(late.message).to.equal("The proposal 1 was not accepted: it takes no votes now");
    expect(late.advice).to.equal("Look at it with: npx hardhat committee show --proposal 1");
  });
});

describe("the tasks about the committee, where there is none", () => {
  it("say so", async () => {
    const workshop = await openWorkshop();
    try {
      expect(await deployments.getOrNull("Committee")).to.equal(undefined);
      const refusal = await refusalOf(() => run("committee", "members"));
      expect(refusal.code).to.equal("NoCommittee");
    } finally {
      await workshop.close();
    }
  });
});

describe("a committee that was named after another account had become admin", () => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await openWorkshop({}, "handover");
    await withSettings({ COMMITTEE: SAMPLE }, () => runAgain("Committee"));
  });
  afterEach(() => workshop.close());

  it("is told that it is not in charge before it proposes anything", async () => {
    const { address } = await deployments.get("Committee");

    const refusal = await refusalOf(() => run("committee", "propose", { what: "accept", account: "publisher" }));

    expect(refusal.code).to.equal("CommitteeNotInCharge");
    expect(refusal.message).to.equal(
      `The committee at ${address} is not the admin of this deployment: nothing that it decides could be done`,
    );
    expect(refusal.advice).to.match(/begin anew with COLOPHON_COMMITTEE set\.$/);
    expect((await run<ProposalList>("committee", "list", { limit: 2 })).count).to.equal(0);
  });
});
