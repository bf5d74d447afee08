import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";

import { expect } from "chai";
import { sha256 } from "ethers";

import type { BulkResult } from "../../../lib/batch/run/bulk";
import { ExportedCatalogue } from "../../../lib/catalogue/export/exported-catalogue";
import type { ExportedWork } from "../../../lib/catalogue/export/format";
import type { CataloguedWork } from "../../../lib/catalogue/query";
import { readTitle } from "../../../lib/chain/contracts/title";
import type { TimelineEntry } from "../../../lib/history/timeline";
import {
  type Metadata,
  metadataFromFields,
  metadataHash,
  parseMetadata,
  withFields,
} from "../../../lib/metadata/metadata";
import { readRecord, saveRecord, type WorkRecord } from "../../../lib/store/records";
import type { WorkState } from "../../../lib/works/reading/show";
import type { Verification } from "../../../lib/works/reading/verify";
import type { DescribedVerification, NotVerified } from "../../../lib/works/reading/verify-files";
import type { Registered } from "../../../lib/works/writing/carry-out";
import { refusalOf } from "../../lib/shared/refusal";
import { admit } from "../../shared/fixture";
import { NO_TITLE, titleOf } from "../../shared/records";
import { listening, openWorkshop, run, type Workshop } from "../workshop";

const NOTHING = { system: 0, links: 0, excluded: 0 };
const POEM = "La mer allume ses feux.\n";
const UNKNOWN = `0x${"1".repeat(64)}`;

