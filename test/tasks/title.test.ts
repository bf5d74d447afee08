import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { sha256 } from "ethers";

import type { OfferState, TitleState } from "../../lib/chain/contracts/title";
import type { AcceptedMany } from "../../tasks/title/many/accept";
import type { OfferedMany } from "../../tasks/title/many/offer";
import { refusalOf } from "../lib/shared/refusal";
import { DAY, registerFinalWork } from "../shared/fixture";
import { NO_OFFER, offerOf, titleOf } from "../shared/records";
import { listening, openWorkshop, run, type Workshop } from "./workshop";

interface Shown {
  readonly work: string;
  readonly title: TitleState | undefined;
  readonly offer: OfferState | undefined;
}

describe("the tasks about titles", () => {
  let workshop: Workshop;
  let workId: bigint;
  let work: string;
  let deed: { readonly path: string; readonly hash: string };
  beforeEach(async () => {
    workshop = await openWorkshop();
    workId = await registerFinalWork(workshop.registry, workshop.accounts.aurora);
    work = `0x${workId.toString(16).padStart(64, "0")}`;
    deed = workshop.write("deed.txt", "Aurora assigns all rights to Borealis.\n");
  });
  afterEach(() => workshop.close());

  async function offer(args: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    return run("title", "offer", { work, to: "borealis", deed: deed.path, account: "aurora", ...args });
  }

  describe("offer", () => {
    it("offers a title with the hash of the deed, for 30 days", async () => {
      const result = await offer();

      const { aurora, borealis } = workshop.accounts;
      const open = await offerOf(workshop.registry, workId);
      expect(open).to.deep.include({ to: borealis.address, deedHash: deed.hash });
      expect(Number(open.expiresAt)).to.be.closeTo((await time.latest()) + 30 * DAY, 60);
      expect(result).to.deep.include({
        work,
        from: aurora.address,
        to: borealis.address,
        deedHash: deed.hash,
        expiresAt: Number(open.expiresAt),
      });
      expect(result["transactionHash"]).to.be.properHex(64);
    });

    it("is made by the owner's operator as well, which need not be accredited, and not by whose operator it was", async () => {
      const { registry, accounts } = workshop;
      const { aurora, adjudicator } = accounts;
      await registry.connect(aurora).setApprovalForAll(adjudicator, true);
      const { path: from } = workshop.write("list.txt", work);

      await offer({ account: "adjudicator" });
      expect((await offerOf(registry, workId)).deedHash).to.equal(deed.hash);
      await offer({ account: "adjudicator", work: undefined, from, deed: workshop.write("other.txt", "Another").path });
      expect((await offerOf(registry, workId)).deedHash).not.to.equal(deed.hash);

      await registry.connect(aurora).setApprovalForAll(adjudicator, false);
      expect((await refusalOf(() => offer({ account: "adjudicator" }))).message).to.equal(
        `The account ${adjudicator.address} is not an accredited party, or its accreditation has ended`,
      );
    });

    it("takes an address, and an end", async () => {
      const end = (await time.latest()) + 400 * DAY;
      const date = new Date(end * 1000).toISOString().slice(0, 10);

      await offer({ to: workshop.accounts.borealis.address.toLowerCase(), until: date });

      const open = await offerOf(workshop.registry, workId);
      expect(open.to).to.equal(workshop.accounts.borealis.address);
      expect(Number(open.expiresAt)).to.equal(Date.parse(date) / 1000 + DAY);
    });

    for (const [situation, args, message] of [
      [
        "somebody that is neither an address nor a name",
        { to: "0x12" },
        '--to: "0x12" is not an address (0x and 40 hex digits, EIP-55) or the name of an account',
      ],
      [
        "an address with a typing error",
        { to: "0x976EA74026E726554dB657fA54763abd0C3a0aA9" },
        '--to: "0x976EA74026E726554dB657fA54763abd0C3a0aA9" is not an address (0x and 40 hex digits, EIP-55) or the name of an account',
      ],
      [
        "an end that is no time",
        { until: "soon" },
        '--until: "soon" is not a date (2027-12-31), a date-time (2027-12-31T12:00Z) or days from now (30d)',
      ],
    ] as const) {
      it(`refuses ${situation}, and offers nothing`, async () => {
        const refusal = await refusalOf(() => offer(args));

        expect(refusal.message).to.equal(message);
        expect(refusal.exitCode).to.equal(2);
        expect(await offerOf(workshop.registry, workId)).to.deep.equal(NO_OFFER);
      });
    }

    it("refuses a deed that does not exist", async () => {
      const refusal = await refusalOf(() => offer({ deed: workshop.at("no-deed.txt") }));

      expect(refusal.message).to.equal(`${workshop.at("no-deed.txt")} does not exist`);
      expect(await offerOf(workshop.registry, workId)).to.deep.equal(NO_OFFER);
    });
  });

  describe("accept", () => {
    it("moves the title to the account that signs", async () => {
      await offer();

      const result = await run("title", "accept", { work, deed: deed.path, account: "borealis", yes: true });

      const { borealis } = workshop.accounts;
      expect(result).to.deep.include({ work, owner: borealis.address, deedHash: deed.hash });
      expect((await titleOf(workshop.registry, workId)).owner).to.equal(borealis.address);
      expect(await offerOf(workshop.registry, workId)).to.deep.equal(NO_OFFER);
    });

    it("asks for --yes, and moves nothing without it", async () => {
      await offer();

      const refusal = await refusalOf(() => run("title", "accept", { work, deed: deed.path, account: "borealis" }));

      expect(refusal.message).to.equal("Accepting a title cannot be undone");
      expect(refusal.advice).to.equal("Add --yes if you mean it.");
      expect(refusal.exitCode).to.equal(2);
      expect((await titleOf(workshop.registry, workId)).owner).to.equal(workshop.accounts.aurora.address);
    });

    it("refuses another deed than the one that is offered", async () => {
      await offer();
      const other = workshop.write("other.txt", "Aurora assigns nothing.\n");

      const refusal = await refusalOf(() =>
        run("title", "accept", { work, deed: other.path, account: "borealis", yes: true }),
      );

      expect(refusal.message).to.equal(
        `The work ${work} is offered with the deed ${deed.hash}, not with ${other.hash}`,
      );
      expect(refusal.exitCode).to.equal(1);
      expect((await titleOf(workshop.registry, workId)).owner).to.equal(workshop.accounts.aurora.address);
    });
  });

  describe("many by one deed", () => {
    let list: string;
    let works: string[];
    beforeEach(async () => {
      const { aurora } = workshop.accounts;
      const files = ["one", "two", "three"].map((name) => workshop.write(`${name}.txt`, `${name}\n`));
      for (const { hash } of files) {
        const claim = { owner: aurora.address, contentHash: hash, metadataHash: deed.hash };
        await workshop.registry.connect(aurora).register(claim);
      }
      await time.increase(await workshop.registry.REVEAL_WINDOW());
      works = files.map((file) => file.hash);
      const [first, second] = files;
      list = workshop.write("list.txt", `\uFEFF${first?.path}\r\n\n${second?.hash}\n${works[2]}\n`).path;
    });

    const offerAll = (args: object = {}): Promise<OfferedMany> =>
      run("title", "offer", { from: list, to: "borealis", deed: deed.path, account: "aurora", ...args });
    const acceptAll = (args: object = {}): Promise<AcceptedMany> =>
      run("title", "accept", { allFrom: "aurora", deed: deed.path, account: "borealis", yes: true, ...args });
    const owners = (): Promise<string[]> =>
      Promise.all(works.map(async (id) => (await titleOf(workshop.registry, BigInt(id))).owner));

    it("offers all of a list of paths and ids, and accepts them", async () => {
      const { aurora, borealis } = workshop.accounts;

      const { result: offered } = await listening(() => offerAll());
      const { result: accepted } = await listening(() => acceptAll());

      expect(offered).to.deep.include({ from: aurora.address, to: borealis.address, offered: works, already: [] });
      expect(accepted).to.deep.include({ from: aurora.address, accepted: works, refused: [] });
      expect(await owners()).to.deep.equal(works.map(() => borealis.address));
    });

    it("goes on where a run has stopped: what is offered or handed over is passed over and counted", async () => {
      const [first = "", second = "", third = ""] = works;
      for (const each of [first, second]) await offer({ work: each });
      await run("title", "accept", { work: first, deed: deed.path, account: "borealis", yes: true });
      const before = await offerOf(workshop.registry, BigInt(second));

      const { result } = await listening(() => offerAll());

      expect(result).to.deep.include({ offered: [third], already: [first, second] });
      expect(await offerOf(workshop.registry, BigInt(second))).to.deep.equal(before);
    });

    it("offers nothing where the registry would refuse one of them, and names it", async () => {
      const strange = `0x${"1".repeat(64)}`;
      const mixed = workshop.write("mixed.txt", `${works[0]}\n${strange}\n`).path;

      const refusal = await refusalOf(() => offerAll({ from: mixed }));

      expect(refusal.message).to.equal(`The work ${strange} is not registered`);
      expect(refusal.advice).to.match(/^Nothing was offered/);
      expect(await offerOf(workshop.registry, BigInt(works[0] ?? 0))).to.deep.equal(NO_OFFER);
    });

    it("names the line of the list that names the file of such a work", async () => {
      const { path } = workshop.write("strange.bin", "strange");
      const id = sha256(Buffer.from("strange"));
      const mixed = workshop.write("mixed.txt", `${works[0]}\n${path}\n`).path;

      const refusal = await refusalOf(() => offerAll({ from: mixed }));

      expect(refusal.message).to.equal(`${mixed}, line 2: The work ${id} is not registered`);
      expect(refusal.code).to.equal("TitlesRefused");
    });

    it("names the line of the list that names no file", async () => {
      const wrong = workshop.write("wrong.txt", `${works[0]}\n${workshop.at("gone.txt")}\n`).path;

      const refusal = await refusalOf(() => offerAll({ from: wrong }));

      expect(refusal.message).to.equal(`${wrong}, line 2: ${workshop.at("gone.txt")} does not exist`);
      expect(refusal.exitCode).to.equal(2);
    });

    it("refuses an empty list", async () => {
      const empty = workshop.write("empty.txt", "\n").path;

      expect((await refusalOf(() => offerAll({ from: empty }))).message).to.equal(`${empty} names no work`);
    });

    it("accepts only what is offered by the deed that was read, and names what it cannot take now", async () => {
      const { aurora, borealis } = workshop.accounts;
      const other = workshop.write("other.txt", "Another deed.\n");
      const [first = "", second = "", third = ""] = works;
      await offer({ work: first });
      await offer({ work: second, until: "1d" });
      await offer({ work: third, deed: other.path });
      await time.increase(2 * DAY);

      const { result } = await listening(() => acceptAll());

      expect(result.accepted).to.deep.equal([first]);
      expect(result.refused).to.have.lengthOf(1);
      expect(result.refused[0]).to.contain(`The work ${second}: the offer ends on`);
      expect(await owners()).to.deep.equal([borealis.address, aurora.address, aurora.address]);
    });

    it("says that nothing is offered", async () => {
      const { aurora, borealis } = workshop.accounts;

      expect((await refusalOf(() => acceptAll())).message).to.equal(
        `${aurora.address} offers no title with the deed ${deed.hash} to ${borealis.address}`,
      );
    });

    it("says at once that one of the sides is not accredited, before a file is read", async () => {
      const { stranger, adjudicator } = workshop.accounts;
      // A folder has no hash: whoever reads it is told another sentence.
      const unread = workshop.write("unread.txt", `${works[0]}\n${workshop.at(".")}\n`).path;
      const refusalFor = ({ address }: { address: string }): string =>
        `The account ${address} is not an accredited party, or its accreditation has ended`;

      for (const [account, args] of [
        [stranger, { to: stranger.address }],
        [adjudicator, { account: "adjudicator" }],
      ] as const) {
        expect((await refusalOf(() => offerAll({ from: unread, ...args }))).message).to.equal(refusalFor(account));
      }
      const accepting = await refusalOf(() => acceptAll({ account: "adjudicator" }));
      expect(accepting.message).to.equal(refusalFor(adjudicator));
    });

    it("takes one work or many, not both", async () => {
      expect((await refusalOf(() => offerAll({ work }))).exitCode).to.equal(2);
      expect((await refusalOf(() => acceptAll({ work }))).exitCode).to.equal(2);
    });
  });

  describe("decline", () => {
    it("ends the offer, and the title stays", async () => {
      await offer();

      const result = await run("title", "decline", { work, deed: deed.path, account: "borealis" });

      expect(result).to.deep.include({ work, deedHash: deed.hash });
      expect(await offerOf(workshop.registry, workId)).to.deep.equal(NO_OFFER);
      expect((await titleOf(workshop.registry, workId)).owner).to.equal(workshop.accounts.aurora.address);
    });

    it("refuses whoever the title is not offered to", async () => {
      await offer();

      const refusal = await refusalOf(() => run("title", "decline", { work, deed: deed.path, account: "guardian" }));

      const { borealis, guardian } = workshop.accounts;
      expect(refusal.message).to.equal(
        `The work ${work} is offered to ${borealis.address}, not to ${guardian.address}`,
      );
      expect((await offerOf(workshop.registry, workId)).to).to.equal(borealis.address);
    });
  });

  describe("withdraw", () => {
    it("ends the offer", async () => {
      await offer();

      const result = await run("title", "withdraw", { work, account: "aurora" });

      expect(result).to.deep.include({ work });
      expect(await offerOf(workshop.registry, workId)).to.deep.equal(NO_OFFER);
    });

    it("refuses where there is none", async () => {
      const refusal = await refusalOf(() => run("title", "withdraw", { work, account: "aurora" }));

      expect(refusal.message).to.equal(`The work ${work} has no open offer`);
    });
  });

  describe("show", () => {
    it("shows who holds the title and to whom it is offered", async () => {
      const { aurora, borealis } = workshop.accounts;
      const before = await run<Shown>("title", "show", { work });
      await offer();

      const after = await run<Shown>("title", "show", { work });

      expect(before).to.deep.include({ work, offer: undefined });
      expect(after.title?.owner).to.equal(aurora.address);
      expect(after.offer).to.deep.include({ to: borealis.address, deedHash: deed.hash });
    });

    it("shows that a work has no title", async () => {
      const unknown = `0x${"1".repeat(64)}`;

      expect(await run("title", "show", { work: unknown })).to.deep.equal({
        ...{ work: unknown, state: "unknown", since: undefined, title: undefined, offer: undefined },
        ...{ anchored: [], unreadable: [] },
      });
    });
  });
});
