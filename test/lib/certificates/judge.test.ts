import { readFileSync } from "node:fs";

import { expect } from "chai";
import { ethers, network } from "hardhat";

import type { Certificate } from "../../../lib/certificates/format";
import { gather } from "../../../lib/certificates/issue/issue";
import { judge } from "../../../lib/certificates/judge/judge";
import type { Verdict } from "../../../lib/certificates/judge/verdict";
import type { Trust } from "../../../lib/certificates/trust";
import { canonicalText } from "../../../lib/hashing/canonical-json";
import { hashBytes } from "../../../lib/hashing/hash-bytes";
import { digestOf } from "../../../lib/metadata/redactable";
import { readHeader } from "../../../lib/proofs/header";
import { timestampParts } from "../../../lib/proofs/timestamps/timestamp-token";
import { TitleStatus } from "../../shared/enums";
import { registerWork, someHash } from "../../shared/fixture";
import { temporaryFolder } from "../shared/temporary-folder";
import { type Certified, setCertified, signedBy } from "./certified";
import { timestampAuthority } from "./timestamp-authority";

const MOST_BYTES_OF_FIVE_EVENTS = 40_000;

describe("judge", () => {
  let certified: Certified;
  beforeEach(async () => {
    certified = await setCertified();
  });

  async function verdictOf(
    change: Partial<Certificate> = {},
    question: Partial<Parameters<typeof judge>[1]> = {},
  ): Promise<Verdict> {
    const { certificate, trust } = certified;
    return (await judge({ ...certificate, ...change }, { trust, ...question })).verdict;
  }

  /** Hands the title's certificate over anew, after something happened to it. */
  async function again(): Promise<Certificate> {
    const { stage, workId } = certified;
    return gather(stage.colophon, { workId, checkpoints: await signedBy(stage, workId) });
  }

  it("says of a certificate that it is valid, and gives the title and the whole history as the chain has them", async () => {
    const { certificate, trust, stage, workId } = certified;

    const { verdict, proven } = await judge(certificate, { trust, contentHash: certificate.work.id });

    const title = await stage.registry.titleOf(workId);
    expect(verdict).to.equal("valid");
    expect(proven?.title).to.deep.equal({
      owner: title.owner,
      registeredAt: Number(title.registeredAt),
      changedAtBlock: Number(title.changedAtBlock),
      status: 0,
      hasMoved: false,
      events: 5,
    });
    expect(proven?.history.map(({ event }) => event.name)).to.deep.equal([
      ...["WorkRegistered", "PriorityProven"],
      ...["WorkAmended", "WorkAmended", "WorkAmended"],
    ]);
    expect(JSON.stringify(certificate).length).to.be.below(MOST_BYTES_OF_FIVE_EVENTS);
  });

  it("finds a disclosure of a field that the metadata do not have, and one without metadata", async () => {
    const { work } = certified.certificate;
    const other = Buffer.from('["salt","author","Borealis"]').toString("base64url");

    expect(await verdictOf({ work: { ...work, disclosures: [other] } })).to.equal("altered");
    expect(await verdictOf({ work: { id: work.id, disclosures: work.disclosures } })).to.equal("altered");
    expect(await verdictOf({ work: { ...work, disclosures: work.disclosures?.slice(1) } })).to.equal("valid");
  });

  it("finds one field that is disclosed twice, and a disclosure that tells none", async () => {
    const { stage, trust } = certified;
    const workId = await registerWork(stage.registry, stage.accounts.aurora);
    const [aurora = "", borealis = "", note = "", none = ""] = [
      ...[
        '["c2FsdA","author","Aurora"]',
        '["c2FsdA","author","Borealis"]',
        '["c2FsdA","note","n"]',
        '["c2FsdA","note"]',
      ],
    ].map((each) => Buffer.from(each).toString("base64url"));
    const metadata = canonicalText({ _sd: [aurora, borealis, note, none].map(digestOf) });
    await stage.registry.amend(workId, hashBytes(metadata));
    const checkpoints = await signedBy(stage, workId);

    for (const [shown, verdict] of [
      [[aurora, note], "valid"],
      [[borealis], "valid"],
      [[aurora, borealis], "altered"],
      [[aurora, none], "altered"],
    ] as const) {
      const order = { workId, checkpoints, metadataOf: () => Promise.resolve(metadata) };
      const certificate = await gather(stage.colophon, { ...order, disclosuresOf: () => Promise.resolve(shown) });
      expect((await judge(certificate, { trust })).verdict, shown.join()).to.equal(verdict);
    }
  });

  it("finds a timestamp by a key that not every verifier knows, though it is signed as it should be", async () => {
    const folder = await temporaryFolder();
    const { certificate, trust } = certified;
    for (const [kind, verdict] of [
      ["ec", "valid"],
      ["brainpool", "altered"],
    ] as const) {
      const timestamp = timestampParts(readFileSync(timestampAuthority(folder, kind, kind).stamp(certificate.work.id)));
      const judgement = await judge({ ...certificate, timestamp }, { trust });
      expect(judgement.verdict).to.equal(verdict);
      if (verdict === "altered") expect(judgement.reason).to.match(/^timestamp\.certificate has another key/);
    }
    await folder.remove();
  });

  it("says not this file of another file", async () => {
    expect(await verdictOf({}, { contentHash: someHash() })).to.equal("not this file");
  });

  it("says signers unknown where nobody is trusted, or others are, or they speak about another registry", async () => {
    const { trust, stage } = certified;
    const others: Trust = {
      ...trust,
      members: { threshold: 1, keys: [{ name: "a stranger", address: stage.accounts.stranger.address }] },
    };

    expect(await verdictOf({}, { trust: undefined })).to.equal("signers unknown");
    expect(await verdictOf({}, { trust: others })).to.equal("signers unknown");
    expect(await verdictOf({}, { trust: { ...trust, registry: { ...trust.registry, chainId: 1 } } })).to.equal(
      "signers unknown",
    );
  });

  it("says not enough signers where one signature is missing, and counts nobody twice", async () => {
    const { certificate, trust } = certified;
    const blocks = certificate.blocks.map((block) => ({ ...block, members: block.members?.slice(1) }));
    const doubled = certificate.blocks.map(({ members = [], ...block }) => ({
      ...block,
      members: [...members.slice(1), ...members.slice(1)],
    }));

    expect(await verdictOf({ blocks })).to.equal("not enough signers");
    expect(await verdictOf({ blocks: doubled })).to.equal("altered");
    const twice = {
      ...trust,
      members: { threshold: 3, keys: [...(trust.members?.keys ?? []), ...(trust.members?.keys ?? [])] },
    };
    expect(await verdictOf({}, { trust: twice })).to.equal("not enough signers");
  });

  it("says stale of one whose newest block is older than was asked for", async () => {
    const { certificate, trust } = certified;
    const { proven } = await judge(certificate, { trust });
    const time = proven?.time ?? 0;

    expect(await verdictOf({}, { notBefore: time })).to.equal("valid");
    expect(await verdictOf({}, { notBefore: time + 1 })).to.equal("stale");
  });

  it("says on hold and annulled of a title that is, as of the newest block", async () => {
    const { stage, workId, trust } = certified;
    const court = stage.registry.connect(stage.accounts.adjudicator);

    await court.setStatus(workId, TitleStatus.Held, someHash());
    expect((await judge(await again(), { trust })).verdict).to.equal("on hold");
    await court.setStatus(workId, TitleStatus.Annulled, someHash());
    expect((await judge(await again(), { trust })).verdict).to.equal("annulled");
  });

  it("believes a block that nobody signed where the headers after it lead to one that is signed", async () => {
    const { stage, workId, trust } = certified;
    const { checkpoints, ...rest } = await signedBy(stage, workId);
    const newest = { ...rest, checkpoints: checkpoints.slice(-1) };

    const linked = await gather(stage.colophon, { workId, checkpoints: newest });
    expect((await judge(linked, { trust })).verdict).to.equal("valid");

    await network.provider.send("hardhat_mine", ["0x10"]);
    const far = await ethers.provider.getBlockNumber();
    const gap = linked.blocks.filter((_, index) => index !== 1);
    expect((await judge({ ...linked, blocks: gap }, { trust })).verdict).to.be.oneOf(["altered", "signers unknown"]);
    expect(far).to.be.above(readHeader("ethereum", linked.blocks.at(-1)?.header ?? "", "the last").number);
  });

  it("finds a history that ends too early, though every event in it is true", async () => {
    const { certificate, trust, stage, workId } = certified;
    await stage.registry.amend(workId, someHash());
    const longer = await again();

    const shortened = {
      ...longer,
      history: longer.history.slice(0, -1),
    };
    expect((await judge(shortened, { trust })).verdict).to.equal("altered");
    expect((await judge({ ...longer, history: certificate.history }, { trust })).verdict).to.equal("altered");
    expect((await judge(certificate, { trust })).verdict, "as of its own block").to.equal("valid");
  });
});
