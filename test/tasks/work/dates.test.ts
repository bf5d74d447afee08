import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import type { CataloguedWork } from "../../../lib/catalogue/query";
import { formatTime } from "../../../lib/chain/rpc/time";
import type { KnownWork } from "../../../lib/works/reading/show";
import type { Standing } from "../../../lib/works/reading/state";
import type { DescribedVerification } from "../../../lib/works/reading/verify-files";
import type { Registered } from "../../../lib/works/writing/carry-out";
import { AURORA, BOREALIS } from "../../lib/batch/shared/batches";
import { refusalOf } from "../../lib/shared/refusal";
import { NO_TITLE, titleOf } from "../../shared/records";
import { type Anchor, anchorIn } from "../anchor";
import { listening, openWorkshop, run, type Workshop } from "../workshop";

const POEM = "La mer allume ses feux.\n";

describe("the date of a work", () => {
  let workshop: Workshop;
  let poem: string;
  let work: string;
  let deed: string;
  beforeEach(async () => {
    workshop = await openWorkshop();
    ({ path: poem, hash: work } = workshop.write("poem.txt", POEM));
    deed = workshop.write("deed.txt", "Aurora assigns all rights to Borealis.\n").path;
  });
  afterEach(() => workshop.close());

  const anchor = async (wallet = AURORA): Promise<Anchor> => anchorIn(workshop, { path: poem, hash: work }, wallet);

  /** Two anchors of aurora's, of which the later one is not in the way of the earlier. */
  async function anchorTwice(): Promise<{ first: Anchor; newest: Anchor }> {
    const first = await anchor();
    await time.increase(1_000);
    return { first, newest: await anchor() };
  }

  const since = async (): Promise<number> => Number((await titleOf(workshop.registry, BigInt(work))).registeredAt);

  async function claim(args: Record<string, unknown> = {}): Promise<Registered> {
    return run<Registered>("work", "claim", { file: poem, account: "aurora", ...args });
  }

  async function register(args: Record<string, unknown> = {}): Promise<Registered> {
    return run<Registered>("work", "register", { file: poem, title: "Le phare", account: "aurora", ...args });
  }

  describe("that is anchored", () => {
    it("is the same for every command that shows works", async () => {
      const { first, newest } = await anchorTwice();

      const shown = await run<KnownWork>("work", "show", { work });
      const history = await run<Standing>("work", "history", { work });
      const title = await run<Standing>("title", "show", { work });
      const verified = await run<DescribedVerification>("work", "verify", { file: poem });

      const date = { time: first.anchoredAt, of: "anchor" };
      for (const standing of [shown, history, title]) {
        expect(standing).to.deep.include({ work, state: "anchored", since: date });
        expect(standing.anchored).to.deep.equal(verified.anchored);
      }
      expect(verified.anchored.map(({ batch }) => batch)).to.deep.equal([first.batch, newest.batch]);
      expect(shown).to.deep.include({ description: { title: "Work 2", author: undefined }, title: undefined });
    });

    it("is the same for work list, where work register-batch made the anchor", async () => {
      const list = workshop.write("list.txt", poem).path;
      await listening(async () => run("work", "register-batch", { from: list, account: "aurora" }));

      const { state, since: date } = await run<KnownWork>("work", "show", { work });
      const [listed] = await run<CataloguedWork[]>("work", "list");

      expect(listed).to.deep.include({ contentHash: work, state, since: date?.time });
    });
  });

  describe("claim", () => {
    it("gives the title the earliest date of the store, where no batch is named", async () => {
      const { first } = await anchorTwice();

      const { record } = await claim();

      expect(await since()).to.equal(first.anchoredAt);
      expect(record.anchor?.anchoredAt).to.equal(first.anchoredAt);
      expect(record.file).to.deep.equal({ name: "poem.txt", size: POEM.length });
      expect(await run("work", "history", { work })).to.deep.include({
        ...{ state: "final", since: { time: first.anchoredAt, of: "anchor" } },
      });
    });

    it("refuses a batch with a later date, unless it is meant", async () => {
      const { first, newest } = await anchorTwice();

      const refusal = await refusalOf(() => claim({ batch: newest.batch }));

      expect(refusal).to.include({ code: "EarlierDateKnown", exitCode: 2 });
      expect(refusal.message).to.match(new RegExp(`^${newest.batch} gives .* and ${first.batch} `));
      expect(await titleOf(workshop.registry, BigInt(work))).to.deep.equal(NO_TITLE);
      await claim({ batch: newest.batch, laterDate: true });
      expect(await since()).to.equal(newest.anchoredAt);
    });

    it("takes the account's own anchor before an earlier one of somebody else's", async () => {
      await anchor(BOREALIS);
      const own = await anchor();

      const { record } = await claim();

      expect(record.claim.owner).to.equal(AURORA.address);
      expect(await since()).to.equal(own.anchoredAt);
    });

    it("refuses a file that no batch of the store has", async () => {
      expect(await refusalOf(() => claim())).to.include({
        message: `No anchored batch of this home has the file ${poem}`,
        code: "NotAnchored",
        exitCode: 2,
      });
    });

    it("gives a title that its owner has registered later its true date", async () => {
      const { anchoredAt } = await anchor();
      await register({ laterDate: true });

      await claim();

      expect(await since()).to.equal(anchoredAt);
    });

    it("gives work list its true date where the title was seen before", async () => {
      const { anchoredAt } = await anchor();
      await register({ laterDate: true });
      await run("work", "list", { refresh: true });

      await claim();

      const [listed] = await run<CataloguedWork[]>("work", "list");
      expect(listed).to.deep.include({ contentHash: work, since: anchoredAt });
    });

    it("leaves the record of before true, and one with a time that never was false", async () => {
      await anchor();
      const { record } = await register({ laterDate: true });
      await claim();

      const before = workshop.write("before.json", JSON.stringify(record)).path;
      expect(await run("work", "verify", { file: poem, record: before })).to.include({ verified: true });
      const { registration } = record;
      const later = { ...record, registration: { ...registration, registeredAt: registration.registeredAt + 1 } };
      const never = workshop.write("never.json", JSON.stringify(later)).path;
      expect(await run("work", "verify", { file: poem, record: never })).to.include({ verified: false });
    });
  });

  describe("register", () => {
    it("keeps that of the account's earliest anchor, and the metadata that were anchored", async () => {
      const { first } = await anchorTwice();

      const { record } = await register();

      expect(await since()).to.equal(first.anchoredAt);
      expect(record).to.deep.include({ title: "Work 2" });
      expect(record.anchor?.anchoredAt).to.equal(first.anchoredAt);
    });

    it("is that of today where it is asked for", async () => {
      const { first } = await anchorTwice();

      const { record } = await register({ laterDate: true });

      expect(record.anchor).to.equal(undefined);
      expect(await since()).to.be.greaterThan(first.anchoredAt);
    });

    it("refuses a work that another account of the home has anchored, unless it is meant", async () => {
      await anchor(BOREALIS);

      const refusal = await refusalOf(() => register());

      expect(refusal).to.include({ code: "AnchoredForOther", exitCode: 2 });
      expect(refusal.message).to.contain(`is anchored for the account ${BOREALIS.address} since`);
      await register({ laterDate: true });
      expect((await titleOf(workshop.registry, BigInt(work))).owner).to.equal(AURORA.address);
    });
  });

  describe("work register-batch in direct mode", () => {
    it("keeps that of the earliest anchor, also where the batch files do not know that it is on chain", async () => {
      const { first } = await anchorTwice();
      const list = workshop.write("list.txt", poem).path;

      await listening(async () => run("work", "register-batch", { from: list, mode: "direct", account: "aurora" }));

      expect(await since()).to.equal(first.anchoredAt);
    });
  });

  describe("what ends or takes an offer", () => {
    const ENDS: Readonly<Record<string, object>> = {
      accept: { yes: true },
      decline: {},
      withdraw: { deed: undefined },
    };
    for (const [task, more] of Object.entries(ENDS)) {
      it(`says of an anchored work that it has no title yet, for title ${task}`, async () => {
        const { anchoredAt } = await anchor();

        const refusal = await refusalOf(() => run("title", task, { work, deed, account: "borealis", ...more }));

        expect(refusal).to.include({ code: "AnchoredWithoutTitle", exitCode: 1 });
        expect(refusal.message).to.contain(`${AURORA.address} since ${formatTime(anchoredAt)}`);
        expect(await titleOf(workshop.registry, BigInt(work))).to.deep.equal(NO_TITLE);
      });

      it(`says of an unknown work that it is not registered, for title ${task}`, async () => {
        const refusal = await refusalOf(() => run("title", task, { work, deed, account: "borealis", ...more }));

        expect(refusal.code).to.equal("WorkRegistryNotRegistered");
        // Whoever is offered a work would register another's.
        expect(refusal.advice)
          .to.match(/^So nothing of it is offered\. /)
          .and.not.contain("register");
      });
    }
  });

  describe("what needs a title", () => {
    const NEEDS: Readonly<Record<string, (account: string) => Promise<unknown>>> = {
      "title offer": async (account) => run("title", "offer", { work, to: "borealis", deed, account }),
      "work amend": async (account) => run("work", "amend", { work, title: "Le phare, revu", account }),
    };
    for (const [command, follow] of Object.entries(NEEDS)) {
      it(`makes it for ${command}, from the earliest anchor, and says so`, async () => {
        const { first } = await anchorTwice();

        const { said } = await listening(async () => follow("aurora"));

        expect(said).to.contain(`Claimed first: the work ${work} has a title since`);
        expect(await since()).to.equal(first.anchoredAt);
      });

      it(`gives a title that its owner has registered later its true date before ${command}`, async () => {
        const { first } = await anchorTwice();
        await register({ laterDate: true });

        await listening(async () => follow("aurora"));

        expect(await since()).to.equal(first.anchoredAt);
      });

      it(`claims nothing for ${command} where the title has the date already`, async () => {
        await anchor();
        await claim();

        const { said } = await listening(async () => follow("aurora"));

        expect(said).to.equal("");
      });

      it(`refuses ${command} of an account that has no anchor of the work`, async () => {
        await anchor();

        expect(await refusalOf(() => follow("borealis"))).to.include({ code: "AnchoredForOther", exitCode: 2 });
        expect(await titleOf(workshop.registry, BigInt(work))).to.deep.equal(NO_TITLE);
      });
    }
  });
});
