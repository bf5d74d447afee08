import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import hre, { deployments, ethers } from "hardhat";

import type { DevAccountName } from "../../lib/chain/development/dev-accounts";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { readClaims } from "../../lib/credentials/claims";
import { readCredential } from "../../lib/credentials/credential";
import { giveEntry } from "../../lib/credentials/issuing/given-entries";
import { issueCredential } from "../../lib/credentials/issuing/issue";
import { accountKey } from "../../lib/credentials/keys";
import { listIdOf } from "../../lib/credentials/names";
import { verifyOnChain } from "../../lib/credentials/presenting/online";
import type { ColophonError } from "../../lib/errors";
import { hashFile } from "../../lib/hashing/hash-file";
import { didOf } from "../../lib/identity/did";
import { openCredentials } from "../../tasks/credential/open-credentials";
import type { CredentialRegistry } from "../../typechain-types";
import { ROOT } from "../docs/markdown";
import { refusalOf } from "../lib/shared/refusal";
import { DAY } from "../shared/fixture";
import { makeKey, type OutsideKey } from "../shared/keys";
import { openWorkshop, run, type Workshop } from "./workshop";

const SCHEMA = join(ROOT, "samples", "credentials", "publisher-licence.schema.json");
const CLAIMS = join(ROOT, "samples", "credentials", "harbour-press.json");
const TYPE = "publisher-licence/1";
const SIZE = 1000;
const MILLISECONDS = 1000;

interface Verified {
  readonly valid: boolean;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly withheld: number;
  readonly holder: string | undefined;
  readonly schema: string | undefined;
  readonly statusAt: number | undefined;
  readonly issuerIsAccreditor: boolean | undefined;
}

