import { readFileSync } from "node:fs";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { sha256 } from "ethers";
import { deployments } from "hardhat";

import { formatWorkId } from "../../lib/hashing/work-id";
import type { TimelineEntry } from "../../lib/history/timeline";
import { TITLES_PER_CALL } from "../../lib/recovery/moves";
import type { RecoveryState } from "../../lib/recovery/recovery";
import type { MovedTitles } from "../../tasks/recovery/move";
import { refusalOf } from "../lib/shared/refusal";
import { TitleStatus } from "../shared/enums";
import { DAY, registerFinalWork, registerWork, someHash } from "../shared/fixture";
import { titleOf } from "../shared/records";
import { listening, openWorkshop, run, type Workshop } from "./workshop";

interface Shown extends RecoveryState {
  readonly history: readonly TimelineEntry[];
}

interface Approved {
  readonly approvals: number;
  readonly state: RecoveryState;
  readonly transactionHash: string | undefined;
}

interface Given {
  readonly successor: string;
  readonly orderHash: string;
  readonly document: string;
}

describe("the tasks about recovery", () => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await openWorkshop();
  });
  afterEach(() => workshop.close());

  const recovery = async <R>(task: string, args: Record<string, unknown> = {}): Promise<R> =>
    (await listening(() => run<R>("recovery", task, args))).result;
  const name = async (args: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
    recovery("guardians", { guardians: "guardian,publisher", threshold: 2, account: "aurora", ...args });
  const approve = async (account: string): Promise<Approved> =>
    recovery("approve", { lost: "aurora", to: "borealis", account });
  const show = async (): Promise<Shown> => recovery("show", { lost: "aurora" });
  const takeOver = async (): Promise<void> => {
    await name();
    await approve("guardian");
    await approve("publisher");
    await time.increase(7 * DAY);
    await recovery("execute", { lost: "aurora", account: "borealis", yes: true });
  };
  const giveOrder = async (
    args: Record<string, unknown> = {},
  ): Promise<{ readonly hash: string; readonly given: Given }> => {
    const { path, hash } = workshop.write("decision.txt", "The account of Aurora is lost. Borealis takes its place.\n");
    const named = { lost: "aurora", to: "borealis", order: path, account: "deployer", yes: true };
    return { hash, given: await recovery<Given>("order", { ...named, ...args }) };
  };
  const ownerOf = async (workId: bigint): Promise<string> => (await titleOf(workshop.registry, workId)).owner;

  it("name guardians, who agree on a successor, who takes over after the delay", async () => {
    const { guardian, publisher, borealis } = workshop.accounts;

    const named = await name({ delay: "2d" });
    const first = await approve("guardian");
    const second = await approve("publisher");
    const early = await refusalOf(() => recovery("execute", { lost: "aurora", account: "borealis", yes: true }));
    await time.increase(2 * DAY);
    await recovery("execute", { lost: "aurora", account: "borealis", yes: true });

    expect(named["guardians"]).to.have.members([guardian.address, publisher.address]);
    expect(named).to.include({ threshold: 2, delay: 2 * DAY });
    expect([first.approvals, first.state.running]).to.deep.equal([1, undefined]);
    expect([second.approvals, second.state.running?.successor]).to.deep.equal([2, borealis.address]);
    expect(early.message).to.match(/^The place of \w+ can be taken from .* on, and it is /);
    const { successor, history } = await show();
    expect(successor).to.equal(borealis.address);
    expect(history.map(({ event }) => event)).to.deep.equal([
      ...["GuardiansSet", "RecoveryApproved", "RecoveryApproved", "RecoveryBegun", "RecoveryExecuted"],
    ]);
    for (const { what } of history) expect(what).not.to.match(/undefined|NaN/);
  });

  it("let guardians wait for as long as the contract does, and no longer", async () => {
    expect(await name({ delay: "90d" })).to.include({ delay: 90 * DAY });

    const refusal = await refusalOf(() => name({ delay: "91d" }));

    expect(refusal).to.include({
      message: '--delay: "91d" is not a duration of at most 90 days (0s, 10m, 1h, 7d)',
      exitCode: 2,
    });
  });

  it("find what a guardian has approved already, and send it anew where nobody took over in time", async () => {
    await name();
    const sent = await approve("guardian");
    expect(await approve("guardian")).to.deep.include({ approvals: 1, transactionHash: undefined });
    await approve("publisher");
    expect(await approve("guardian")).to.deep.include({ approvals: 2, transactionHash: undefined });
    expect((await show()).history.map(({ event }) => event)).to.deep.equal([
      ...["GuardiansSet", "RecoveryApproved", "RecoveryApproved", "RecoveryBegun"],
    ]);

    await time.increase(60 * DAY);
    const anew = await approve("guardian");
    expect(anew.approvals).to.equal(1);
    expect(anew.transactionHash).to.match(/^0x/).and.not.to.equal(sent.transactionHash);
  });

  it("approve anew where other guardians have come in force since", async () => {
    await name({ delay: "1h" });
    await approve("guardian");
    await name({ threshold: 2, guardians: "guardian,publisher,borealis" });
    expect((await approve("guardian")).transactionHash).to.equal(undefined);
    await time.increase(DAY);

    const anew = await approve("guardian");

    expect(anew.transactionHash).to.match(/^0x/);
    expect(anew.approvals).to.equal(1);
  });

  it("let the key veto, and the guardians begin anew", async () => {
    await name();
    await approve("guardian");
    await approve("publisher");

    await recovery("veto", { account: "aurora" });

    expect(await show()).to.deep.include({ running: undefined, approvals: [] });
    const again = await approve("guardian");
    expect(again.approvals).to.equal(1);
  });

  it("say that an account has no guardians, and refuse whoever is none", async () => {
    expect(await show()).to.deep.include({ guardians: undefined, announced: undefined, history: [] });
    await name();

    const refusal = await refusalOf(() => approve("accreditor"));

    const { aurora, accreditor } = workshop.accounts;
    expect(refusal.message).to.equal(`${accreditor.address} is no guardian of ${aurora.address}`);
  });

  it("announce other guardians, who count after the delay", async () => {
    await name();

    await name({ guardians: "accreditor", threshold: 1 });

    const { guardians, announced } = await show();
    expect(guardians?.threshold).to.equal(2);
    expect(announced?.guardians).to.deep.equal([workshop.accounts.accreditor.address]);
    expect(announced?.since).to.equal((await time.latest()) + 7 * DAY);
  });

  it("ask for --yes before somebody takes over", async () => {
    const refusal = await refusalOf(() => recovery("execute", { lost: "aurora" }));

    expect(refusal).to.include({ message: "Taking a lost account's place cannot be undone", exitCode: 2 });
  });

  describe("order", () => {
    it("gives a lost account a successor, whose order is named by its document, of which a copy is kept", async () => {
      const { borealis, deployer } = workshop.accounts;

      const { hash, given } = await giveOrder();

      expect(given).to.include({ successor: borealis.address, orderHash: hash });
      expect(sha256(readFileSync(given.document))).to.equal(hash);
      const { successor, recoveryHash, history } = await show();
      expect([successor, recoveryHash]).to.deep.equal([borealis.address, hash]);
      expect(history.map(({ event }) => event)).to.deep.equal(["RecoveryOrdered"]);
      expect(history[0]?.values).to.deep.include({ orderHash: hash, committee: deployer.address });
    });

    it("is the admin's, who is asked for --yes; what is refused is not kept", async () => {
      const [unasked, another] = [
        await refusalOf(() => giveOrder({ yes: false })),
        await refusalOf(() => giveOrder({ account: "guardian" })),
      ];

      expect(unasked).to.include({
        message: "Giving a lost account a successor by order cannot be undone",
        exitCode: 2,
      });
      expect(another.code).to.equal("AccessManagedUnauthorized");
      expect(await show()).to.deep.include({ successor: undefined, history: [] });
      const { orders } = await run<{ orders: readonly unknown[] }>("order", "list");
      expect(orders).to.deep.equal([]);
    });

    it("refuses a file that is not there", async () => {
      const refusal = await refusalOf(() => giveOrder({ order: workshop.at("none.txt") }));

      expect(refusal.message).to.contain("none.txt");
    });
  });

  describe("move", () => {
    it("moves all that this home knows of the account, and nothing the second time", async () => {
      const { borealis } = workshop.accounts;
      const files = ["one", "two"].map((text) => workshop.write(`${text}.txt`, `${text}\n`));
      for (const { path } of files) {
        await listening(() => run("work", "register", { file: path, title: "A title", account: "aurora" }));
      }
      await time.increase(600);
      await takeOver();

      const first = await recovery<MovedTitles>("move", { lost: "aurora", account: "guardian" });
      const second = await recovery<MovedTitles>("move", { lost: "aurora", account: "guardian" });

      expect(first.moved).to.have.members(files.map(({ hash }) => hash));
      expect(first.transactions).to.have.lengthOf(1);
      expect(second).to.deep.include({ moved: [], refused: [] });
      for (const { hash } of files) expect(await ownerOf(BigInt(hash))).to.equal(borealis.address);
    });

    it("moves what can follow of a list, and names the rest with the reason", async () => {
      const { registry, accounts } = workshop;
      const [good, annulled] = [
        await registerFinalWork(registry, accounts.aurora),
        await registerFinalWork(registry, accounts.aurora),
      ];
      await registry.connect(accounts.adjudicator).setStatus(annulled, TitleStatus.Annulled, someHash());
      await takeOver();
      const provisional = await registerWork(registry, accounts.aurora);
      const foreign = await registerWork(registry, accounts.borealis);
      const strange = 7n;
      const ids = [good, annulled, provisional, foreign, strange].map(formatWorkId);
      const { path } = workshop.write("unregistered.bin", "unregistered");
      const list = workshop.write("list.txt", `${[...ids, path].join("\n")}\n`).path;

      const result = await recovery<MovedTitles>("move", { lost: "aurora", from: list, account: "borealis" });

      expect(result.moved).to.deep.equal([ids[0]]);
      expect(result.already).to.deep.equal([ids[3]]);
      expect(result.refused.at(-1)).to.match(/list\.txt, line 6: The work \w+ is not registered$/);
      expect(
        result.refused.slice(0, -1).map((line) => line.replace(/^The work \w+ /, "").replace(/from .* on$/, "")),
      ).to.deep.equal([
        "has a title that is annulled by an order; it follows once it is reinstated",
        "has a provisional title, which follows ",
        "is not registered",
      ]);
      expect(await ownerOf(good)).to.equal(accounts.borealis.address);
    });

    it("moves more than fit into one call, in batches", async () => {
      const { registry, accounts } = workshop;
      const works = Array.from({ length: 120 }, () => ({ contentHash: someHash(), metadataHash: someHash() }));
      await registry.connect(accounts.aurora).registerMany(accounts.aurora, works, { gasLimit: 16_000_000 });
      await time.increase(600);
      await takeOver();
      const list = workshop.write("list.txt", works.map(({ contentHash }) => `${contentHash}\n`).join("")).path;

      const result = await recovery<MovedTitles>("move", { lost: "aurora", from: list, account: "borealis" });

      expect(result.moved).to.have.lengthOf(120);
      expect(result.transactions).to.have.lengthOf(120 / TITLES_PER_CALL);
      expect(await registry.balanceOf(accounts.borealis)).to.equal(120n);
    });

    it("follows an order, of which the title's history names the hash", async () => {
      const { registry, accounts } = workshop;
      const workId = await registerFinalWork(registry, accounts.aurora);
      const { address } = await deployments.get("Recovery");
      const { hash: order } = await giveOrder();

      await recovery("move", { lost: "aurora", work: formatWorkId(workId), account: "borealis" });

      const { events } = await run<{ events: readonly TimelineEntry[] }>("work", "history", {
        work: formatWorkId(workId),
      });
      expect(events.at(-1)?.event).to.equal("TitleRecovered");
      expect(events.at(-1)?.values).to.include({ recoveryHash: order, recovery: address });
    });

    it("refuses before there is a successor", async () => {
      const refusal = await refusalOf(() => recovery("move", { lost: "aurora" }));

      expect(refusal.message).to.equal(`The account ${workshop.accounts.aurora.address} has no successor yet`);
    });
  });
});
