import { takeSnapshot, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";

import type { Attestation } from "../../../../lib/certificates/attested/format";
import { gatherAttested } from "../../../../lib/certificates/attested/gather";
import { vouchedBy } from "../../../../lib/certificates/attested/judge";
import { judgeOnline } from "../../../../lib/certificates/attested/online";
import { signCheckpoint } from "../../../../lib/certificates/checkpoint";
import { gather } from "../../../../lib/certificates/issue/issue";
import { signHistories } from "../../../../lib/certificates/members/sign";
import { claimOf, someHash } from "../../../shared/fixture";
import { nodeInBetween } from "../../shared/node-in-between";
import { refusalOf } from "../../shared/refusal";
import { setStage, type Stage } from "../../shared/stage";
import { signedBy, trustOf } from "../certified";

const WORK = someHash();

describe("A certificate that a node is asked about", () => {
  let stage: Stage;
  let workId: bigint;
  let startsAt: number;
  let atStart: Awaited<ReturnType<typeof takeSnapshot>>;
  beforeEach(async () => {
    stage = await setStage();
    startsAt = (await time.latest()) + 100;
    atStart = await takeSnapshot();
  });

  /** Registers the same work, in the same block and at the same time whichever chain it is on, and has it amended. */
  async function registered(hash: string): Promise<void> {
    const { registry, accounts } = stage;
    const claim = { ...claimOf(accounts.aurora), contentHash: WORK };
    workId = BigInt(WORK);
    await time.setNextBlockTimestamp(startsAt);
    await registry.register(claim);
    await time.setNextBlockTimestamp(startsAt + 1);
    await registry.amend(workId, hash);
  }

  async function attested(): Promise<Attestation> {
    const { colophon, accounts } = stage;
    const [signed] = await signHistories(colophon, accounts.admin, [], [workId]);
    if (signed === undefined) throw new Error("nobody signed it");
    return gatherAttested(colophon, { workId }, signed);
  }

  it("is not of a chain with other blocks, whether the title there is the same or has changed since", async () => {
    await registered(someHash());
    const certificate = await gather(stage.colophon, { workId, checkpoints: await signedBy(stage, workId) });
    const attestation = await attested();
    // Without a trust file the node also says for how long a title is provisional.
    const inWindow = await judgeOnline(stage.colophon, certificate, {});
    expect(inWindow).to.include({ verdict: "provisional" });
    expect(inWindow.proven?.finalAt).to.equal(startsAt + Number(await stage.registry.REVEAL_WINDOW()));
    expect(inWindow.proven?.accreditation).to.include({ isCompared: true });
    const trust = trustOf(certificate, stage);

    await atStart.restore();
    await registered(someHash());
    for (const change of [() => Promise.resolve(), () => stage.registry.amend(workId, someHash())]) {
      await change();
      for (const each of [certificate, attestation]) {
        for (const question of [{}, { trust }]) {
          const refusal = await refusalOf(() => judgeOnline(stage.colophon, each, question));
          expect(refusal).to.include({ code: "NodeSaysOtherwise" });
        }
      }
    }
  });

  it("is not believed where it is of another registry of parties than the node's registry asks", async () => {
    await registered(someHash());
    const certificate = await gather(stage.colophon, { workId });
    const { deployment } = stage.colophon;
    const others = { ...deployment, PartyRegistry: deployment.WorkRegistry };

    const { verdict, reason } = await judgeOnline({ ...stage.colophon, deployment: others }, certificate, {});
    expect(verdict).to.equal("signers unknown");
    expect(reason).to.contain("names the registry of parties");
  });

  it("is not called fresh by the word of a node that is not as far as the one that names the newest block", async () => {
    await registered(someHash());
    const attestation = await attested();
    const { provider: ahead, registry } = stage.colophon;
    const before = `0x${attestation.block.number.toString(16)}`;
    await stage.registry.amend(workId, someHash());
    const { provider } = nodeInBetween({
      eth_call: (answer, [call, block]) => (block === "latest" ? ahead.send("eth_call", [call, before]) : answer),
    });
    const behind = { ...stage.colophon, provider, registry: registry.connect(provider) };

    const { since } = await judgeOnline(behind, attestation, { trust: trustOf(attestation, stage) });

    expect(since?.news).to.match(/^something happened to the work in block \d+$/);
  });

  it("is believed of members alone where the node has the very history, and is nobody's word once it has moved on", async () => {
    await registered(someHash());
    const attestation = await attested();
    const { history, block, registry } = attestation;
    const forged = async (change: Partial<Attestation>): Promise<Attestation> => {
      const changed = { ...attestation, ...change };
      return { ...changed, members: [await signCheckpoint(stage.accounts.stranger, registry, vouchedBy(changed))] };
    };
    expect(await judgeOnline(stage.colophon, attestation, {})).to.include({ verdict: "provisional" });
    for (const other of [
      { history: history.map((each) => ({ ...each, time: each.time - 1 })) },
      { block: { ...block, time: block.time + 1 } },
    ]) {
      const refusal = await refusalOf(async () => judgeOnline(stage.colophon, await forged(other), {}));
      expect(refusal).to.include({ code: "NodeSaysOtherwise" });
    }

    await stage.registry.amend(workId, someHash());
    const { verdict, since } = await judgeOnline(stage.colophon, attestation, {});
    expect(verdict).to.equal("signers unknown");
    expect(since?.news).to.match(/^something happened to the work in block \d+$/);
    const { members, ...others } = trustOf(attestation, stage);
    const trust = { ...others, members: { keys: members?.keys ?? [], threshold: 1 } };
    expect(await judgeOnline(stage.colophon, attestation, { trust })).to.include({ verdict: "stale" });
  });
});
