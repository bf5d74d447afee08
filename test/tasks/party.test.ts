import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import type { TimelineEntry } from "../../lib/history/timeline";
import type { PartyState } from "../../lib/parties/party";
import { refusalOf } from "../lib/shared/refusal";
import { PartyKind, PartyStatus } from "../shared/enums";
import { DAY } from "../shared/fixture";
import { NO_PARTY, partyOf } from "../shared/records";
import { openWorkshop, run, type Workshop } from "./workshop";

interface Shown {
  readonly account: string;
  readonly accredited: boolean;
  readonly party: PartyState | undefined;
  readonly history: readonly TimelineEntry[];
}

type Result = Readonly<Record<string, unknown>>;

describe("the tasks about parties", () => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await openWorkshop();
  });
  afterEach(() => workshop.close());

  describe("accredit", () => {
    it("accredits an account as a publisher, for a year", async () => {
      const { stranger, accreditor } = workshop.accounts;
      const now = await time.latest();

      const result = await run<Result>("party", "accredit", { party: stranger.address });

      const party = await partyOf(workshop.parties, stranger);
      expect(party).to.deep.include({
        accreditor: accreditor.address,
        status: PartyStatus.Active,
        kind: PartyKind.Publisher,
      });
      expect(Number(party.validUntil)).to.equal(now + 365 * DAY);
      expect(result).to.deep.include({
        party: stranger.address,
        kind: "publisher",
        accreditor: accreditor.address,
        validUntil: Number(party.validUntil),
        credentialHash: ZeroHash,
      });
    });

    for (const [kind, number] of [
      ["publisher", PartyKind.Publisher],
      ["adjudicator", PartyKind.Adjudicator],
      ["notary", PartyKind.Notary],
    ] as const) {
      it(`accredits an account as ${kind}`, async () => {
        await run("party", "accredit", { party: "guardian", kind });

        expect((await partyOf(workshop.parties, workshop.accounts.guardian)).kind).to.equal(number);
      });
    }

    it("takes a credential and an end", async () => {
      const credential = workshop.write("credential.json", "{}");
      const end = new Date(((await time.latest()) + 90 * DAY) * 1000).toISOString().slice(0, 10);

      const result = await run<Result>("party", "accredit", {
        party: "guardian",
        until: end,
        credential: credential.path,
      });

      expect(result).to.deep.include({ credentialHash: credential.hash, validUntil: Date.parse(end) / 1000 + DAY });
      const [event] = await workshop.parties.queryFilter(
        workshop.parties.filters.PartyAccredited(workshop.accounts.guardian),
      );
      expect(event?.args.credentialHash).to.equal(credential.hash);
    });

    for (const kind of ["pirate", "none", "Publisher", ""]) {
      it(`refuses the kind "${kind}", and accredits nobody`, async () => {
        const refusal = await refusalOf(() => run("party", "accredit", { party: "guardian", kind }));

        expect(refusal.message).to.equal(`--kind: "${kind}" is none of: publisher, adjudicator, notary`);
        expect(refusal.exitCode).to.equal(2);
        expect(await partyOf(workshop.parties, workshop.accounts.guardian)).to.deep.equal(NO_PARTY);
      });
    }
  });

  describe("renew", () => {
    it("gives a party a new end", async () => {
      const { aurora } = workshop.accounts;
      const now = await time.latest();

      const result = await run<Result>("party", "renew", { party: "aurora", until: "1000d" });

      const after = await partyOf(workshop.parties, aurora);
      expect(Number(after.validUntil)).to.equal(now + 1000 * DAY);
      expect(result).to.deep.include({ party: aurora.address, validUntil: Number(after.validUntil) });
    });

    it("refuses an account that is no party", async () => {
      const refusal = await refusalOf(() => run("party", "renew", { party: "guardian" }));

      expect(refusal.message).to.equal(
        `The account ${workshop.accounts.guardian.address} is not a party, which does not allow this step`,
      );
      expect(refusal.advice).to.equal("Look at it with: npx hardhat party show");
    });
  });

  describe("suspend, reinstate and revoke", () => {
    it("say what the accreditor decided, with the hash of its reason", async () => {
      const { aurora } = workshop.accounts;
      const reason = workshop.write("decision.txt", "Suspended pending an inquiry.\n");

      const suspension = await run<Result>("party", "suspend", { party: "aurora", reason: reason.path });
      expect((await partyOf(workshop.parties, aurora)).status).to.equal(PartyStatus.Suspended);
      const reinstatement = await run<Result>("party", "reinstate", { party: aurora.address });
      expect((await partyOf(workshop.parties, aurora)).status).to.equal(PartyStatus.Active);
      const revocation = await run<Result>("party", "revoke", { party: "aurora" });
      expect((await partyOf(workshop.parties, aurora)).status).to.equal(PartyStatus.Revoked);

      const party = aurora.address;
      expect(suspension).to.deep.include({ party, decision: "suspend", reasonHash: reason.hash });
      expect(reinstatement).to.deep.include({ party, decision: "reinstate", reasonHash: ZeroHash });
      expect(revocation).to.deep.include({ party, decision: "revoke", reasonHash: ZeroHash });
    });

    it("refuse a reason that does not exist, and decide nothing", async () => {
      const refusal = await refusalOf(() =>
        run("party", "suspend", { party: "aurora", reason: workshop.at("decision.txt") }),
      );

      expect(refusal.message).to.equal(`${workshop.at("decision.txt")} does not exist`);
      expect((await partyOf(workshop.parties, workshop.accounts.aurora)).status).to.equal(PartyStatus.Active);
    });
  });

  describe("from an account that lacks the role", () => {
    for (const task of ["accredit", "renew", "suspend", "reinstate", "revoke"]) {
      it(`${task} names the role and what to do, and changes nothing`, async () => {
        const { aurora, borealis } = workshop.accounts;
        const before = await partyOf(workshop.parties, borealis);

        const refusal = await refusalOf(() => run("party", task, { party: "borealis", account: "aurora" }));

        expect(refusal).to.deep.include({
          code: "AccessManagedUnauthorized",
          message: `The account ${aurora.address} does not hold the role ACCREDITOR, which this needs`,
          advice: "Use the account that holds it with --account, or have the admin grant the role.",
          exitCode: 1,
        });
        expect(await partyOf(workshop.parties, borealis)).to.deep.equal(before);
      });
    }
  });

  describe("show", () => {
    it("shows a party with its history", async () => {
      const { aurora, accreditor } = workshop.accounts;
      await run("party", "suspend", { party: "aurora" });

      const { history, ...shown } = await run<Shown>("party", "show", { party: "aurora" });

      expect(shown).to.deep.equal({
        account: aurora.address,
        accredited: false,
        party: {
          accredited: false,
          kind: "publisher",
          status: "suspended",
          accreditor: accreditor.address,
          validUntil: workshop.validUntil,
        },
      });
      expect(history.map(({ event }) => event)).to.deep.equal(["PartyAccredited", "PartySuspended"]);
    });

    it("shows that an account is no party", async () => {
      const account = workshop.accounts.stranger.address;

      expect(await run<Shown>("party", "show", { party: account })).to.deep.equal({
        account,
        accredited: false,
        party: undefined,
        history: [],
      });
    });
  });
});
