import { writeFileSync } from "node:fs";

import { expect } from "chai";
import { sha256, toUtf8Bytes } from "ethers";

import type { BatchFile } from "../../../../lib/batch/file/batch-file";
import { canonicalText } from "../../../../lib/hashing/canonical-json";
import { metadataFromFields } from "../../../../lib/metadata/metadata";
import type { Evidence } from "../../../../lib/store/evidence";
import { evidenceOf } from "../../../../lib/works/reading/evidence";
import { verifyWork } from "../../../../lib/works/reading/verify";
import { someHash } from "../../../shared/fixture";
import { AURORA, batchOn, BOREALIS, someRow, tamper } from "../../batch/shared/batches";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";

const TEXT = "Et la nuit se souvient.\n";
const WORK = sha256(toUtf8Bytes(TEXT));
const OTHER_METADATA = canonicalText(metadataFromFields({ title: "Another" }));
const NOBODY = "0x1111111111111111111111111111111111111111";

describe("the evidence of an anchored work", () => {
  let folder: TemporaryFolder;
  let stage: Stage;
  let file: string;
  let batch: BatchFile;
  beforeEach(async () => {
    folder = await temporaryFolder();
    file = folder.at("poem.txt");
    writeFileSync(file, TEXT);
    stage = await setStage();
    const rows = [someRow(1, { contentHash: WORK }), someRow(2), someRow(3)];
    batch = await batchOn(stage, folder.at("batches"), rows);
    batch.close();
  });
  afterEach(() => folder.remove());

  /** Sent by aurora, as all that the stage sends. */
  async function anchor(): Promise<void> {
    await stage.registry.anchor(batch.head.root ?? "");
  }

  async function make(contentHash = WORK): Promise<Evidence> {
    return evidenceOf(stage.colophon, { contentHash, batch: batch.path, home: folder.at("home") });
  }

  async function anchoredEvidence(): Promise<Evidence> {
    await anchor();
    return make();
  }

  it("proves the anchor with nothing but the file and the chain", async () => {
    const evidence = await anchoredEvidence();

    const found = await verifyWork(stage.colophon, file, evidence);

    const { owner, metadataHash } = evidence.claim;
    const { root, anchoredAt } = evidence.anchor;
    expect(owner).to.equal(AURORA.address);
    expect(found).to.deep.include({
      ...{ verified: true, title: undefined, anchored: [], differences: [] },
      evidence: { owner, metadataHash, root, anchoredAt },
      since: { time: anchoredAt, of: "anchor" },
    });
    const { salt, siblings } = evidence.proof;
    expect(await stage.registry.verifyAnchored(evidence.claim, salt, root, siblings)).to.equal(anchoredAt);
  });

  it("proves it beside a title, whose time is the one that counts", async () => {
    const evidence = await anchoredEvidence();
    await stage.registry.register({ ...evidence.claim });

    const { verified, title, since, evidence: proven } = await verifyWork(stage.colophon, file, evidence);

    expect({ verified, since: since?.of }).to.deep.equal({ verified: true, since: "registration" });
    expect(title?.owner).to.equal(AURORA.address);
    expect(proven?.anchoredAt).to.equal(evidence.anchor.anchoredAt);
  });

  it("takes addresses however they are written", async () => {
    const { claim, anchor: said, ...others } = await anchoredEvidence();
    const lower = {
      claim: { ...claim, owner: claim.owner.toLowerCase() },
      anchor: { ...said, account: said.account.toLowerCase(), registry: said.registry.toLowerCase() },
    };

    expect((await verifyWork(stage.colophon, file, { ...others, ...lower })).verified).to.equal(true);
  });

  describe("of which something is forged", () => {
    const hash = someHash();
    const ROOT = "root of its claim, salt and siblings";
    type Forge = (evidence: Evidence) => Partial<Evidence>;
    const forgeries: Readonly<Record<string, readonly [Forge, readonly string[]]>> = {
      owner: [({ claim }) => ({ claim: { ...claim, owner: BOREALIS.address } }), [ROOT, "owner"]],
      "content hash": [({ claim }) => ({ claim: { ...claim, contentHash: hash } }), ["content hash", ROOT]],
      "metadata hash": [({ claim }) => ({ claim: { ...claim, metadataHash: hash } }), ["metadata hash", ROOT]],
      metadata: [() => ({ metadata: OTHER_METADATA }), ["metadata hash"]],
      salt: [({ proof }) => ({ proof: { ...proof, salt: hash } }), [ROOT]],
      sibling: [({ proof }) => ({ proof: { ...proof, siblings: [hash, ...proof.siblings.slice(1)] } }), [ROOT]],
      "number of siblings": [({ proof }) => ({ proof: { ...proof, siblings: [] } }), [ROOT]],
      "chain id": [({ anchor: said }) => ({ anchor: { ...said, chainId: 1 } }), ["chain id"]],
      registry: [({ anchor: said }) => ({ anchor: { ...said, registry: NOBODY } }), ["registry"]],
      root: [
        ({ anchor: said }) => ({ anchor: { ...said, root: hash } }),
        [ROOT, "owner", "anchored by", "time of the anchor", "block"],
      ],
      account: [({ anchor: said }) => ({ anchor: { ...said, account: NOBODY } }), ["anchored by"]],
      time: [({ anchor: said }) => ({ anchor: { ...said, anchoredAt: said.anchoredAt - 1 } }), ["time of the anchor"]],
      block: [({ anchor: said }) => ({ anchor: { ...said, blockNumber: 1 } }), ["block"]],
    };
    for (const [what, [forge, named]] of Object.entries(forgeries)) {
      it(`names the difference of the ${what}`, async () => {
        const evidence = await anchoredEvidence();

        const found = await verifyWork(stage.colophon, file, { ...evidence, ...forge(evidence) });

        expect(found.verified).to.equal(false);
        expect(found.differences.map((difference) => difference.split(":")[0])).to.deep.equal(named);
        // Only what leads from the file to the chain's root proves anything.
        expect(found.evidence === undefined).to.equal(named.includes(ROOT));
      });
    }

    it("forges every field that there is", async () => {
      const evidence = await anchoredEvidence();
      const leaves = (value: object, path = ""): string[] =>
        Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
          typeof inner === "object" && inner !== null && !Array.isArray(inner)
            ? leaves(inner, `${path}${key}.`)
            : [`${path}${key}`],
        );
      const changed = Object.values(forgeries).flatMap(([forge]) => {
        const forged = { ...evidence, ...forge(evidence) };
        const value = (of: Evidence, path: string): unknown =>
          path.split(".").reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], of);
        return leaves(evidence).filter(
          (path) => JSON.stringify(value(forged, path)) !== JSON.stringify(value(evidence, path)),
        );
      });

      expect([...new Set(changed), "format"]).to.have.members(leaves(evidence));
    });

    it("does not prove another file", async () => {
      const evidence = await anchoredEvidence();
      writeFileSync(file, `${TEXT}x`);

      const { verified, evidence: proven, differences } = await verifyWork(stage.colophon, file, evidence);

      expect({ verified, proven }).to.deep.equal({ verified: false, proven: undefined });
      expect(differences).to.deep.equal([
        `content hash: the evidence says ${WORK}, found ${sha256(toUtf8Bytes(`${TEXT}x`))}`,
      ]);
    });
  });

  it("does not prove a claim in the name of another than who made the anchor", async () => {
    const evidence = await anchoredEvidence();
    const row = someRow(1, { contentHash: WORK });
    batch = await batchOn(stage, folder.at("foreign"), [row], { owner: BOREALIS.address });
    batch.close();
    await anchor();

    const refusal = await refusalOf(() => make());

    expect(refusal).to.include({ code: "BatchProvesNothing", exitCode: 3 });
    expect(refusal.message).to.equal(
      `${batch.path} does not prove the work ${WORK}: owner: the evidence says ${BOREALIS.address}, found ${evidence.claim.owner}`,
    );
  });

  it("is not made of a root that nobody has anchored", async () => {
    const refusal = await refusalOf(() => make());

    expect(refusal.code).to.equal("WorkRegistryNotAnchored");
  });

  it("is not made of a work that the batch does not have", async () => {
    await anchor();

    expect((await refusalOf(() => make(someHash()))).code).to.equal("FileNotInBatch");
  });

  it("is not made of a batch that was tampered with", async () => {
    await anchor();
    tamper(batch.path, "UPDATE works SET salt = randomblob(32) WHERE id = 1");

    expect((await refusalOf(() => make())).code).to.equal("NotABatchFile");
  });

  it("is not made where the home knows of no anchor", async () => {
    const order = { contentHash: WORK, home: folder.at("home") };

    const refusal = await refusalOf(() => evidenceOf(stage.colophon, order));

    expect(refusal).to.include({ code: "NotAnchored", exitCode: 2 });
    expect(refusal.message).to.equal(`No anchored batch of this home has the work ${WORK}`);
  });

  it("is the record, where a title has no anchor", async () => {
    await stage.registry.register({ owner: AURORA.address, contentHash: WORK, metadataHash: someHash() });
    const order = { contentHash: WORK, home: folder.at("home") };

    const refusal = await refusalOf(() => evidenceOf(stage.colophon, order));

    expect(refusal).to.include({ code: "TitleIsEvidence", exitCode: 2 });
    expect(refusal.message).to.equal(`The work ${WORK} has a title, and no anchored batch of this home has it`);
  });
});
