import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { takeSnapshot } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import { judgeEither, readEither } from "../../../lib/certificates/attested/either";
import type { Certificate } from "../../../lib/certificates/format";
import type { Trust } from "../../../lib/certificates/trust";
import { hashBytes } from "../../../lib/hashing/hash-bytes";
import { withDisclosed } from "../../../lib/metadata/redactable";
import { judgementLines } from "../../../tasks/certificate/judgement-lines";
import { writeCertificate } from "../../../tasks/certificate/write";
import { fields } from "../../../tasks/shared/print/output";
import { setSettings } from "../../lib/shared/environment";
import { refusalOf } from "../../lib/shared/refusal";
import { ROOT } from "../../shards/shards";
import { TitleStatus } from "../../shared/enums";
import { someHash } from "../../shared/fixture";
import { listening, openWorkshop, run, type Workshop } from "../workshop";

interface Judged {
  readonly verdict: string;
  readonly reason?: string;
  readonly history: readonly { readonly event: string }[];
  readonly since?: { readonly block: number; readonly news?: string };
}

describe("the tasks about certificates and checkpoints", () => {
  let workshop: Workshop;
  let file: string;
  let certificate: string;
  let trust: string;
  let checkpoints: string;
  beforeEach(async () => {
    workshop = await openWorkshop();
    file = workshop.write("poem.txt", "La mer.\n").path;
    certificate = workshop.at("certificate.json");
    checkpoints = workshop.at("checkpoints.json");
    trust = workshop.write("trust.json", JSON.stringify(await trusted("admin", "guardian"))).path;
    await run("work", "register", { file, title: "The sea", account: "aurora" });
    await run("work", "amend", { file, title: "The sea, again", account: "aurora" });
  });
  afterEach(() => workshop.close());

  async function trusted(...names: ("admin" | "guardian" | "stranger")[]): Promise<Trust> {
    const { registry, accounts } = workshop;
    return {
      format: "colophon-trust/1",
      registry: { chainId: 31337, address: await registry.getAddress() },
      members: { threshold: names.length, keys: names.map((name) => ({ name, address: accounts[name].address })) },
    };
  }

  /** Has two members sign the blocks of a work. @returns the file of their signatures */
  async function sign(of = file, name = "checkpoints.json"): Promise<string> {
    const [first, out] = [workshop.at(`first-${name}`), workshop.at(name)];
    await run("checkpoint", "sign", { file: of, account: "admin", out: first });
    await run("checkpoint", "sign", { checkpoints: first, account: "guardian", out });
    return out;
  }

  const verify = (args: object = {}): Promise<Judged> => run("certificate", "verify", { certificate, ...args });

  it("issue what is verified in a home that has nothing, without the chain's word", async () => {
    await sign();
    await run("certificate", "issue", { file, checkpoints, trust, out: certificate });

    const restore = setSettings({ HOME: workshop.at("empty"), CHAIN_PORT: "1" });
    try {
      const judged = await verify({ file, trust });
      expect(judged).to.include({ verdict: "valid" });
      expect(judged.history.map(({ event }) => event)).to.deep.equal(["WorkRegistered", "WorkAmended"]);
      expect(await verify({ file: trust, trust })).to.include({ verdict: "not this file" });
      expect(await verify({ file, trust, notBefore: "2200-01-01" })).to.include({ verdict: "stale" });
      expect(await verify({ file })).to.include({ verdict: "signers unknown" });
    } finally {
      restore();
    }
    const { work } = JSON.parse(readFileSync(certificate, "utf8")) as Certificate; // as issued
    expect(JSON.parse(work.metadata ?? "")).to.include({ name: "The sea, again" });
  });

  it("leave out metadata that this home does not keep", async () => {
    await workshop.registry.amend(hashBytes("La mer.\n"), someHash());

    await run("certificate", "issue", { file, out: certificate });

    expect((JSON.parse(readFileSync(certificate, "utf8")) as Certificate).work).not.to.have.property("metadata");
    expect(await verify()).to.include({ verdict: "signers unknown" });
  });

  it("withhold what was registered as redactable, and the rest verifies", async () => {
    const other = workshop.write("letter.txt", "Chère amie,\n").path;
    // With a blank: random digests may have any three letters in them.
    const said = { title: "A letter", author: "Lin Ye", published: "1926-03-14" };
    await run("work", "register", { file: other, ...said, account: "aurora", redactable: "author,datePublished" });
    const [whole, part, bare] = ["whole.json", "part.json", "bare.json"].map((name) => workshop.at(name));
    await run("certificate", "issue", { file: other, out: whole });
    await run("certificate", "issue", { file: other, out: part, redact: "author" });
    await run("certificate", "issue", { file: other, out: bare, redact: "all" });

    const workIn = (path = ""): Certificate["work"] => (JSON.parse(readFileSync(path, "utf8")) as Certificate).work;
    const told = (path?: string): string => withDisclosed(workIn(path).metadata ?? "", workIn(path).disclosures ?? []);
    expect(JSON.parse(told(whole))).to.include({ name: "A letter", author: "Lin Ye", datePublished: "1926-03-14" });
    expect(JSON.parse(told(part))).to.include({ name: "A letter", datePublished: "1926-03-14" });
    expect(readFileSync(part ?? "", "utf8")).not.to.include("Lin Ye");
    expect(workIn(bare)).to.have.all.keys("id");
    for (const path of [whole, part, bare]) {
      expect(await run("certificate", "verify", { certificate: path, file: other })).to.include({
        verdict: "signers unknown",
      });
    }
    expect(JSON.parse(told(part))).not.to.have.property("author");
  });

  it("withhold what a batch registered as redactable, be it titled or anchored", async () => {
    for (const mode of ["direct", "anchor"]) {
      const letter = workshop.write(`${mode}.txt`, `Chère amie, ${mode}\n`).path;
      const from = workshop.write(`${mode}.csv`, `file,title,author\n${letter},A letter,Lin Ye\n`).path;
      const [whole, part] = [`${mode}-whole.json`, `${mode}-part.json`].map((name) => workshop.at(name));
      await run("work", "register-batch", { from, mode, account: "aurora", redactable: "author" });
      await run("certificate", "issue", { file: letter, out: whole });
      await run("certificate", "issue", { file: letter, out: part, redact: "author" });

      const told = (path = ""): string => {
        const { metadata = "", disclosures = [] } = (JSON.parse(readFileSync(path, "utf8")) as Certificate).work;
        return withDisclosed(metadata, disclosures);
      };
      expect(told(whole)).to.contain("A letter").and.to.contain("Lin Ye");
      expect(told(part)).to.contain("A letter").and.not.to.contain("Lin Ye");
      const none = workshop.at(`${mode}-none.json`);
      await run("certificate", "issue", { file: letter, out: none, redact: "all" });
      for (const [certificate, withheld] of [
        [whole, 0],
        [part, 1],
        [none, undefined],
      ] as const) {
        expect(await run("certificate", "verify", { certificate, file: letter }), certificate).to.include({
          verdict: "signers unknown",
          withheld,
        });
      }
    }
  });

  it("withhold what was amended as redactable, again and again, and never tell what a field said before", async () => {
    const workIn = (path: string): Certificate["work"] => (JSON.parse(readFileSync(path, "utf8")) as Certificate).work;
    const told = async (name: string, more: object = {}): Promise<object> => {
      await run("certificate", "issue", { file, out: workshop.at(name), ...more });
      expect(await run("certificate", "verify", { certificate: workshop.at(name), file })).to.include({
        verdict: "signers unknown",
      });
      const { metadata = "", disclosures = [] } = workIn(workshop.at(name));
      return JSON.parse(withDisclosed(metadata, disclosures)) as object;
    };
    const amend = (more: object): Promise<unknown> => run("work", "amend", { file, account: "aurora", ...more });

    await amend({ author: "Lin Ye", published: "1926-03-14", redactable: "author" });
    expect(await told("first.json")).to.include({ author: "Lin Ye", datePublished: "1926-03-14" });
    expect(await told("withheld.json", { redact: "author" })).not.to.have.property("author");
    expect(readFileSync(workshop.at("withheld.json"), "utf8")).not.to.include("Lin Ye");

    await amend({ language: "fr", redactable: "author,datePublished" });
    expect(await told("second.json", { redact: "datePublished" })).to.include({ author: "Lin Ye", inLanguage: "fr" });

    await amend({ author: "Mei", redactable: "author" });
    expect(await told("third.json")).to.include({ author: "Mei", datePublished: "1926-03-14" });
    expect(workIn(workshop.at("third.json")).disclosures, "none of Lin").to.have.length(2);

    await amend({ author: "Mei", published: "1927" });
    expect(await told("plain.json")).to.include({ author: "Mei", datePublished: "1927" });
    expect(workIn(workshop.at("plain.json"))).not.to.have.property("disclosures");
  });

  it("say of a block that no chain has that it is none, before they ask for it", async () => {
    for (const [scope, task] of [
      ["checkpoint", "sign"],
      ["certificate", "trust"],
    ] as const) {
      const refusal = await refusalOf(() =>
        run(scope, task, { block: -1, account: "admin", out: workshop.at("none.json") }),
      );
      expect(refusal, task).to.include({ message: '--block: "-1" is less than 0', exitCode: 2 });
    }
  });

  it("withhold nothing that was registered in plain words", async () => {
    const refusal = await refusalOf(() => run("certificate", "issue", { file, out: certificate, redact: "name" }));

    expect(refusal).to.include({ code: "FieldNotRedactable", exitCode: 2 });
  });

  it("certify that nobody has registered a file, and then that it is anchored", async () => {
    const other = workshop.write("other.txt", "another").path;
    const [absent, anchored] = [workshop.at("absent.json"), workshop.at("anchored.json")];

    await run("certificate", "absence", { file: other, checkpoints: await sign(other, "before.json"), out: absent });
    const { path: from } = workshop.write("works.csv", "file,title\nother.txt,Another\n");
    await listening(() => run("work", "register-batch", { from, account: "aurora" }));
    await run("certificate", "issue", { file: other, checkpoints: await sign(other, "after.json"), out: anchored });

    const judged = (path: string) => run<Judged>("certificate", "verify", { certificate: path, file: other, trust });
    expect(await judged(absent)).to.include({ verdict: "no title" });
    expect(await judged(anchored)).to.include({ verdict: "anchored" });
    // It has the salt of a claim that nobody has shown to the registry.
    if (process.platform !== "win32") expect(statSync(anchored).mode & 0o077).to.equal(0);
  });

  it("ask a node where it is told to: nothing has happened since, or what has", async () => {
    await run("certificate", "issue", { file, out: certificate });

    const [online, unnamed] = [await verify({ file, online: true }), await verify({ file })];
    expect(online).to.deep.include({ verdict: "provisional" });
    expect(online.since).to.include({ news: undefined }).and.to.have.property("block").that.is.a("number");
    expect(unnamed).to.include({ verdict: "signers unknown", since: undefined });
    const { path: strangers } = workshop.write("other.json", JSON.stringify(await trusted("stranger")));
    expect(await verify({ file, trust: strangers, online: true })).to.include({ verdict: "signers unknown" });
    expect(await verify({ file: trust, online: true })).to.include({ verdict: "not this file" });

    const { path: order } = workshop.write("order.txt", "hold it");
    await run("order", "hold", { file, order, account: "adjudicator" });
    const { verdict, reason } = await verify({ file, online: true });
    expect(verdict).to.equal("stale");
    expect(reason).to.match(/^since then the title became held in block \d+$/);
  });

  it("ask a node about absence, too, and tell a node that says otherwise from news", async () => {
    const other = workshop.write("other.txt", "another").path;
    const absent = workshop.at("absent.json");
    await run("certificate", "absence", { file: other, out: absent });
    const ask = (path: string) => run<Judged>("certificate", "verify", { certificate: path, online: true });
    expect(await ask(absent)).to.include({ verdict: "no title" });

    const snapshot = await takeSnapshot();
    await run("work", "register", { file: other, title: "Another", account: "aurora" });
    await run("certificate", "issue", { file: other, out: certificate });
    expect((await ask(absent)).reason).to.match(/^since then the work was registered in block \d+$/);
    await snapshot.restore();

    expect(await refusalOf(() => ask(certificate))).to.include({ code: "NodeSaysOtherwise" });
    const foreign = join(ROOT, "samples", "certificates", "kaia", "validator-down.json");
    expect(await refusalOf(() => ask(foreign))).to.include({ code: "CertificateOfOtherRegistry", exitCode: 2 });
  });

  it("say to whoever names no trust file who vouches, and doubt nobody", async () => {
    const { accounts, colophon, registry } = workshop;
    const order = { workId: BigInt(hashBytes("La mer.\n")) };
    const said = async (name: string, args: object): Promise<string> =>
      (await writeCertificate(colophon, { out: workshop.at(name), ...args }, order)).text.replace(/\s+/g, " ");

    const unsigned = await said("unsigned.json", {});
    expect(unsigned)
      .to.contain("Vouched for by nobody yet")
      .and.to.contain("checkpoint sign")
      .and.not.to.contain("nobody is named");
    const signed = await said("signed.json", { checkpoints: await sign() });
    expect(signed)
      .to.contain("Vouched for by 2 signers")
      .and.to.contain("--trust")
      .and.not.to.contain("nobody is named");
    expect(await said("trusted.json", { checkpoints, trust })).not.to.contain("Vouched for");
    await registry.connect(accounts.adjudicator).setStatus(order.workId, TitleStatus.Annulled, someHash());
    expect(await said("annulled.json", {})).to.contain("But the title is annulled");
  });

  it("say what the node knows of the registry's code when they issue, and where a reader has it from", async () => {
    const { colophon, registry } = workshop;
    const order = { workId: BigInt(hashBytes("La mer.\n")) };
    const { text: issued } = await writeCertificate(colophon, { out: certificate }, order);
    const [since = 0, finalAt = 0] = ["Since", "Final from"].map((name) =>
      Date.parse(new RegExp(`^${name} +(.*)$`, "m").exec(issued)?.[1] ?? ""),
    );
    expect((finalAt - since) / 1000).to.equal(Number(await registry.REVEAL_WINDOW()));
    expect(issued).not.to.contain("anybody can deploy one");

    const read = await readEither(certificate);
    if (!("certificate" in read)) throw new Error("it is none");
    const lines = async (by: Trust | undefined): Promise<string> =>
      fields(judgementLines(read.certificate, await judgeEither(read.certificate, { trust: by }), by)).replace(
        /\s+/g,
        " ",
      );
    for (const [by, where] of [
      [undefined, "name a trust file with --trust, which says"],
      [await trusted("admin"), 'the trust file has no "deployment", as certificate trust writes it, which says'],
    ] as const) {
      const said = await lines(by);
      expect(said).to.contain(`Final from not known: ${where} for how long a title is provisional`);
      expect(said).to.contain(`anybody can deploy one: ${where} which one counts`);
    }
  });

  it("write nothing that the trust file does not accept", async () => {
    await sign();
    const other = workshop.write("other.json", JSON.stringify(await trusted("admin", "stranger"))).path;

    for (const given of [{ trust }, { trust: other, checkpoints }]) {
      const refusal = await refusalOf(() => run("certificate", "issue", { file, out: certificate, ...given }));
      expect(refusal).to.include({ code: "CertificateNotVouched", exitCode: 3 });
    }
    expect(await refusalOf(() => verify())).to.include({ code: "FileNotFound" });
  });

  it("issue those of all works of this home, or of a folder, and name what they leave out", async () => {
    mkdirSync(workshop.at("works"));
    const anchored = workshop.write("works/other.txt", "another").path;
    workshop.write("works/poem.txt", "La mer.\n");
    const folder = workshop.at("certificates");

    const { result: all, said } = await listening(() => run("certificate", "issue", { all: true, out: folder }));
    expect(all).to.deep.include({ folder, written: 1, there: 0, untitled: 0, refused: [] });
    expect(said).to.match(/^Issuing: 1 of 1 work\b/);
    const from = dirname(anchored);
    const some = await listening(() => run("certificate", "issue", { all: true, out: folder, from }));
    expect(some.result).to.deep.include({ written: 0, there: 1, untitled: 1 });
    expect(some.said).to.match(/Issuing: 2 of 2 works\b/);
    for (const args of [{ file, all: true }, { all: true, batch: file, from: folder }, { file, from: folder }, {}]) {
      const refusal = await refusalOf(() => run("certificate", "issue", { out: certificate, ...args }));
      expect(refusal).to.include({ code: "WorkNotNamed", exitCode: 2 });
    }
  });

  it("issue those of a batch file, and say how many of its works are done", async () => {
    mkdirSync(workshop.at("works"));
    for (const name of ["one", "two", "three"]) workshop.write(`works/${name}.txt`, name);
    const { batch } = await run<{ batch: string }>("work", "register-batch", {
      from: workshop.at("works"),
      mode: "direct",
      account: "aurora",
    });

    const { result, said } = await listening(() =>
      run("certificate", "issue", { all: true, out: workshop.at("certificates"), batch }),
    );
    expect(result).to.deep.include({ written: 3, refused: [] });
    expect(said).to.match(/Issuing: 3 of 3 works\b/);
  });

  it("refuse a work that has no title, and files that are something else", async () => {
    const other = workshop.write("other.txt", "another").path;

    for (const [args, code] of [
      [{ file: other }, "NoTitleToCertify"],
      [{ file, checkpoints: trust }, "NotCheckpoints"],
      [{ file, trust: other }, "NotJson"],
    ] as const) {
      const refusal = await refusalOf(() => run("certificate", "issue", { out: certificate, ...args }));
      expect(refusal).to.include({ code, exitCode: 2 });
    }
    const noCertificate = await refusalOf(() => run("certificate", "verify", { certificate: trust }));
    expect(noCertificate).to.include({ code: "NotACertificate", exitCode: 2 });
  });

  it("sign nothing beside a block that the node has otherwise, or a signature that is none", async () => {
    await sign();
    const text = readFileSync(checkpoints, "utf8");
    const { checkpoints: all } = JSON.parse(text) as {
      checkpoints: { blockHash: string; members: { signature: string }[] }[];
    };
    const hash = all[0]?.blockHash ?? "";
    const otherBlock = workshop.at("other-block.json");
    writeFileSync(otherBlock, text.replaceAll(hash, someHash()).replace(/"members": \[[^\]]*\]/g, '"members": []'));
    const forged = workshop.at("forged.json");
    writeFileSync(forged, text.replace(hash, someHash()));

    const out = workshop.at("out.json");
    const signing = (from: string) =>
      refusalOf(() => run("checkpoint", "sign", { checkpoints: from, account: "admin", out }));
    expect(await signing(otherBlock)).to.include({ code: "CheckpointOfOtherBlock", exitCode: 3 });
    expect(await signing(forged)).to.include({ code: "CheckpointNotSigned", exitCode: 3 });
    const otherRegistry = workshop.at("other-registry.json");
    writeFileSync(otherRegistry, text.replace('"chainId": 31337', '"chainId": 1'));
    expect(await signing(otherRegistry)).to.include({ code: "CheckpointsOfOtherRegistry", exitCode: 2 });

    // Whoever issues a certificate is told the same.
    for (const [given, code] of [
      [otherBlock, "CheckpointOfOtherBlock"],
      [forged, "CheckpointNotSigned"],
      [otherRegistry, "CheckpointsOfOtherRegistry"],
    ] as const) {
      const refusal = await refusalOf(() =>
        run("certificate", "issue", { file, checkpoints: given, out: certificate }),
      );
      expect(refusal).to.include({ code });
    }
  });

  it("say that a chain without a committee and validators names nobody to trust", async () => {
    const refusal = await refusalOf(() => run("certificate", "trust", { out: workshop.at("made.json") }));

    expect(refusal).to.include({ code: "NobodyToTrust", exitCode: 2 });
  });

  it("make a beginning of a trust file of the committee, which takes more than half of the members", async () => {
    const court = await openWorkshop({ COMMITTEE: join(ROOT, "samples", "committee.json") }, "handover");
    try {
      const made = await run<Trust>("certificate", "trust", { out: court.at("trust.json") });

      expect(made.members).to.include({ threshold: 3 });
      expect(made.members?.keys.length).to.equal(5);
      const refusal = await refusalOf(() => run("certificate", "trust", { out: court.at("t.json"), threshold: 6 }));
      expect(refusal).to.include({ code: "ThresholdOutOfRange", exitCode: 2 });
    } finally {
      await court.close();
    }
  });
});
