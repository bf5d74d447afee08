import { expect } from "chai";

import type { Certificate } from "../../../lib/certificates/format";
import { gather } from "../../../lib/certificates/issue/issue";
import { judge, type Judgement } from "../../../lib/certificates/judge/judge";
import { formatWorkId } from "../../../lib/hashing/work-id";
import { anchorAlone } from "../../shared/anchors";
import { type Claim, claimOf, registerWork, someHash } from "../../shared/fixture";
import { refusalOf } from "../shared/refusal";
import { setStage, type Stage } from "../shared/stage";
import { signedBy, trustOf } from "./certified";

describe("A certificate of a work that has no title", () => {
  let stage: Stage;
  let claim: Claim;
  let workId: bigint;
  beforeEach(async () => {
    stage = await setStage();
    claim = claimOf(stage.accounts.aurora);
    workId = BigInt(claim.contentHash);
  });

  async function absence(): Promise<Certificate> {
    return gather(stage.colophon, { workId, checkpoints: await signedBy(stage, workId), untitled: {} });
  }

  /** Anchors the claim, and certifies that. */
  async function anchored(by = stage.accounts.aurora): Promise<Certificate> {
    const { proven } = await anchorAlone(stage.registry.connect(by), claim);
    const [{ owner, metadataHash }, salt, root, siblings] = proven;
    const checkpoints = await signedBy(stage, workId);
    const untitled = { anchored: { root, claim: { owner, metadataHash, salt, siblings } } };
    return gather(stage.colophon, { workId, checkpoints, untitled });
  }

  const judged = (certificate: Certificate): Promise<Judgement> =>
    judge(certificate, { trust: trustOf(certificate, stage) });

  it("proves that nobody had registered it by its block, also when somebody has done so since", async () => {
    const certificate = await absence();
    await stage.registry.register(claim);

    const { verdict, proven } = await judged(certificate);

    expect(verdict).to.equal("no title");
    expect(proven).to.include({ title: undefined, anchor: undefined, block: certificate.state.block });
    expect(certificate.history).to.deep.equal([]);
  });

  it("is none of a work that has a title, whatever is taken out of its certificate", async () => {
    const other = await registerWork(stage.registry, stage.accounts.aurora);
    const certificate = await absence();
    await stage.registry.register(claim);
    const otherId = formatWorkId(other);
    const titled = await gather(stage.colophon, { workId, checkpoints: await signedBy(stage, workId) });

    expect(await judged({ ...titled, history: [] })).to.include({ verdict: "altered" });
    expect(await judged({ ...certificate, work: { id: otherId } })).to.include({ verdict: "altered" });
    expect(await judged({ ...certificate, history: titled.history, blocks: titled.blocks })).to.include({
      verdict: "altered",
    });
    const refusal = await refusalOf(absence);
    expect(refusal).to.include({ code: "TitleToCertify", exitCode: 2 });
  });

  it("is believed and stale by the same rules as one of a title", async () => {
    const certificate = await absence();
    const trust = trustOf(certificate, stage);
    const unsigned = certificate.blocks.map(({ header }) => ({ header }));

    expect(await judge({ ...certificate, blocks: unsigned }, { trust })).to.include({ verdict: "signers unknown" });
    expect(await judge(certificate, { trust, notBefore: 2 ** 33 })).to.include({ verdict: "stale" });
    expect(await judge(certificate, { trust, contentHash: someHash() })).to.include({ verdict: "not this file" });
  });

  it("proves the claim that is anchored in the place of a title", async () => {
    const certificate = await anchored();

    const { verdict, proven } = await judged(certificate);

    const root = proven?.anchor?.root ?? "";
    const { account, anchoredAt, blockNumber } = await stage.registry.anchorOf(root);
    expect(verdict).to.equal("anchored");
    expect(proven?.anchor).to.deep.equal({
      ...{ root, owner: claim.owner, metadataHash: claim.metadataHash },
      ...{ account, anchoredAt: Number(anchoredAt), block: Number(blockNumber) },
    });
  });

  it("finds another salt, a sibling too many, and metadata that are not those of the claim", async () => {
    const certificate = await anchored();
    const { anchor } = certificate;
    if (anchor === undefined) throw new Error("it has no anchor");

    for (const other of [
      { anchor: { ...anchor, salt: someHash() } },
      { anchor: { ...anchor, siblings: [someHash()] } },
      { work: { ...certificate.work, metadata: "{}" } },
    ]) {
      expect(await judged({ ...certificate, ...other })).to.include({ verdict: "altered" });
    }
  });

  it("does not take a claim in another's name, whoever anchored it", async () => {
    const judgement = await judged(await anchored(stage.accounts.borealis));

    expect(judgement).to.include({ verdict: "altered" });
    expect(judgement.reason).to.include(stage.accounts.borealis.address);
  });
});