describe("the tasks about credentials", () => {
  let workshop: Workshop;
  let registry: CredentialRegistry;
  let holder: OutsideKey;
  let did: string;
  let files = 0;
  before(async () => {
    holder = await makeKey("p256");
  });
  beforeEach(async () => {
    workshop = await openWorkshop({}, "CredentialRegistry");
    const { address } = await deployments.get("CredentialRegistry");
    registry = await ethers.getContractAt("CredentialRegistry", address, workshop.accounts.accreditor);
    did = didOf(31337n, workshop.accounts.accreditor.address);
  });
  afterEach(() => workshop.close());

  const some = (ending: string): string => workshop.at(`${(files += 1)}.${ending}`);
  const credential = async <R = Record<string, unknown>>(task: string, args: Record<string, unknown>): Promise<R> =>
    run<R>("credential", task, args);
  const publish = async (args = {}): Promise<{ schemaHash: string; transactionHash: string | undefined }> =>
    credential("schema", { file: SCHEMA, type: TYPE, yes: true, ...args });
  const beginList = async (args = {}): Promise<string> => {
    const out = some("jwt");
    await credential("new-list", { list: "publishers", size: SIZE, bits: "2", out, ...args });
    return out;
  };
  const issue = async (args = {}): Promise<string> => {
    const out = some("sd-jwt");
    const asked = { claims: CLAIMS, schema: SCHEMA, type: TYPE, withhold: "responsible,address", until: "365d" };
    await credential("issue", { ...asked, out, ...args });
    return out;
  };
  const present = async (path: string, args = {}): Promise<string> => {
    const out = some("sd-jwt");
    await credential("present", { credential: path, out, ...args });
    return out;
  };
  const verify = async (path: string, args = {}): Promise<Verified> =>
    credential<Verified>("verify", { credential: path, ...args });
  const revoke = async (list: string, args = {}): Promise<string> => {
    const out = some("jwt");
    await credential("revoke", { statusList: list, status: "invalid", out, ...args });
    return out;
  };
  const saved = async (identity = "accreditor"): Promise<string> => {
    const out = some("did.json");
    await run("identity", "resolve", { identity, out });
    return out;
  };
  /** The chain's time, as --at takes it: the tests' chain is ahead of the clock. */
  const now = async (): Promise<string> => new Date((await time.latest()) * MILLISECONDS).toISOString();
  const refused = async (work: Promise<unknown>): Promise<ColophonError> => refusalOf(() => work);

  it("publish a type, begin a list, issue, present, verify on the chain and without it, revoke", async () => {
    await publish();
    const list = await beginList();
    const issued = await issue({ statusList: list, index: 9, holderKey: holder.path });
    const asked = { audience: "press-office", nonce: "7f3a" };

    const shown = await present(issued, { disclose: "responsible", key: holder.secret, ...asked });
    const online = await verify(shown, { statusList: list, schema: SCHEMA, ...asked });
    const offline = await verify(shown, { did: await saved(), at: await now(), statusList: list, ...asked });

    expect(online).to.include({ valid: true, withheld: 1, holder: "proven", issuerIsAccreditor: true });
    expect(online.claims).to.deep.equal({
      ...{ name: "Harbour Press", licence: "PL-2026-0142", territory: ["CN", "FR"], responsible: "Lin Hai" },
    });
    expect(offline.claims).to.deep.equal(online.claims);
    expect(offline).to.include({ valid: true, holder: "proven", statusAt: online.statusAt });
    expect((await verify(issued, { statusList: list, schema: SCHEMA })).schema).to.equal("kept");

    const newest = await revoke(list, { index: "9,14" });

    const revoked = await refused(verify(shown, { statusList: newest }));
    expect(revoked).to.include({ code: "CredentialRevoked", exitCode: 3 });
    expect(await refused(verify(shown, { statusList: list }))).to.include({ code: "StatusListNotNewest", exitCode: 3 });
    const { listHash } = await registry.statusListOf(workshop.accounts.accreditor, listIdOf("publishers"));
    expect(listHash).to.equal((await hashFile(newest)).contentHash);
  });

  it("say that a network has no credentials where they were not deployed", async () => {
    const without = await openWorkshop({}, "IdentityRegistry");
    try {
      expect(await refused(publish())).to.include({ code: "NoCredentialRegistry" });
    } finally {
      await without.close();
    }
  });

  describe("list", () => {
    interface Listed {
      readonly total: number;
      readonly counts: Readonly<Record<string, number>>;
      readonly pages: number;
      readonly credentials: readonly { file: string; standing: string; entry: { idx: number } | null; type: string }[];
      readonly odd: readonly { problem: string }[];
    }
    const list = async (args = {}): Promise<Listed> => credential<Listed>("list", { limit: 20, page: 1, ...args });
    const standings = ({ credentials }: Listed): Record<string, string> =>
      Object.fromEntries(credentials.map(({ file, standing }) => [file, standing]));

    it("has none where none was issued", async () => {
      expect(await list()).to.deep.include({ total: 0, pages: 1, credentials: [], odd: [] });
    });

    it("has each with its status, as the list says it that was written last", async () => {
      await publish();
      const first = await beginList();
      const [good, revoked, held] = [
        await issue({ statusList: first, index: 9 }),
        await issue({ statusList: first, index: 4 }),
        await issue({ statusList: first, index: 7 }),
      ];
      const without = await issue({});
      await time.increase(1);
      const short = await issue({ until: "1d" });
      const second = await revoke(first, { index: "4" });
      await revoke(second, { index: "7", status: "suspended" });
      await time.increase(2 * DAY);

      const all = await list();

      expect(standings(all)).to.deep.equal({
        ...{ [good]: "valid", [revoked]: "invalid", [held]: "suspended" },
        ...{ [without]: "valid", [short]: "ended" },
      });
      expect(all.counts).to.deep.equal({ valid: 2, invalid: 1, suspended: 1, ended: 1, unknown: 0 });
      expect(all.odd).to.deep.equal([]);
      expect(all.credentials[0]?.file).to.equal(short);
      expect(standings(await list({ status: "invalid" }))).to.deep.equal({ [revoked]: "invalid" });
      const [one, last] = [await list({ limit: 2 }), await list({ limit: 2, page: 3 })];
      expect([one.total, one.pages, one.credentials.length, last.credentials.length]).to.deep.equal([5, 3, 2, 1]);
    });

    it("names what it cannot know, and lists the others all the same", async () => {
      await publish();
      const first = await beginList();
      const [gone, other] = [
        await issue({ statusList: first, index: 9 }),
        await issue({ statusList: first, index: 4 }),
      ];
      const sound = await issue({});
      rmSync(gone);
      writeFileSync(other, readFileSync(sound));
      const newest = await revoke(first, { index: "4" });
      renameSync(newest, `${newest}.moved`);

      const unknown = await list();
      expect(standings(unknown)).to.deep.equal({ [gone]: "unknown", [other]: "unknown", [sound]: "valid" });
      expect(unknown.odd.map(({ problem }) => problem)).to.deep.equal([
        `${newest} does not exist`,
        `${gone} does not exist`,
        `${other} has another credential than the one that was issued into it`,
      ]);

      const named = await list({ statusList: `${newest}.moved` });
      expect(standings(named)).to.deep.equal({ [gone]: "valid", [other]: "invalid", [sound]: "valid" });
      expect(await refused(list({ statusList: first }))).to.include({ code: "StatusListNotNewest", exitCode: 3 });
    });

    it("has no credential that was not written after all", async () => {
      await publish();
      const out = workshop.at("nowhere/credential.sd-jwt");

      await refused(issue({ out }));

      expect((await list()).total).to.equal(0);
    });
  });

  describe("schema", () => {
    it("publishes the file's hash once, and finds it the second time", async () => {
      const first = await publish();
      const second = await publish();

      expect(first.schemaHash).to.equal((await hashFile(SCHEMA)).contentHash);
      expect(first.transactionHash).to.match(/^0x/);
      expect(second).to.deep.include({ schemaHash: first.schemaHash, transactionHash: undefined });
    });

    it("changes nothing that was published, does nothing without --yes, and nothing in somebody else's name", async () => {
      await publish();
      const other = workshop.write("other.json", '{ "type": "object" }').path;

      expect(await refused(publish({ file: other }))).to.include({ code: "CredentialRegistrySchemaExists" });
      expect(await refused(publish({ yes: false, type: "x/1" }))).to.include({ code: "NotConfirmed", exitCode: 2 });
      expect(await refused(publish({ account: "borealis", identity: "accreditor", type: "x/1" }))).to.include({
        code: "CredentialRegistryNotController",
      });
    });
  });

  describe("new-list", () => {
    it("begins a list once under a name, with the shape that it keeps", async () => {
      await beginList({ bits: "4" });

      const { kind, bits, size } = await registry.statusListOf(workshop.accounts.accreditor, listIdOf("publishers"));
      expect([kind, bits, size]).to.deep.equal([1n, 4n, BigInt(SIZE)]);
      expect(await refused(beginList())).to.include({ code: "StatusListExists", exitCode: 2 });
      expect(await refused(beginList({ list: "Others" }))).to.include({ code: "NotAListName", exitCode: 2 });
      expect(await refused(beginList({ list: "others", bits: "3" }))).to.include({ code: "WrongParameter" });
      expect(await refused(beginList({ list: "others", size: 0 }))).to.include({ code: "StatusListSize" });
    });
  });

  describe("issue", () => {
    it("wants claims that keep to the schema, and withholds only what is there", async () => {
      await publish();
      const wrong = workshop.write("wrong.json", readFileSync(CLAIMS, "utf8").replace("PL-2026-0142", "142")).path;

      expect(await refused(issue({ claims: wrong }))).to.include({ code: "ClaimsAgainstSchema", exitCode: 2 });
      expect(await refused(issue({ withhold: "Responsible" }))).to.include({ code: "NoSuchClaim", exitCode: 2 });
    });

    it("wants the type to be published with this schema", async () => {
      const other = workshop.write("other.json", '{ "type": "object" }').path;

      expect(await refused(issue())).to.include({ code: "TypeNotPublished", exitCode: 1 });
      await publish();
      expect(await refused(issue({ schema: other }))).to.include({ code: "OtherSchema", exitCode: 1 });
      expect(await refused(issue({ type: `${did}/types/publisher-licence/2` }))).to.include({
        code: "TypeNotPublished",
      });
    });

    it("wants an entry that is good, in a list of the issuer's own, and both to be named", async () => {
      await publish();
      const list = await revoke(await beginList(), { index: "3" });
      const foreign = await beginList({ account: "aurora" });

      expect(await refused(issue({ statusList: list, index: 3 }))).to.include({ code: "EntryInUse", exitCode: 2 });
      expect(await refused(issue({ statusList: list, index: SIZE }))).to.include({ code: "StatusBeyond", exitCode: 3 });
      expect(await refused(issue({ statusList: foreign, index: 1 }))).to.include({
        code: "ListOfOtherIssuer",
        exitCode: 2,
      });
      expect(await refused(issue({ statusList: list }))).to.include({ code: "WrongParameter", exitCode: 2 });
    });

    it("gives an entry to one credential only, and keeps it for one that could be written", async () => {
      await publish();
      const list = await beginList();
      const first = await issue({ statusList: list, index: 7 });
      const refusal = await refused(issue({ statusList: list, index: 7 }));

      expect(refusal).to.include({ code: "EntryInUse", exitCode: 2 });
      expect(refusal.message).to.contain(`Entry 7 of ${did}/status-lists/publishers`).and.to.contain(first);
      const other = await beginList({ list: "others" });
      await issue({ statusList: other, index: 7 });
      const nowhere = workshop.at("no/such/folder.sd-jwt");
      expect(await refused(issue({ statusList: list, index: 8, out: nowhere }))).to.include({ exitCode: 2 });
      await issue({ statusList: list, index: 8 });
    });

    it("gives any entry of a list that begins, whatever a chain before this one had", async () => {
      await publish();
      const before = { idx: 7, uri: `${did}/status-lists/publishers` };
      await giveEntry(workshop.home, before, "old.sd-jwt");

      await issue({ statusList: await beginList(), index: 7 });
    });

    it("signs by a P-256 key that the identity has named, until it takes that back", async () => {
      await publish();
      const { path, secret } = await makeKey("p256");
      expect(await refused(issue({ key: secret }))).to.include({ code: "NotTheIssuersKey" });
      await run("identity", "delegate", { key: path, account: "accreditor", until: "30d" });

      const issued = await issue({ key: secret });

      expect(await credential("show", { credential: issued })).to.include({ keyId: `${did}#delegate-1` });
      expect((await verify(issued)).valid).to.equal(true);
      await run("identity", "revoke", { key: path, account: "accreditor" });
      expect(await refused(verify(issued))).to.include({ code: "KeyNotTheIssuers", exitCode: 3 });
    });

    it("signs for nobody else's identity", async () => {
      await publish();

      expect(await refused(issue({ account: "borealis", identity: "accreditor" }))).to.include({
        code: "NotTheIssuersKey",
      });
    });
  });

  describe("present", () => {
    it("withholds whatever is not disclosed, and nothing else", async () => {
      await publish();
      const shown = await present(await issue());

      const { claims, withheld } = await verify(shown);
      expect(Object.keys(claims)).to.deep.equal(["name", "licence", "territory"]);
      expect(withheld).to.equal(2);
    });

    it("refuses what cannot be withheld or is not there, and a file that is there already", async () => {
      await publish();
      const issued = await issue();

      expect(await refused(present(issued, { disclose: "name" }))).to.include({ code: "NoSuchClaim", exitCode: 2 });
      expect(await refused(present(issued, { key: holder.secret }))).to.include({ code: "WrongParameter" });
      expect(await refused(present(issued, { out: issued }))).to.include({ code: "FileExists", exitCode: 2 });
    });
  });

  describe("verify", () => {
    /** What another program signs in the name of the accreditor's DID. */
    const signedElsewhere = async (account: DevAccountName, schemaHash: string): Promise<string> => {
      const [issuedAt, claims] = [await time.latest(), await readClaims(CLAIMS)];
      const issuer = { did, keyId: `${did}#controller`, key: accountKey(devWallet(account)) };
      const text = await issueCredential(issuer, {
        ...{ type: `${did}/types/${TYPE}`, schemaHash, claims, withhold: [], status: undefined, holder: undefined },
        ...{ issuedAt, validUntil: issuedAt + DAY },
      });
      return workshop.write("elsewhere.sd-jwt", text).path;
    };

    it("refuses a DID claimed with somebody else's key, on the chain too", async () => {
      const { schemaHash } = await publish();
      const forged = await signedElsewhere("borealis", schemaHash);

      expect(await refused(verify(forged))).to.include({ code: "SignatureWrong", exitCode: 3 });
    });

    it("refuses a type that was published with another schema, or never", async () => {
      const { hash } = workshop.write("other.json", "{}");
      const issued = await signedElsewhere("accreditor", hash);

      expect(await refused(verify(issued))).to.include({ code: "TypeNotPublished", exitCode: 3 });
      await publish();
      expect(await refused(verify(issued))).to.include({ code: "OtherSchema", exitCode: 3 });
    });

    it("says who issued it and is no accreditor", async () => {
      await publish({ account: "aurora" });

      expect(await verify(await issue({ account: "aurora" }))).to.include({ valid: true, issuerIsAccreditor: false });
    });

    it("asks for the status list of a credential that can be revoked, and refuses another one", async () => {
      await publish();
      const list = await beginList();
      const other = await beginList({ list: "others" });
      const issued = await issue({ statusList: list, index: 9 });

      expect(await refused(verify(issued))).to.include({ code: "StatusListNeeded", exitCode: 2 });
      expect(await refused(verify(issued, { statusList: other }))).to.include({ code: "OtherStatusList", exitCode: 3 });
      expect((await verify(issued, { did: await saved(), at: await now() })).statusAt).to.equal(undefined);
    });

    it("refuses a list where the chain has one of the other kind under its name", async () => {
      await publish();
      const [list, issued] = [await beginList({ list: "w" }), await issue()];
      const text = readFileSync(list, "utf8").split(".");
      const said = Buffer.from(text[1] ?? "", "base64url")
        .toString()
        .replaceAll("/status-lists/w", "/status-lists/mirrored");
      const mirrored = workshop.write(
        "mirrored.jwt",
        [text[0], Buffer.from(said).toString("base64url"), text[2]].join("."),
      );
      const { accreditor } = workshop.accounts;
      await registry.updateStatusList(accreditor, listIdOf("mirrored"), 2, 2, 131_072, mirrored.hash);

      expect(await refused(verify(issued, { statusList: mirrored.path }))).to.include({
        code: "StatusListOfOtherKind",
        exitCode: 3,
      });
    });

    it("refuses a credential once its issuer's identity is somebody else's, or deactivated", async () => {
      await publish();
      const issued = await issue();
      await run("identity", "rotate", { to: "guardian", account: "accreditor", yes: true });

      expect(await refused(verify(issued))).to.include({ code: "SignatureWrong", exitCode: 3 });
      await run("identity", "revoke", { whole: true, identity: "accreditor", account: "guardian", yes: true });
      expect(await refused(verify(issued))).to.include({ code: "KeyNotTheIssuers", exitCode: 3 });
    });

    it("refuses one whose term has ended", async () => {
      await publish();
      const issued = await issue({ until: "1d" });
      await time.increase(DAY);

      expect(await refused(verify(issued))).to.include({ code: "CredentialExpired", exitCode: 3 });
    });

    it("goes by the clock of this machine where the newest block of the chain is older", async () => {
      await publish();
      const read = await readCredential(await issue({ until: "1d" }));
      const asked = { path: "licence.sd-jwt", holder: undefined, schema: undefined, list: undefined };
      const checked = async (clock = 0): Promise<unknown> =>
        verifyOnChain(await openCredentials(hre), read, { ...asked, clock });

      await checked();
      expect(await refused(checked(read.signed.exp))).to.include({ code: "CredentialExpired", exitCode: 3 });
    });

    it("wants what goes together to be given together", async () => {
      await publish();
      const issued = await issue();

      for (const args of [{ nonce: "a" }, { audience: "a" }, { at: "2026-01-01" }]) {
        expect(await refused(verify(issued, args))).to.include({ code: "WrongParameter", exitCode: 2 });
      }
    });
  });

  describe("revoke", () => {
    it("suspends and ends a suspension, and writes nothing that is so already", async () => {
      await publish();
      const list = await beginList();
      const issued = await issue({ statusList: list, index: 9 });
      const suspended = await revoke(list, { index: "9", status: "suspended" });
      expect(await refused(verify(issued, { statusList: suspended }))).to.include({ code: "CredentialRevoked" });

      const valid = await revoke(suspended, { index: "9", status: "valid" });

      expect((await verify(issued, { statusList: valid })).valid).to.equal(true);
      const block = await time.latestBlock();
      const again = await credential("revoke", { statusList: valid, index: "9", status: "valid", out: some("jwt") });
      expect(again).to.deep.include({ out: undefined });
      expect(await time.latestBlock()).to.equal(block);
    });

    it("refuses a status that does not fit, and leaves the chain as it was", async () => {
      const list = await beginList({ bits: "1" });
      const before = await registry.statusListOf(workshop.accounts.accreditor, listIdOf("publishers"));

      expect(await refused(revoke(list, { index: "9", status: "suspended" }))).to.include({
        code: "StatusTooWide",
        exitCode: 2,
      });
      expect(await refused(revoke(list, { index: "9," }))).to.include({ code: "WrongParameter", exitCode: 2 });
      expect(await registry.statusListOf(workshop.accounts.accreditor, listIdOf("publishers"))).to.deep.equal(before);
    });

    it("is nobody else's: neither in the issuer's name nor in one's own", async () => {
      const list = await beginList();

      expect(await refused(revoke(list, { index: "9", account: "borealis" }))).to.include({
        code: "ListOfOtherIssuer",
      });
      const inItsName = { index: "9", account: "borealis", identity: "accreditor" };
      expect(await refused(revoke(list, inItsName))).to.include({ code: "NotTheIssuersKey" });
      const { listHash } = await registry.statusListOf(workshop.accounts.accreditor, listIdOf("publishers"));
      expect(listHash).to.equal((await hashFile(list)).contentHash);
    });

    it("goes on after the issuer has another controller", async () => {
      const list = await beginList();
      await run("identity", "rotate", { to: "guardian", account: "accreditor", yes: true });

      const out = await revoke(list, { index: "9", identity: "accreditor", account: "guardian" });

      const { listHash } = await registry.statusListOf(workshop.accounts.accreditor, listIdOf("publishers"));
      expect(listHash).to.equal((await hashFile(out)).contentHash);
    });
  });
});