describe("the tasks about works", () => {
  let workshop: Workshop;
  let poem: string;
  let work: string;
  beforeEach(async () => {
    workshop = await openWorkshop();
    ({ path: poem, hash: work } = workshop.write("poem.txt", POEM));
  });
  afterEach(() => workshop.close());

  /** The folder that the store has for a work. */
  function folderOf(hash: string): string {
    return join(workshop.home, "works", "hardhat", workshop.colophon.deployment.WorkRegistry.address, hash.slice(2));
  }

  async function register(args: Record<string, unknown> = { title: "Le phare" }): Promise<Registered> {
    return run<Registered>("work", "register", { file: poem, account: "aurora", ...args });
  }

  describe("register", () => {
    it("registers a file for the account that is named, and keeps record and metadata", async () => {
      const { record, recordPath, metadataPath, isNew } = await register({ title: "Le phare", author: "Anne Kerbrat" });

      const metadata = metadataFromFields({ title: "Le phare", author: "Anne Kerbrat" });
      expect(isNew).to.equal(true);
      expect(record.claim).to.deep.equal({
        owner: workshop.accounts.aurora.address,
        contentHash: work,
        metadataHash: metadataHash(metadata),
      });
      expect((await titleOf(workshop.registry, BigInt(work))).owner).to.equal(workshop.accounts.aurora.address);
      expect(recordPath).to.equal(join(folderOf(work), "record.json"));
      expect(await readRecord(recordPath)).to.deep.equal(record);
      expect(sha256(readFileSync(metadataPath))).to.equal(record.claim.metadataHash);
    });

    it("takes every flag of the metadata", async () => {
      const { record } = await register({
        title: "潮",
        author: "Lin",
        published: "2026-03-14",
        language: "zh-CN",
        kind: "news",
      });

      const fields = { title: "潮", author: "Lin", published: "2026-03-14", language: "zh-CN", kind: "news" };
      expect(record.claim.metadataHash).to.equal(metadataHash(metadataFromFields(fields)));
    });

    it("takes a metadata file, and the one beside the work where nothing is given", async () => {
      const metadata = metadataFromFields({ title: "From a file" });
      const { path } = workshop.write("metadata.json", JSON.stringify(metadata));
      workshop.write("other.txt.metadata.json", JSON.stringify(metadata));
      const other = workshop.write("other.txt", "other").path;

      const named = await register({ metadata: path });
      const beside = await register({ file: other });

      expect(named.record.title).to.equal("From a file");
      expect(beside.record.claim.metadataHash).to.equal(named.record.claim.metadataHash);
    });

    it("reads out of the file what the flags do not say, where it is told to", async () => {
      const { path } = workshop.write(
        "page.html",
        '<html lang="fr"><meta name="author" content="Anne"><title>Marée</title>',
      );

      const { record } = await register({ file: path, metadataFrom: "files", author: "Yann" });

      const read = { title: "Marée", author: "Yann", language: "fr", kind: "WebPage" };
      expect(record.claim.metadataHash).to.equal(metadataHash(metadataFromFields(read)));
    });

    it("takes the file beside the work before what the work says", async () => {
      const { path } = workshop.write("page.html", "<title>Marée</title>");
      workshop.write("page.html.metadata.json", JSON.stringify(metadataFromFields({ title: "Beside" })));

      const { record } = await register({ file: path, metadataFrom: "files" });

      expect(record.claim.metadataHash).to.equal(metadataHash(metadataFromFields({ title: "Beside" })));
    });

    it("refuses another place for metadata", async () => {
      const refusal = await refusalOf(() => register({ metadataFrom: "file" }));

      expect(refusal.message).to.equal('--metadata-from: "file" is none of: files');
    });

    it("signs with the publisher where no account is named on the development chain", async () => {
      await admit(workshop, workshop.accounts.publisher);

      const { record } = await register({ account: undefined, title: "Le phare" });

      expect(record.claim.owner).to.equal(workshop.accounts.publisher.address);
    });

    it("signs with COLOPHON_ACCOUNT where no account is named", async () => {
      await workshop.close();
      workshop = await openWorkshop({ ACCOUNT: "borealis" });
      const { path } = workshop.write("poem.txt", POEM);

      const { record } = await register({ file: path, account: undefined, title: "Le phare" });

      expect(record.claim.owner).to.equal(workshop.accounts.borealis.address);
    });

    it("refuses metadata from two places", async () => {
      const { path } = workshop.write("metadata.json", JSON.stringify(metadataFromFields({ title: "x" })));

      const refusal = await refusalOf(() => register({ metadata: path, title: "x", author: "y" }));

      expect(refusal.message).to.equal("The metadata come from --metadata; leave out --title, --author");
      expect(refusal.exitCode).to.equal(2);
      expect(await titleOf(workshop.registry, BigInt(work))).to.deep.equal(NO_TITLE);
    });

    it("refuses a work without a title, and names the file that it would have used", async () => {
      for (const args of [{}, { author: "Lin" }]) {
        const refusal = await refusalOf(() => register(args));

        expect(refusal.message).to.equal("The work has no title: give --title or --metadata");
        expect(refusal.advice).to.equal(
          `Or have it read out of the file with --metadata-from files. A file ${poem}.metadata.json beside the work would be used too.`,
        );
        expect(refusal.exitCode).to.equal(2);
      }
      expect(existsSync(workshop.home)).to.equal(false);
    });

    it("says that a file does not exist rather than that it has no title", async () => {
      const refusal = await refusalOf(() => register({ file: workshop.at("pome.txt") }));

      expect(refusal.message).to.equal(`${workshop.at("pome.txt")} does not exist`);
      expect(refusal.exitCode).to.equal(2);
    });
  });

  /** Registers the poem and what else is named as one batch. */
  async function bulk(args: Record<string, unknown> = {}, ...others: string[]): Promise<BulkResult> {
    const from = workshop.write("list.txt", [poem, ...others].join("\n")).path;
    const task = { from, account: "aurora", ...args };
    return (await listening(() => run<BulkResult>("work", "register-batch", task))).result;
  }

  describe("register-batch", () => {
    it("anchors what a list names for the account that is named, and keeps the batch file in the store", async () => {
      const result = await bulk({}, workshop.write("mer.txt", "mer").path);

      const { address } = workshop.colophon.deployment.WorkRegistry;
      expect(dirname(result.batch)).to.equal(join(workshop.home, "batches", "hardhat", address));
      expect(existsSync(result.batch)).to.equal(true);
      expect(result).to.deep.include({
        ...{
          mode: "anchor",
          works: 2,
          registered: 2,
          rejected: 0,
          open: 0,
          skipped: [],
          leftOut: NOTHING,
          notTaken: [],
        },
        ...{
          owner: workshop.accounts.aurora.address,
          registry: address,
          chainId: 31337,
          source: workshop.at("list.txt"),
        },
      });
      const { account, anchoredAt } = await workshop.registry.anchorOf(result.root ?? "");
      expect(account).to.equal(workshop.accounts.aurora.address);
      expect(result.anchored?.anchoredAt).to.equal(Number(anchoredAt));
      expect(await titleOf(workshop.registry, BigInt(work))).to.deep.equal(NO_TITLE);
    });

    it("tells how far it is on stderr", async () => {
      const from = workshop.write("list.txt", poem).path;

      const { said } = await listening(() => run("work", "register-batch", { from, account: "aurora" }));

      const lines = stripVTControlCharacters(said).split("\n");
      for (const stage of ["Checking: 1 row", "Hashing: 0.0 of 0.0 KiB", "Anchoring: 1 of 1 work"]) {
        expect(lines.filter((line) => line.includes(stage))).to.have.length(1);
      }
    });

    it("gives every work a title with --mode direct", async () => {
      const result = await bulk({ mode: "direct" });

      expect(result).to.deep.include({ mode: "direct", registered: 1, root: undefined, anchored: undefined });
      expect((await titleOf(workshop.registry, BigInt(work))).owner).to.equal(workshop.accounts.aurora.address);
    });

    it("takes the format that it is told, and leaves bad rows out where it may", async () => {
      const { path } = workshop.write("works", `file,title\n${poem},La mer\nmissing.txt,Missing\n`);

      const refusal = await refusalOf(() => bulk({ from: path, format: "csv" }));
      const result = await bulk({ from: path, format: "csv", skipBad: true });

      const problem = `${workshop.at("missing.txt")} does not exist`;
      expect(refusal.message).to.equal(`1 of 2 rows cannot be registered; nothing was sent\nline 3: ${problem}`);
      expect(result).to.deep.include({ works: 1, skipped: [{ line: 3, name: "missing.txt", problems: [problem] }] });
    });

    for (const [parameter, value, choices] of [
      ["mode", "quick", "anchor, direct"],
      ["format", "xlsx", "directory, csv, ndjson, list"],
    ]) {
      it(`refuses --${parameter} ${value}`, async () => {
        const refusal = await refusalOf(() => bulk({ [parameter ?? ""]: value }));

        expect(refusal.message).to.equal(`--${parameter}: "${value}" is none of: ${choices}`);
        expect(refusal.exitCode).to.equal(2);
        expect(existsSync(workshop.home)).to.equal(false);
      });
    }

    it("leaves Ctrl-C to the system when it has ended, however that was", async () => {
      const before = process.listenerCount("SIGINT");

      await bulk();
      await refusalOf(() => bulk({ from: workshop.write("empty.csv", "file,title\n").path }));

      expect(process.listenerCount("SIGINT")).to.equal(before);
    });
  });

  describe("describe", () => {
    it("shows the document, where each of its terms stands in the file, and what is not used", async () => {
      const { path } = workshop.write("page.html", '<html lang="english"><title>Marée</title>');

      const result = await run("work", "describe", { file: path, author: "Yann" });

      const metadata = metadataFromFields({ title: "Marée", author: "Yann", kind: "WebPage" });
      expect(result).to.deep.equal({
        metadata,
        metadataHash: metadataHash(metadata),
        sources: { "@type": "HTML", name: "HTML title" },
        unused: ['HTML lang is "english", not a language tag such as zh-CN, en or fr (BCP 47)'],
      });
    });

    it("takes the line of a registration, whose --metadata-from changes nothing", async () => {
      const { path } = workshop.write("page.html", "<title>Marée</title>");
      const described = await run("work", "describe", { file: path });
      expect(await run("work", "describe", { file: path, metadataFrom: "files" })).to.deep.equal(described);
      const refusal = await refusalOf(() => run("work", "describe", { file: path, metadataFrom: "elsewhere" }));
      expect(refusal.message).to.equal('--metadata-from: "elsewhere" is none of: files');
    });

    it("shows the document beside the file, of which nothing is read then", async () => {
      const metadata = metadataFromFields({ title: "Beside" });
      workshop.write("poem.txt.metadata.json", JSON.stringify(metadata));

      expect(await run("work", "describe", { file: poem })).to.deep.include({ metadata, sources: {}, unused: [] });
    });
  });

  describe("claim", () => {
    it("turns a work of a batch into a title with the anchor's time, and keeps the proof in the record", async () => {
      const { batch, anchored, root } = await bulk();

      const { record, recordPath, isNew } = await run<Registered>("work", "claim", {
        ...{ file: poem, batch, account: "aurora" },
      });

      expect(isNew).to.equal(true);
      expect(recordPath).to.equal(join(folderOf(work), "record.json"));
      expect(await readRecord(recordPath)).to.deep.equal(record);
      expect(record.anchor).to.include({ root, anchoredAt: anchored?.anchoredAt });
      expect(Number((await titleOf(workshop.registry, BigInt(work))).registeredAt)).to.equal(anchored?.anchoredAt);
      const verification = await run<Verification>("work", "verify", { file: poem, record: recordPath });
      expect(verification).to.deep.include({ verified: true, differences: [] });
    });

    it("refuses a file that is no batch file", async () => {
      const refusal = await refusalOf(() => run("work", "claim", { file: poem, batch: poem, account: "aurora" }));

      expect(refusal.message).to.equal(`${poem} is not a batch file, or it is damaged: file is not a database`);
      expect(refusal.exitCode).to.equal(2);
    });
  });

  describe("verify", () => {
    it("gives the whole answer", async () => {
      await register();

      const verification = await run<Verification>("work", "verify", { file: poem });

      expect(verification).to.include({ file: poem, contentHash: work, verified: true, network: "hardhat" });
      expect(verification.title).to.deep.equal(await readTitle(workshop.colophon, BigInt(work)));
    });

    it("compares with a saved record", async () => {
      const { record, recordPath } = await register();
      const forged: WorkRecord = { ...record, file: { ...record.file, size: 1 } };
      const other = await saveRecord(workshop.at("other"), forged);

      const same = await run<Verification>("work", "verify", { file: poem, record: recordPath });
      const differing = await run<Verification>("work", "verify", { file: poem, record: other });

      expect(same).to.deep.include({ verified: true, differences: [] });
      expect(differing).to.deep.include({
        verified: false,
        differences: [`size in bytes: the record says 1, found ${POEM.length}`],
      });
    });

    it("refuses a record that is none, whatever the file", async () => {
      const { path } = workshop.write("record.json", "{}");

      const refusal = await refusalOf(() => run("work", "verify", { file: poem, record: path }));

      expect(refusal.message).to.contain(`${path} is not a record: format`);
      expect(refusal.exitCode).to.equal(2);
    });

    describe("with batch files", () => {
      it("says that a file of an anchored batch of the store is anchored", async () => {
        const { batch, anchored } = await bulk();

        const verification = await run<Verification>("work", "verify", { file: poem });

        expect(verification).to.include({ verified: true, title: undefined });
        expect(verification.anchored.map((each) => [each.batch, each.anchoredAt])).to.deep.equal([
          [batch, anchored?.anchoredAt],
        ]);
      });

      it("takes one that is named, also where the store has none, and names it once where it has", async () => {
        const { batch } = await bulk();
        const elsewhere = workshop.at("sent.sqlite");
        cpSync(batch, elsewhere);

        const named = await run<Verification>("work", "verify", { file: poem, batch });
        rmSync(batch);
        const sent = await run<Verification>("work", "verify", { file: poem, batch: elsewhere });

        expect(named.anchored.map((each) => each.batch)).to.deep.equal([batch]);
        expect(sent.anchored.map((each) => each.batch)).to.deep.equal([elsewhere]);
      });

      it("goes on where a batch file of the store is damaged, and names it", async () => {
        const { batch } = await bulk();
        const damaged = join(dirname(batch), `${"0".repeat(32)}.sqlite`);
        writeFileSync(damaged, "damaged");

        const { verified, unreadable } = await run<Verification>("work", "verify", { file: poem });

        expect(verified).to.equal(true);
        expect(unreadable).to.deep.equal([`${damaged} is not a batch file, or it is damaged: file is not a database`]);
      });

      it("refuses one that is named and cannot be read", async () => {
        const missing = workshop.at("missing.sqlite");

        const refusal = await refusalOf(() => run("work", "verify", { file: poem, batch: missing }));

        expect(refusal.message).to.equal(`${missing} does not exist`);
        expect(refusal.exitCode).to.equal(2);
      });
    });

    it("says that a file is not registered", async () => {
      const { verified, title } = await run<Verification>("work", "verify", { file: poem });

      expect({ verified, title }).to.deep.equal({ verified: false, title: undefined });
    });
  });

  describe("show", () => {
    it("shows a work by its file and by its id", async () => {
      const { record } = await register();

      const byFile = await run<WorkState>("work", "show", { file: poem });
      const byId = await run<WorkState>("work", "show", { work: work.toUpperCase().replace("0X", "0x") });

      expect(byFile).to.deep.equal(byId);
      expect(byFile).to.deep.equal({
        work,
        title: await readTitle(workshop.colophon, BigInt(work)),
        offer: undefined,
        metadataHash: record.claim.metadataHash,
        description: { title: "Le phare", author: undefined },
        tokenURI: `nih:sha-256;${work.slice(2)}`,
        ...{ state: "provisional", since: { time: record.registration.registeredAt, of: "registration" } },
        ...{ anchored: [], unreadable: [], order: undefined },
      });
    });

    it("shows no title that is not the one whose hash is on chain", async () => {
      const { metadataPath } = await register();
      writeFileSync(metadataPath, readFileSync(metadataPath, "utf8").replace("phare", "fard"));

      const state = await run<WorkState & { description?: object }>("work", "show", { work });

      expect(state.description).to.equal(undefined);
    });

    it("shows that a work is not registered", async () => {
      expect((await run<WorkState>("work", "show", { work: UNKNOWN })).title).to.equal(undefined);
    });

    for (const [situation, args] of [
      ["neither a file nor an id", {}],
      ["both a file and an id", { file: "poem.txt", work: UNKNOWN }],
    ] as const) {
      it(`refuses ${situation}`, async () => {
        const refusal = await refusalOf(() => run("work", "show", args));

        expect(refusal.message).to.equal("Name the work either by --file or by --work");
        expect(refusal.exitCode).to.equal(2);
      });
    }

    it("refuses an id that is none", async () => {
      const refusal = await refusalOf(() => run("work", "show", { work: UNKNOWN.slice(0, -1) }));

      expect(refusal.message).to.equal(`--work: "${UNKNOWN.slice(0, -1)}" is not a hash (0x and 64 hex digits)`);
      expect(refusal.exitCode).to.equal(2);
    });
  });

  describe("amend", () => {
    it("changes the metadata on chain, and keeps old and new in the store", async () => {
      const { record, metadataPath: old } = await register();

      const result = await run<Record<string, string>>("work", "amend", {
        file: poem,
        account: "aurora",
        title: "Le phare, revu",
      });

      const hash = metadataHash(withFields(parseMetadata(readFileSync(old, "utf8"), old), { title: "Le phare, revu" }));
      const folder = folderOf(work);
      expect(result).to.deep.include({
        work,
        metadataHash: hash,
        metadataPath: join(folder, `${hash.slice(2)}.metadata.json`),
      });
      expect(sha256(readFileSync(result["metadataPath"] ?? ""))).to.equal(hash);
      expect(sha256(readFileSync(old))).to.equal(record.claim.metadataHash);
      const state = await run<WorkState>("work", "show", { work });
      expect(state.metadataHash).to.equal(hash);
    });

    it("changes one field and keeps the others, also those that no flag gives", async () => {
      const document = { ...metadataFromFields({ title: "Le phare", author: "Anne" }), version: "2" };
      const { path } = workshop.write("phare.json", JSON.stringify(document));
      await run("work", "register", { file: poem, metadata: path, account: "aurora" });

      for (const [args, expected] of [
        [{ title: "Le phare, revu" }, { ...document, name: "Le phare, revu" }],
        [{ language: "fr" }, { ...document, name: "Le phare, revu", inLanguage: "fr" }],
        [{ title: "Phare", replace: true }, metadataFromFields({ title: "Phare" })],
      ] as const) {
        const result = await run<Record<string, string>>("work", "amend", { work, account: "aurora", ...args });

        expect(JSON.parse(readFileSync(result["metadataPath"] ?? "", "utf8"))).to.deep.equal(expected);
        expect((await run<WorkState>("work", "show", { work })).metadataHash).to.equal(metadataHash(expected));
      }
    });

    it("keeps the fields of a work that was claimed from a batch", async () => {
      const { batch } = await bulk();
      await run("work", "claim", { file: poem, batch, account: "aurora" });
      const before = await run<WorkState>("work", "show", { work });
      rmSync(join(folderOf(work), `${before.metadataHash?.slice(2)}.metadata.json`));

      const result = await run<Record<string, string>>("work", "amend", { work, account: "aurora", language: "fr" });

      const text = readFileSync(result["metadataPath"] ?? "", "utf8");
      expect(JSON.parse(text)).to.include({ inLanguage: "fr" }).and.to.have.property("name");
    });

    it("says that the metadata are not kept here, and takes nothing of another hash for them", async () => {
      const { metadataPath, record } = await register();
      writeFileSync(metadataPath, JSON.stringify(metadataFromFields({ title: "Not this" })));

      const refusal = await refusalOf(() => run("work", "amend", { work, account: "aurora", title: "New" }));

      expect(refusal.message).to.equal(
        `The metadata of the work ${work} (hash ${record.claim.metadataHash}) are not kept in ${workshop.home}`,
      );
      expect(refusal.advice).to.equal("Nobody knows the other fields here: give all of them, with --replace.");
    });

    it("refuses a work that is not registered", async () => {
      const refusal = await refusalOf(() => run("work", "amend", { work, account: "aurora", title: "New" }));

      expect(refusal.message).to.equal(`The work ${work} is not registered`);
    });

    it("says that the title is held, or another's, before it asks for metadata", async () => {
      const { metadataPath } = await register();
      rmSync(metadataPath);
      const { path: order } = workshop.write("order.txt", "Held until the court has decided.");
      await run("order", "hold", { work, order, account: "adjudicator" });

      const NO_METADATA = [{}, { title: "New" }, { metadata: order }, { title: "New", replace: true, redactable: "x" }];
      for (const args of NO_METADATA) {
        const refusal = await refusalOf(() => run("work", "amend", { work, account: "aurora", ...args }));
        expect(refusal.code, JSON.stringify(args)).to.equal("WorkRegistryNotInForce");
        const other = await refusalOf(() => run("work", "amend", { work, account: "borealis", ...args }));
        expect(other.code, JSON.stringify(args)).to.equal("WorkRegistryNotAuthorized");
        const unknown = await refusalOf(() => run("work", "amend", { work: UNKNOWN, account: "aurora", ...args }));
        expect(unknown.code, JSON.stringify(args)).to.equal("WorkRegistryNotRegistered");
      }
    });

    it("takes what a work is called from beside its file, and says no more of what it could read", async () => {
      await register();

      const refusal = await refusalOf(() => run("work", "amend", { file: poem, account: "aurora" }));

      expect(refusal.code).to.equal("NoTitle");
      expect(refusal.advice).to.equal(`A file ${poem}.metadata.json beside the work would be used too.`);
    });

    it("keeps nothing where the registry refuses", async () => {
      const { record } = await register();
      const kept = readFileSync(join(folderOf(work), `${record.claim.metadataHash.slice(2)}.metadata.json`), "utf8");
      const hash = metadataHash({ ...(JSON.parse(kept) as Metadata), name: "Mine" });

      const refusal = await refusalOf(() => run("work", "amend", { work, account: "borealis", title: "Mine" }));

      const { aurora, borealis } = workshop.accounts;
      expect(refusal.message).to.equal(`The account ${borealis.address} may not act for the owner ${aurora.address}`);
      const folder = folderOf(work);
      expect(existsSync(join(folder, `${hash.slice(2)}.metadata.json`))).to.equal(false);
    });
  });

  describe("history", () => {
    it("tells all that happened, the oldest first", async () => {
      await register();
      await run("work", "amend", { file: poem, account: "aurora", title: "Le phare, revu" });

      const { events } = await run<{ events: TimelineEntry[] }>("work", "history", { work });

      expect(events.map(({ event }) => event)).to.deep.equal(["WorkRegistered", "WorkAmended"]);
    });

    it("is empty for a work that is not registered", async () => {
      expect(await run("work", "history", { work: UNKNOWN })).to.deep.equal({
        ...{ work: UNKNOWN, state: "unknown", since: undefined, anchored: [], unreadable: [], events: [] },
      });
    });
  });

  describe("list", () => {
    async function list(args: Record<string, unknown> = {}): Promise<CataloguedWork[]> {
      return run<CataloguedWork[]>("work", "list", args);
    }

    it("gives anchored and titled works, the newest first", async () => {
      const other = workshop.write("other.txt", "other");
      const { batch } = await bulk({}, other.path);
      const third = workshop.write("third.txt", "third");
      await register({ file: third.path, title: "潮汐表", author: "Lin" });

      const works = await list();

      expect(works.map(({ contentHash, state }) => [contentHash, state])).to.have.deep.members([
        [third.hash, "provisional"],
        [work, "anchored"],
        [other.hash, "anchored"],
      ]);
      expect(works[0]?.contentHash).to.equal(third.hash);
      expect(join(workshop.home, works[1]?.batch ?? "")).to.equal(batch);
      expect((await list({ search: "汐表" })).map(({ author }) => author)).to.deep.equal(["Lin"]);
      expect(await list({ page: 2, limit: 3 })).to.deep.equal([]);
    });

    it("shows a claimed work as titled, and an amended one by its new title", async () => {
      const { batch } = await bulk();
      await run("work", "claim", { file: poem, batch, account: "aurora" });
      await run("work", "amend", { file: poem, title: "Nouveau phare", account: "aurora" });

      expect((await list()).map(({ title, state }) => [title, state])).to.deep.equal([
        ["Nouveau phare", "provisional"],
      ]);
    });

    it("says what it last saw, and asks the chain where it is told to", async () => {
      const { record } = await register();
      await saveRecord(folderOf(UNKNOWN), { ...record, claim: { ...record.claim, contentHash: UNKNOWN } });
      const stateOf = async (args: Record<string, unknown> = {}): Promise<string | undefined> =>
        (await list(args)).find(({ contentHash }) => contentHash === UNKNOWN)?.state;

      expect(await stateOf()).to.equal("provisional");
      expect(await stateOf({ refresh: true })).to.equal("unknown");
      expect(await stateOf()).to.equal("unknown");
    });

    it("exports what is public for the page: titles, and what is only anchored where it is asked for", async () => {
      const anchored = workshop.write("anchored.txt", "anchored");
      await bulk({}, anchored.path);
      const titled = workshop.write("titled.txt", "titled");
      await register({ file: titled.path, title: "潮汐表", author: "Lin" });
      const folder = workshop.at("export");
      const read = (path: string): Promise<unknown> =>
        Promise.resolve(JSON.parse(readFileSync(join(folder, path), "utf8")) as unknown);
      const exported = async (args: Record<string, unknown> = {}): Promise<readonly ExportedWork[]> => {
        await run("work", "list", { export: folder, ...args });
        return (await (await ExportedCatalogue.open(read)).search("", 0, 100)).works;
      };

      const [shown, ...others] = await exported();
      expect(shown).to.include({ id: titled.hash, title: "潮汐表", author: "Lin", state: "provisional" });
      expect(others).to.deep.equal([]);
      const { registry, chainId } = (await ExportedCatalogue.open(read)).index;
      const { deployment } = workshop.colophon;
      expect({ registry, chainId }).to.deep.equal({ registry: deployment.WorkRegistry.address, chainId: 31_337 });
      const all = await exported({ withAnchored: true });
      expect(all.map(({ id }) => id)).to.have.members([titled.hash, anchored.hash, work]);
      expect(await exported({ search: "汐表", withAnchored: true })).to.deep.equal([shown]);
    });

    it("puts the certificates of a folder beside the works, and names what is none", async () => {
      const titled = workshop.write("titled.txt", "titled");
      await register({ file: titled.path, title: "潮汐表" });
      await register({ file: workshop.write("plain.txt", "plain").path, title: "Plain" });
      const [one, two, certificates] = [workshop.at("one.json"), workshop.at("two.json"), workshop.at("certificates")];
      mkdirSync(certificates);
      await run("checkpoint", "sign", { file: titled.path, account: "admin", out: one });
      await run("checkpoint", "sign", { checkpoints: one, account: "guardian", out: two });
      await run("certificate", "issue", {
        file: titled.path,
        checkpoints: two,
        out: join(certificates, `${titled.hash}.json`),
      });
      const folder = workshop.at("export");
      copyFileSync(join(certificates, `${titled.hash}.json`), join(certificates, `${work}.json`));

      const exported = await run<{ odd: { path: string }[] }>("work", "list", {
        ...{ export: folder, certificates },
      });

      expect(exported).to.include({ certificates: 1, withoutCertificate: 1 });
      expect(exported.odd.map(({ path }) => path)).to.deep.equal([join(certificates, `${work}.json`)]);
      expect(readdirSync(join(folder, "certificates"))).to.deep.equal([`${titled.hash}.json`]);

      const others = workshop.at("others");
      mkdirSync(others);
      const certificate = readFileSync(join(certificates, `${titled.hash}.json`), "utf8");
      writeFileSync(join(others, `${titled.hash}.json`), certificate.replace('"chainId":31337', '"chainId":31338'));
      const none = await run<{ certificates: number; odd: object[] }>("work", "list", {
        ...{ export: folder, certificates: others },
      });
      expect([none.certificates, none.odd.length]).to.deep.equal([0, 1]);
      const nowhere = { export: folder, certificates: workshop.at("nowhere") };
      expect(await refusalOf(() => list(nowhere))).to.include({ code: "FileNotFound", exitCode: 2 });
    });

    it("refuses an export of one page, and what is for an export where there is none", async () => {
      const folder = workshop.at("export");
      const wrong = [{ page: 2 }, { limit: 5 }, { sort: "title" }, { csv: true }, { refresh: true }];
      for (const args of [
        ...wrong.map((each) => ({ ...each, export: folder })),
        { withAnchored: true },
        { certificates: folder },
      ]) {
        expect(await refusalOf(() => list(args))).to.include({ code: "WrongParameter", exitCode: 2 });
      }
      expect(existsSync(folder)).to.equal(false);
    });

    it("knows the dates of works that have titles of their own from a batch", async () => {
      await bulk({ mode: "direct" });

      const [found] = await list();

      const title = await readTitle(workshop.colophon, BigInt(work));
      expect([found?.state, found?.since, found?.finalAt]).to.deep.equal([
        "provisional",
        title?.registeredAt,
        title?.finalAt,
      ]);
    });

    it("refuses what it does not know", async () => {
      const wrong: [Record<string, unknown>, string][] = [
        [
          { state: "lost" },
          '--state: "lost" is none of: unknown, anchored, titled, provisional, final, held, annulled',
        ],
        [{ sort: "x" }, '--sort: "x" is none of: newest, oldest, title, path, size'],
        [{ since: "1" }, '--since: "1" is not a date (2027-12-31) or a date-time (2027-12-31T12:00Z)'],
        [{ page: 0 }, "--limit and --page count from 1"],
        [{ csv: true, json: true }, "Choose one of --csv and --json"],
      ];
      for (const [args, message] of wrong) expect((await refusalOf(() => list(args))).message).to.equal(message);
    });

    it("is empty where the store has none", async () => {
      expect(await list()).to.deep.equal([]);
    });
  });

  describe("verify, of many", () => {
    async function verify(args: Record<string, unknown>): Promise<(DescribedVerification | NotVerified)[]> {
      return (await listening(() => run<(DescribedVerification | NotVerified)[]>("work", "verify", args))).result;
    }

    it("says of each file of a folder, a list or several names what it says of one", async () => {
      const [anchored, unknown] = [workshop.write("anchored.txt", "a"), workshop.write("unknown.txt", "u")];
      const { path: from } = workshop.write("batch.csv", "file,title,author\nanchored.txt,潮,Lin\n");
      await listening(() => run("work", "register-batch", { from, account: "aurora" }));
      await register({ title: "Le phare", author: "Anne" });
      const names = [unknown.path, poem, workshop.at("missing.txt"), anchored.path];

      const verdicts = await verify({ files: names });

      const [first, second, missing, last] = verdicts;
      expect(missing).to.deep.equal({ file: names[2], problem: `${names[2]} does not exist` });
      expect(first).to.deep.include({ file: names[0], verified: false, description: undefined });
      expect(second).to.deep.include({ verified: true, description: { title: "Le phare", author: "Anne" } });
      expect(last).to.deep.include({ verified: true, title: undefined, description: { title: "潮", author: "Lin" } });
      for (const file of [poem, anchored.path, unknown.path]) {
        expect(verdicts.find((verdict) => verdict.file === file)).to.deep.equal(await run("work", "verify", { file }));
      }
      const list = workshop.write("list.txt", names.join("\n")).path;
      expect(await verify({ from: list })).to.deep.equal(verdicts);
      mkdirSync(workshop.at("folder"));
      cpSync(poem, workshop.at("folder/poem.txt"));
      expect((await verify({ from: workshop.at("folder") })).map(({ file }) => file)).to.deep.equal(["poem.txt"]);
    });

    it("names the list, and its line, of a row that names no file", async () => {
      const list = workshop.write("list.csv", "file,title\n,Sea\n").path;
      const refusal = await refusalOf(() => verify({ from: list }));
      expect(refusal.message).to.equal(`${list}, line 2: names no file`);
    });

    it("refuses two ways of naming, and none", async () => {
      for (const args of [{}, { file: poem, from: "x" }, { files: [poem], from: "x" }]) {
        const refusal = await refusalOf(() => run("work", "verify", args));
        expect(refusal.message).to.equal("Name what to verify in one way: --file FILE, several files, or --from");
      }
      const refusal = await refusalOf(() => run("work", "verify", { files: [poem], batch: "x" }));
      expect(refusal.message).to.equal("--record and --batch are for one file");
    });
  });

  describe("index", () => {
    it("makes the catalogue anew", async () => {
      await bulk();

      expect(await run("work", "index")).to.deep.equal({ works: 1, unreadable: [] });
    });
  });
});
