import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import type { JsonRpcApiProvider } from "ethers";

import type { Certificate } from "../../../lib/certificates/format";
import { gather } from "../../../lib/certificates/issue/issue";
import { judge, type Judgement } from "../../../lib/certificates/judge/judge";
import type { Colophon } from "../../../lib/chain/contracts/colophon";
import { explain } from "../../../lib/chain/contracts/failures";
import { registerAnchored } from "../../shared/anchors";
import { claimOf, registerWork, someHash } from "../../shared/fixture";
import { nodeError } from "../shared/node-in-between";
import { setStage, type Stage } from "../shared/stage";
import { signedBy, trustOf, trustWithDeployment } from "./certified";

describe("How a title came about, in its certificate", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
  });

  async function certify(workId: bigint, colophon: Colophon = stage.colophon): Promise<Certificate> {
    return gather(colophon, { workId, checkpoints: await signedBy(stage, workId) });
  }

  async function judged(certificate: Certificate): Promise<Judgement> {
    return judge(certificate, { trust: await trustWithDeployment(certificate, stage) });
  }

  it("is its anchor, with the claim, the salt and the way to the root", async () => {
    const claim = claimOf(stage.accounts.aurora);
    const { root, time: anchoredAt, block } = await registerAnchored(stage.registry, claim);

    const { proven } = await judged(await certify(BigInt(claim.contentHash)));

    const { owner, metadataHash } = claim;
    expect(proven?.anchor).to.deep.equal({
      ...{ root, owner, metadataHash, account: owner },
      ...{ anchoredAt: Number(anchoredAt), block: Number(block) },
    });
    expect(proven?.title?.registeredAt).to.equal(Number(anchoredAt));
  });

  it("is not the anchor of another work, and none where it was registered directly", async () => {
    const { registry, accounts } = stage;
    const claim = claimOf(accounts.aurora);
    await registerAnchored(registry, claim);
    const anchored = await certify(BigInt(claim.contentHash));
    const direct = await certify(await registerWork(registry, accounts.aurora));

    expect(direct).not.to.have.property("anchor");
    expect((await judged({ ...direct, anchor: anchored.anchor })).verdict).to.equal("altered");
    const without = await judged({ ...anchored, anchor: undefined });
    expect(without.verdict, "it may be left out").to.equal("provisional");
  });

  it("is who was answerable for the owner then, whatever was decided since", async () => {
    const { registry, parties, accounts, validUntil } = stage;
    const workId = await registerWork(registry, accounts.aurora);
    await parties.connect(accounts.accreditor).suspend(accounts.aurora, someHash());

    const { proven } = await judged(await certify(workId));

    expect(proven?.accreditation).to.deep.equal({
      ...{ parties: await parties.getAddress(), account: accounts.aurora.address },
      ...{ accreditor: accounts.accreditor.address, kind: "publisher", status: "active", validUntil },
      isCompared: true,
    });
  });

  it("is not by a registry of parties that whoever is trusted does not name", async () => {
    const certificate = await certify(await registerWork(stage.registry, stage.accounts.aurora));
    const trust = await trustWithDeployment(certificate, stage);
    const other = { parties: stage.accounts.stranger.address, revealWindow: 0 };

    expect(await judge(certificate, { trust: { ...trust, deployment: other } })).to.include({
      verdict: "signers unknown",
    });
    const { proven, verdict } = await judge(certificate, { trust: trustOf(certificate, stage) });
    expect(verdict).to.equal("valid");
    expect(proven?.accreditation).to.include({ isCompared: false });
  });

  it("is left out where the node keeps no state of that block any more", async () => {
    const workId = await registerWork(stage.registry, stage.accounts.aurora);
    const registered = await stage.colophon.provider.getBlockNumber();
    await stage.registry.amend(workId, someHash());
    const forgetful = withoutProofs(stage.colophon.provider, registered);

    const certificate = await certify(workId, { ...stage.colophon, provider: forgetful });

    expect(certificate).not.to.have.property("accreditation");
    expect((await judged(certificate)).verdict).to.equal("provisional");
  });

  it("is not left out because the node is busy", async () => {
    const workId = await registerWork(stage.registry, stage.accounts.aurora);
    const registered = await stage.colophon.provider.getBlockNumber();
    await stage.registry.amend(workId, someHash());
    const busy = withoutProofs(stage.colophon.provider, registered, nodeError("request count exceeded", -32005));

    const refusal = await certify(workId, { ...stage.colophon, provider: busy }).catch((thrown: unknown) => thrown);

    expect(explain(refusal)?.message).to.equal("The node refused: request count exceeded");
  });

  it("is provisional until its window has passed, as of the newest block", async () => {
    const workId = await registerWork(stage.registry, stage.accounts.aurora);
    const { finalAt } = await stage.registry.titleOf(workId);

    const early = await judged(await certify(workId));
    expect(early).to.include({ verdict: "provisional" });
    expect(early.proven).to.include({ finalAt: Number(finalAt) });
    await time.increaseTo(finalAt);
    await stage.registry.amend(workId, someHash());
    expect(await judged(await certify(workId))).to.include({ verdict: "valid" });
  });

  it("is final once it has moved, whatever the window is", async () => {
    const { registry, accounts } = stage;
    const workId = await registerWork(registry, accounts.aurora);
    await time.increaseTo((await registry.titleOf(workId)).finalAt);
    await registry.transferFrom(accounts.aurora, accounts.borealis, workId);
    const certificate = await certify(workId);
    const trust = await trustWithDeployment(certificate, stage);
    const parties = trust.deployment?.parties ?? "";

    const long = { ...trust, deployment: { parties, revealWindow: 10 ** 9 } };
    expect(await judge(certificate, { trust: long })).to.include({ verdict: "valid" });
  });
});

/** A node that has no proofs of a block and those before it. */
function withoutProofs(
  provider: JsonRpcApiProvider,
  newest: number,
  refusal = new Error("missing trie node"),
): JsonRpcApiProvider {
  const send = async (method: string, params: unknown[]): Promise<unknown> => {
    if (method === "eth_getProof" && Number(params[2]) <= newest) throw refusal;
    return provider.send(method, params);
  };
  return new Proxy(provider, {
    get: (target, name) => {
      if (name === "send") return send;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}
