import { readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { sha256 } from "ethers";

import { ROLES } from "../../lib/chain/contracts/roles";
import type { KeptOrder } from "../../lib/store/orders";
import type { WorkState } from "../../lib/works/reading/show";
import type { GivenOrder } from "../../tasks/order/give";
import type { ScheduledOrder } from "../../tasks/order/schedule";
import { refusalOf } from "../lib/shared/refusal";
import { TitleStatus } from "../shared/enums";
import { DAY, registerFinalWork, registerWork } from "../shared/fixture";
import { titleOf } from "../shared/records";
import { anchorIn } from "./anchor";
import { listening, openWorkshop, run, type Workshop } from "./workshop";

interface WorkOrders {
  readonly status: string;
  readonly orders: readonly { readonly decision: string; readonly orderHash: string; readonly document?: string }[];
}

const hex = (workId: bigint): string => `0x${workId.toString(16).padStart(64, "0")}`;

describe("the tasks about orders", () => {
  let workshop: Workshop;
  let workId: bigint;
  let work: string;
  let judgment: { readonly path: string; readonly hash: string };
  beforeEach(async () => {
    workshop = await openWorkshop();
    workId = await registerFinalWork(workshop.registry, workshop.accounts.aurora);
    work = hex(workId);
    judgment = workshop.write("judgment.txt", "The title is held until the court has decided.\n");
  });
  afterEach(() => workshop.close());

  const give = async <R = GivenOrder>(task: string, args: Record<string, unknown> = {}): Promise<R> =>
    (await listening(() => run<R>("order", task, { work, order: judgment.path, ...args }))).result;
  const statusOf = async (id = workId): Promise<bigint> => (await titleOf(workshop.registry, id)).status;

  describe("hold, release, annul and reinstate", () => {
    it("change the title's status, with the hash of the order and the adjudicator in its history", async () => {
      const { adjudicator } = workshop.accounts;
      for (const [task, status, args] of [
        ["hold", TitleStatus.Held, {}],
        ["release", TitleStatus.InForce, {}],
        ["annul", TitleStatus.Annulled, { yes: true }],
        ["reinstate", TitleStatus.InForce, {}],
      ] as const) {
        const result = await give(task, args);

        expect(await statusOf(), task).to.equal(status);
        expect(result).to.deep.include({ decision: task, orderHash: judgment.hash, adjudicator: adjudicator.address });
        expect(result.given.map((each) => each.work)).to.deep.equal([work]);
      }
      const { orders } = await run<WorkOrders>("order", "list", { work });
      expect(orders.map(({ decision }) => decision)).to.deep.equal(["hold", "release", "annul", "reinstate"]);
    });

    it("are named by work show, with their hash and who gave them", async () => {
      await give("hold");

      const { order } = await run<WorkState>("work", "show", { work });

      expect(order).to.deep.include({
        decision: "hold",
        orderHash: judgment.hash,
        adjudicator: workshop.accounts.adjudicator.address,
      });
    });

    for (const [task, before, status, advice] of [
      ["release", TitleStatus.Annulled, "annulled", "reinstate"],
      ["hold", TitleStatus.Annulled, "annulled", "reinstate"],
      ["reinstate", TitleStatus.Held, "held", "release"],
    ] as const) {
      it(`${task} refuses a title that is ${status}, and says what such a title needs`, async () => {
        const { registry, accounts } = workshop;
        await registry.connect(accounts.adjudicator).setStatus(workId, before, judgment.hash);

        const refusal = await refusalOf(() => give(task));

        expect(refusal.message).to.equal(
          `The work ${work} has a title that is ${status} by an order: ${task} does not begin with that`,
        );
        expect(refusal.advice).to.contain(`npx hardhat order ${advice}.`);
        expect(await statusOf()).to.equal(before);
      });
    }

    it("release refuses a title in force", async () => {
      expect((await refusalOf(() => give("release"))).message).to.equal(
        `The work ${work} has a title that is in force already`,
      );
    });

    it("hold refuses a title that another order holds, and passes over one that this order holds", async () => {
      await give("hold");
      const other = workshop.write("other.txt", "Another order.\n");

      expect((await refusalOf(() => give("hold", { order: other.path }))).code).to.equal("WorkRegistryStatusUnchanged");
      expect(await give("hold")).to.deep.include({ given: [], already: [work] });
    });

    it("refuse an account that does not hold the role", async () => {
      const refusal = await refusalOf(() => give("hold", { account: "aurora" }));

      expect(refusal.message).to.equal(
        `The account ${workshop.accounts.aurora.address} does not hold the role ADJUDICATOR, which this needs`,
      );
      expect(await statusOf()).to.equal(TitleStatus.InForce);
    });

    it("refuse it before a file of a list is read", async () => {
      // A folder has no hash: whoever reads it is told another sentence.
      const list = workshop.write("list.txt", `${work}\n${workshop.at(".")}\n`).path;

      const refusal = await refusalOf(() => give("hold", { work: undefined, from: list, account: "aurora" }));

      expect(refusal.message).to.contain("does not hold the role ADJUDICATOR");
    });

    it("refuse a work that is unknown, and one that is anchored and has no title yet", async () => {
      const unknown = `0x${"1".repeat(64)}`;
      const anchored = workshop.write("poem.txt", "La mer allume ses feux.\n");
      await anchorIn(workshop, anchored);

      const { message } = await refusalOf(() => give("hold", { work: unknown }));
      const { code } = await refusalOf(() => give("hold", { work: anchored.hash }));

      expect(message).to.equal(`The work ${unknown} is not registered`);
      expect(code).to.equal("AnchoredWithoutTitle");
    });

    it("advise an adjudicator neither to register nor to claim or offer a work: it is another's", async () => {
      const anchored = workshop.write("poem.txt", "La mer allume ses feux.\n");
      await anchorIn(workshop, anchored);

      const unknown = await refusalOf(() => give("hold", { work: `0x${"1".repeat(64)}` }));
      const untitled = await refusalOf(() => give("hold", { work: anchored.hash }));

      expect(unknown.advice).to.equal(
        "An order is about a title. Compare the file, byte for byte, or the id with what the order names.",
      );
      expect(untitled.advice).to.equal(
        "An order is about a title. That account makes it, with the anchor's time, by: npx hardhat work claim",
      );
    });
  });

  describe("correct", () => {
    it("moves the title to an accredited account", async () => {
      const { borealis } = workshop.accounts;

      const result = await give("correct", { to: "borealis", yes: true });

      expect(result).to.deep.include({ to: borealis.address, orderHash: judgment.hash });
      expect((await titleOf(workshop.registry, workId)).owner).to.equal(borealis.address);
      const { orders } = await run<WorkOrders>("order", "list", { work });
      expect(orders).to.have.lengthOf(1);
      expect(orders[0]).to.deep.include({ decision: "correct", to: borealis.address });
    });

    for (const [situation, args, code] of [
      ["an account that is not accredited", { to: "guardian" }, "WorkRegistryNotAccredited"],
      ["the account that holds the title", { to: "aurora" }, "WorkRegistryOwnerUnchanged"],
    ] as const) {
      it(`refuses ${situation}`, async () => {
        expect((await refusalOf(() => give("correct", { ...args, yes: true }))).code).to.equal(code);
      });
    }

    it("refuses a provisional title, and says from when it can move", async () => {
      const provisional = await registerWork(workshop.registry, workshop.accounts.aurora);

      const refusal = await refusalOf(() => give("correct", { work: hex(provisional), to: "borealis", yes: true }));

      expect(refusal.message).to.match(/ has a provisional title: it can move from /);
    });
  });

  for (const [task, args] of [
    ["annul", {}],
    ["correct", { to: "borealis" }],
  ] as const) {
    const step = task === "annul" ? "Annulling" : "Correcting";
    it(`${task} asks for --yes where there is no terminal`, async () => {
      const refusal = await refusalOf(() => give(task, args));

      expect(refusal).to.include({ message: `${step} a title can be undone by another order only`, exitCode: 2 });
      expect(await statusOf()).to.equal(TitleStatus.InForce);
    });
  }

  describe("about many works", () => {
    let ids: bigint[];
    let list: string;
    beforeEach(async () => {
      const { registry, accounts } = workshop;
      ids = [workId, await registerFinalWork(registry, accounts.aurora)];
      list = workshop.write("list.txt", ids.map((id) => `${hex(id)}\n`).join("")).path;
    });

    it("holds all of a list, and goes on where a run has stopped", async () => {
      await give("hold");

      const result = await give("hold", { work: undefined, from: list });

      expect(result.given.map((each) => each.work)).to.deep.equal([hex(ids[1] ?? 0n)]);
      expect(result.already).to.deep.equal([work]);
      expect(await Promise.all(ids.map(statusOf))).to.deep.equal([TitleStatus.Held, TitleStatus.Held]);
    });

    it("sends nothing where the order does not fit one of them, and names it", async () => {
      const strange = `0x${"1".repeat(64)}`;
      const mixed = workshop.write("mixed.txt", `${work}\n${strange}\n`).path;

      const refusal = await refusalOf(() => give("hold", { work: undefined, from: mixed }));

      expect(refusal.message).to.equal(`The work ${strange} is not registered`);
      const { path } = workshop.write("strange.bin", "strange");
      const named = workshop.write("named.txt", `${work}\n${path}\n`).path;
      expect((await refusalOf(() => give("hold", { work: undefined, from: named }))).message).to.equal(
        `${named}, line 2: The work ${sha256(Buffer.from("strange"))} is not registered`,
      );
      expect(refusal.advice).to.match(/^Nothing was sent/);
      expect(await statusOf()).to.equal(TitleStatus.InForce);
    });

    it("takes one work or a list, not both", async () => {
      expect((await refusalOf(() => give("hold", { from: list }))).message).to.equal("Name either one work or --from");
    });
  });

  describe("where the adjudicator's role has a delay", () => {
    beforeEach(async () => {
      const { manager, accounts } = workshop;
      await manager.grantRole(ROLES.ADJUDICATOR, accounts.adjudicator, DAY);
    });

    it("schedules the order, waits, and carries it out by the same command", async () => {
      const first = await give<ScheduledOrder>("hold");
      const second = await give<ScheduledOrder>("hold");
      expect(await statusOf()).to.equal(TitleStatus.InForce);
      await time.increaseTo(first.from);
      const third = await give("hold");

      expect(first).to.deep.include({ scheduled: [work], waiting: [] });
      expect(second).to.deep.include({ scheduled: [], waiting: [work], from: first.from });
      expect(first.until).to.be.greaterThan(first.from);
      expect(third.given.map((each) => each.work)).to.deep.equal([work]);
      expect(await statusOf()).to.equal(TitleStatus.Held);
    });

    it("schedules nothing that does not fit", async () => {
      const { code } = await refusalOf(() => give("reinstate", { work: `0x${"1".repeat(64)}` }));

      expect(code).to.equal("WorkRegistryNotRegistered");
    });
  });

  describe("list", () => {
    it("lists what was given from here, with the document, for nobody else to read", async () => {
      const { document } = await give("hold");
      await give("release");

      const { orders } = await run<{ orders: KeptOrder[] }>("order", "list");

      expect(orders).to.have.lengthOf(1);
      expect(orders[0]).to.deep.include({ orderHash: judgment.hash, file: { name: "judgment.txt", size: 47 } });
      expect(orders[0]?.decisions.map(({ decision }) => decision)).to.deep.equal(["hold", "release"]);
      expect(readFileSync(document, "utf8")).to.equal(readFileSync(judgment.path, "utf8"));
      expect(statSync(dirname(document)).mode & 0o077).to.equal(0);
    });

    it("names an odd entry beside those that are sound", async () => {
      const { document } = await give("hold");
      const other = workshop.write("other.txt", "Released.\n");
      await give("release", { order: other.path });
      writeFileSync(join(dirname(document), "order.json"), "{}");

      const { orders, odd } = await run<{ orders: KeptOrder[]; odd: { problem: string }[] }>("order", "list");

      expect(orders.map(({ orderHash }) => orderHash)).to.deep.equal([other.hash]);
      expect(odd[0]?.problem).to.match(/order\.json is not an order that was kept: format /);
    });

    it("lists all orders about a work, also those whose document is not kept here", async () => {
      const { registry, accounts } = workshop;
      const elsewhere = workshop.write("elsewhere.txt", "Given from another home.\n");
      await registry.connect(accounts.adjudicator).setStatus(workId, TitleStatus.Held, elsewhere.hash);
      const { document } = await give("release");

      const { status, orders } = await run<WorkOrders>("order", "list", { work });

      expect(status).to.equal("in force");
      expect(orders.map((each) => [each.orderHash, each.document])).to.deep.equal([
        [elsewhere.hash, undefined],
        [judgment.hash, document],
      ]);
    });

    it("says that a work is unknown", async () => {
      expect((await refusalOf(() => run("order", "list", { work: `0x${"1".repeat(64)}` }))).code).to.equal(
        "WorkRegistryNotRegistered",
      );
    });
  });
});
