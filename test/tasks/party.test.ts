import { readFileSync } from "node:fs";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import { partyHistory } from "../../lib/history/history";
import type { TimelineEntry } from "../../lib/history/timeline";
import type { AppointmentState } from "../../lib/parties/accreditors";
import type { ListedParty, PartyState } from "../../lib/parties/party";
import { refusalOf } from "../lib/shared/refusal";
import { PartyKind, PartyStatus } from "../shared/enums";
import { DAY } from "../shared/fixture";
import { NO_PARTY, partyOf } from "../shared/records";
import { openWorkshop, run, type Workshop } from "./workshop";

interface Shown {
  readonly account: string;
  readonly accredited: boolean;
  readonly party: PartyState | undefined;
  readonly appointment: AppointmentState | undefined;
  readonly history: readonly TimelineEntry[];
}

type Result = Readonly<Record<string, unknown>>;

describe("the tasks about parties", () => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await openWorkshop();
  });
  afterEach(() => workshop.close());

  describe("apply", () => {
    it("agrees on the chain to be accredited as a publisher, for a year", async () => {
      const { guardian, accreditor } = workshop.accounts;
      const now = await time.latest();

      const result = await run<Result>("party", "apply", { accreditor: "accreditor", account: "guardian" });

      const [entry] = await partyHistory(workshop.colophon.provider, workshop.colophon.parties, guardian.address);
      const [validUntil, deadline] = [now + 365 * DAY, now + 30 * DAY];
      const application = { account: guardian.address, accreditor: accreditor.address, credentialHash: ZeroHash };
      expect(result).to.deep.include({ ...application, kind: "publisher", validUntil, deadline });
      const { args } = entry?.event ?? {};
      expect([args?.["kind"], args?.["validUntil"], args?.["deadline"]]).to.deep.equal([
        PartyKind.Publisher,
        ...[BigInt(validUntil), BigInt(deadline)],
      ]);
      expect((await partyOf(workshop.parties, guardian)).status).to.equal(PartyStatus.None);
    });

    it("signs into a file instead, sends nothing, and overwrites nothing", async () => {
      const out = workshop.at("application.json");
      const args = { accreditor: "accreditor", account: "guardian", kind: "notary", out };
      const block = await time.latestBlock();

      await run("party", "apply", args);

      expect(await time.latestBlock()).to.equal(block);
      expect(JSON.parse(readFileSync(out, "utf8"))).to.nested.include({
        format: "colophon-application/1",
        "application.account": workshop.accounts.guardian.address,
        "application.kind": "notary",
      });
      expect(await refusalOf(() => run("party", "apply", args))).to.include({ code: "FileExists", exitCode: 2 });
    });

    for (const kind of ["pirate", "none", "Publisher", ""]) {
      it(`refuses the kind "${kind}", and sends nothing`, async () => {
        const refusal = await refusalOf(() =>
          run("party", "apply", { accreditor: "accreditor", account: "guardian", kind }),
        );

        expect(refusal.message).to.equal(`--kind: "${kind}" is none of: publisher, adjudicator, notary`);
        expect(refusal.exitCode).to.equal(2);
        expect(await partyOf(workshop.parties, workshop.accounts.guardian)).to.deep.equal(NO_PARTY);
      });
    }
  });

  describe("accredit", () => {
    const apply = async (more: Readonly<Record<string, unknown>> = {}): Promise<unknown> =>
      run("party", "apply", { accreditor: "accreditor", account: "guardian", ...more });

    for (const [kind, number] of [
      ["publisher", PartyKind.Publisher],
      ["adjudicator", PartyKind.Adjudicator],
      ["notary", PartyKind.Notary],
    ] as const) {
      it(`accredits an account that has applied as ${kind}, by its name or its address`, async () => {
        const { guardian, accreditor } = workshop.accounts;
        await apply({ kind, until: "90d" });

        const result = await run<Result>("party", "accredit", {
          party: kind === "notary" ? guardian.address : "guardian",
        });

        const party = await partyOf(workshop.parties, guardian);
        expect(party).to.deep.include({ accreditor: accreditor.address, status: PartyStatus.Active, kind: number });
        const { validUntil, credentialHash } = { validUntil: Number(party.validUntil), credentialHash: ZeroHash };
        const expected = { party: guardian.address, kind, accreditor: accreditor.address, validUntil, credentialHash };
        expect(result).to.deep.include(expected);
      });
    }

    it("accredits by a signed file, as it was signed", async () => {
      const credential = workshop.write("credential.json", "{}");
      const application = workshop.at("application.json");
      const end = new Date(((await time.latest()) + 90 * DAY) * 1000).toISOString().slice(0, 10);
      await apply({ until: end, credential: credential.path, out: application });

      const result = await run<Result>("party", "accredit", { application, credential: credential.path });

      const validUntil = Date.parse(end) / 1000 + DAY;
      expect(result).to.deep.include({ credentialHash: credential.hash, validUntil });
      const { provider, parties } = workshop.colophon;
      const [entry] = await partyHistory(provider, parties, workshop.accounts.guardian.address);
      expect(entry?.event.args["credentialHash"]).to.equal(credential.hash);
    });

    it("refuses where the accreditor's credential is another than the applicant's", async () => {
      const [theirs, ours] = [workshop.write("theirs.txt", "theirs"), workshop.write("ours.txt", "ours")];
      await apply({ credential: theirs.path });

      const refusal = await refusalOf(() => run("party", "accredit", { party: "guardian", credential: ours.path }));

      expect(refusal).to.include({ code: "OtherCredential", exitCode: 3 });
      expect((await partyOf(workshop.parties, workshop.accounts.guardian)).status).to.equal(PartyStatus.None);
    });

    it("refuses an account that has not applied, or whose application is not its newest event", async () => {
      const never = await refusalOf(() => run("party", "accredit", { party: "guardian" }));
      await run("party", "apply", { accreditor: "accreditor", account: "aurora" });
      await run("party", "suspend", { party: "aurora" });
      const outdated = await refusalOf(() => run("party", "accredit", { party: "aurora" }));

      expect([never.code, outdated.code]).to.deep.equal(["NotApplied", "NotApplied"]);
    });

    it("refuses a file for another registry, a changed one, and one that is none", async () => {
      const application = workshop.at("application.json");
      await apply({ out: application });
      const document = JSON.parse(readFileSync(application, "utf8")) as { registry: object; application: object };
      const changed = (name: string, change: object): string =>
        workshop.write(name, JSON.stringify({ ...document, ...change })).path;

      const codes: string[] = [];
      for (const path of [
        changed("other.json", { registry: { ...document.registry, chainId: 7 } }),
        changed("longer.json", { application: { ...document.application, validUntil: 2 ** 40 - 1 } }),
        workshop.write("none.json", "{}").path,
      ]) {
        codes.push((await refusalOf(() => run("party", "accredit", { application: path }))).code);
      }
      expect(codes).to.deep.equal(["ApplicationOfOtherRegistry", "PartyRegistryNotAgreed", "NotAnApplication"]);
    });

    it("asks for one of the two ways", async () => {
      for (const args of [{}, { party: "guardian", application: "application.json" }]) {
        const { message, exitCode } = await refusalOf(() => run("party", "accredit", args));

        expect({ message, exitCode }).to.deep.equal({
          message: "Name either --party or --application",
          exitCode: 2,
        });
      }
    });

    it("refuses an account that is no accreditor", async () => {
      await apply();

      const refusal = await refusalOf(() => run("party", "accredit", { party: "guardian", account: "aurora" }));

      expect(refusal).to.include({ code: "PartyRegistryNotAppointed", exitCode: 1 });
    });
  });

  describe("appoint, dismiss and accreditors", () => {
    it("appoint an accreditor for kinds and a term, dismiss it with a reason, and list who was one", async () => {
      const { accreditor, stranger } = workshop.accounts;
      const reason = workshop.write("reason.txt", "Sold accreditations.\n");
      const now = await time.latest();
      const args = { accreditor: stranger.address, account: "deployer" };

      const appointed = await run<Result>("party", "appoint", { ...args, scope: "publisher,notary", until: "90d" });
      const listed = await run<AppointmentState[]>("party", "accreditors");
      const dismissed = await run<Result>("party", "dismiss", { ...args, reason: reason.path, yes: true });
      const dismissedAt = await time.latest();

      const scope = ["publisher", "notary"];
      expect(appointed).to.deep.include({ accreditor: stranger.address, scope, validUntil: now + 90 * DAY });
      expect(dismissed).to.deep.include({ accreditor: stranger.address, reasonHash: reason.hash });
      expect(listed.map(({ accreditor: account, status }) => [account, status])).to.deep.equal([
        [accreditor.address, "appointed"],
        [stranger.address, "appointed"],
      ]);
      expect((await run<AppointmentState[]>("party", "accreditors"))[1]).to.deep.equal({
        ...{ accreditor: stranger.address, scope, validUntil: dismissedAt, status: "dismissed" },
      });
    });

    it("tell an appointment whose term has ended", async () => {
      const args = { accreditor: workshop.accounts.stranger.address, account: "deployer", until: "1d" };
      await run("party", "appoint", args);
      await time.increase(2 * DAY);

      expect((await run<AppointmentState[]>("party", "accreditors"))[1]).to.include({ status: "ended" });
    });

    it("refuse whoever is not the admin, a kind that is none, and a dismissal that nobody confirms", async () => {
      const accreditor = "accreditor";
      const refusals = [
        await refusalOf(() => run("party", "appoint", { accreditor, account: "aurora" })),
        await refusalOf(() => run("party", "appoint", { accreditor, scope: "publisher,pirate", account: "deployer" })),
        await refusalOf(() => run("party", "dismiss", { accreditor, account: "deployer", yes: false })),
      ];

      expect(refusals.map(({ code }) => code)).to.deep.equal([
        "AccessManagedUnauthorized",
        "WrongParameter",
        "NotConfirmed",
      ]);
      expect(await workshop.parties.isAccredited(workshop.accounts.aurora)).to.equal(true);
    });
  });

  describe("list", () => {
    it("lists every account that was ever accredited, each once, as it stands", async () => {
      const { aurora, borealis, guardian } = workshop.accounts;
      await run("party", "apply", { accreditor: "accreditor", account: "guardian", kind: "notary" });
      await run("party", "accredit", { party: "guardian" });
      await run("party", "revoke", { party: "guardian" });
      await run("party", "apply", { accreditor: "accreditor", account: "guardian", kind: "notary" });
      await run("party", "accredit", { party: "guardian" });
      await run("party", "suspend", { party: "borealis" });

      const parties = await run<ListedParty[]>("party", "list");

      expect(parties.map(({ account, kind, status, accredited }) => [account, kind, status, accredited])).to.deep.equal(
        [
          [aurora.address, "publisher", "active", true],
          [borealis.address, "publisher", "suspended", false],
          [guardian.address, "notary", "active", true],
        ],
      );
    });
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
      const { address } = workshop.accounts.guardian;
      expect(refusal.advice).to.equal(`Look at it with: npx hardhat party show --party ${address}`);
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
        appointment: undefined,
      });
      expect(history.map(({ event }) => event)).to.deep.equal(["PartyAccredited", "PartySuspended"]);
    });

    it("shows an accreditor with its appointment", async () => {
      const { appointment, history } = await run<Shown>("party", "show", { party: "accreditor" });

      expect(appointment).to.include({ status: "appointed" });
      expect(history.map(({ event }) => event)).to.deep.equal(["AccreditorAppointed", "AccreditorAppointed"]);
    });

    it("shows that an account is no party", async () => {
      const account = workshop.accounts.stranger.address;

      expect(await run<Shown>("party", "show", { party: account })).to.deep.equal({
        account,
        accredited: false,
        party: undefined,
        appointment: undefined,
        history: [],
      });
    });
  });
});
