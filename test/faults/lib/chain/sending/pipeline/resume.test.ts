import { expect } from "chai";

import { devWallet } from "../../../../../../lib/chain/development/dev-wallet";
import { runPipeline } from "../../../../../../lib/chain/sending/pipeline";
import { killBeforeSending } from "../../../../../lib/chain/sending/pipeline/mishaps";
import {
  ascending,
  callsOf,
  numbers,
  type PipelineStage,
  sentHashes,
  setPipelineStage,
} from "../../../../../lib/chain/sending/pipeline/stage";
import { planOf } from "../../../../../lib/shared/faulty-node";
import { refusalOf } from "../../../../../lib/shared/refusal";

const FEW = 8;

describe("runPipeline, when it goes on after an end without warning", () => {
  let stage: PipelineStage;

  beforeEach(async () => {
    stage = await setPipelineStage();
  });

  afterEach(() => stage.stop());

  it("sends the same bytes that were in the journal and never sent, before all others", async () => {
    await killBeforeSending(stage, FEW);
    const hashes = stage.journal.added.map(({ hash }) => hash);

    const settled = await stage.run(callsOf(1, 2 * FEW));

    expect(settled).to.equal(2 * FEW);
    expect(new Set(sentHashes(stage.node).slice(0, FEW))).to.deep.equal(new Set(hashes));
    expect(stage.journal.signed).to.have.length(2 * FEW);
    expect(await stage.landed()).to.deep.equal(numbers(1, 2 * FEW));
  });

  it("sends them before all others also where the node does not answer at first", async () => {
    await killBeforeSending(stage, FEW);
    stage.node.plan = planOf("eth_getTransactionCount", "dropped before");

    await stage.run(callsOf(1, 2 * FEW));

    const first = stage.journal.added.slice(0, FEW).map(({ hash }) => hash);
    expect(new Set(sentHashes(stage.node).slice(0, FEW))).to.deep.equal(new Set(first));
  });

  it("passes over calls that the journal had under way, also once they are settled", async () => {
    await killBeforeSending(stage, FEW);

    const settled = await stage.run(callsOf(1, FEW + 1), { inFlight: 1 });

    expect(settled).to.equal(FEW + 1);
    expect(await stage.landed()).to.deep.equal(numbers(1, FEW + 1));
  });

  it("sends nothing again that is in a block", async () => {
    await stage.run(callsOf(1, FEW));
    stage.journal.settled.clear();
    stage.receipts.length = 0;
    const sent = sentHashes(stage.node).length;
    const added = stage.journal.added.length;

    expect(await stage.run(callsOf(1, FEW))).to.equal(FEW);

    expect(sentHashes(stage.node)).to.have.length(sent);
    expect(stage.journal.added).to.have.length(added);
    expect(await stage.landed()).to.deep.equal(numbers(1, FEW));
  });

  it("goes on where the process was killed at any point of its work", async () => {
    for (let point = 1; point <= 30; point += 3) {
      let questions = 0;
      // As good as a kill: from this question on, nothing comes of what the pipeline does.
      stage.node.plan = () => ((questions += 1) > point ? "dropped before" : undefined);
      await refusalOf(() => stage.run(callsOf(1, 200), { inFlight: 7, patience: 50 }));
    }
    stage.node.plan = () => undefined;

    await stage.run(callsOf(1, 200));

    expect(ascending(await stage.landed())).to.deep.equal(numbers(1, 200));
    expect(ascending([...stage.journal.settled])).to.deep.equal(numbers(1, 200));
  });

  it("refuses the journal of another account", async () => {
    await killBeforeSending(stage, FEW);
    const { provider, journal, wallet } = stage;
    const other = devWallet("borealis");

    const refusal = await refusalOf(() =>
      runPipeline(other, provider, journal, [], { inFlight: 1, onReceipts: () => undefined }),
    );

    expect(refusal.message).to.equal(
      `The transaction ${journal.added[0]?.hash} in the journal is of ${wallet.address}, not of ${other.address}`,
    );
    expect(refusal.advice).to.equal(`Go on with the account that began, ${wallet.address}.`);
    expect(refusal.exitCode).to.equal(2);
  });

  it("uses up nonces of settled calls that the node forgot, since nobody has their bytes", async () => {
    await killBeforeSending(stage, FEW);
    const { journal } = stage;
    for (const key of numbers(1, 3)) journal.settled.add(key);

    expect(await stage.run(callsOf(FEW + 1, FEW + 2))).to.equal(FEW - 3 + 2);

    expect(await stage.landed()).to.deep.equal(numbers(4, FEW + 2));
  });
});
