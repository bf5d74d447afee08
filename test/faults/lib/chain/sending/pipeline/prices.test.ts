import { expect } from "chai";
import { toQuantity } from "ethers";

import {
  ascending,
  callsOf,
  numbers,
  type PipelineStage,
  setPipelineStage,
} from "../../../../../lib/chain/sending/pipeline/stage";
import { planOf } from "../../../../../lib/shared/faulty-node";
import { refusalOf } from "../../../../../lib/shared/refusal";

const FEW = 8;
const GWEI = 10n ** 9n;

describe("runPipeline, when gas becomes dearer", () => {
  let stage: PipelineStage;

  afterEach(() => stage.stop());

  /** The prices of a call's versions, all of which have one nonce. */
  function pricesOf(key: number): readonly bigint[] {
    const versions = stage.journal.added.filter((entry) => entry.key === key);
    expect(new Set(versions.map(({ nonce }) => nonce)).size).to.equal(1);
    return versions.map(({ gasPrice }) => gasPrice);
  }

  it("signs what waits again with its nonce and a price above the base fee", async () => {
    stage = await setPipelineStage();
    await stage.chain("evm_setAutomine", false);
    const versions = new Set<unknown>();
    stage.node.watchAnswer = async ({ method, params }) => {
      if (method !== "eth_sendRawTransaction" || versions.size === versions.add(params[0]).size) return;
      if (versions.size === FEW) await stage.chain("anvil_setNextBlockBaseFeePerGas", toQuantity(100n * GWEI));
      // First a block that has none of them, then one that may have all.
      if (versions.size % FEW === 0) await stage.chain("evm_mine");
    };

    await stage.run(callsOf(1, FEW));

    const [before = 0n, after = 0n, ...others] = pricesOf(FEW);
    expect(after * 8n).to.be.greaterThan(before * 9n);
    expect(after).to.be.greaterThan(50n * GWEI);
    expect(others).to.deep.equal([]);
    // All of them at once, not one after the other.
    expect(new Set(stage.receipts.map(({ block }) => block)).size).to.equal(1);
    expect(ascending(await stage.landed())).to.deep.equal(numbers(1, FEW));
  });

  it("does so also where the node keeps what nobody mines, and says nothing", async () => {
    stage = await setPipelineStage();
    const known = new Set<unknown>();
    // All that it has count as ready.
    let pending = 0;
    stage.node.plan = ({ method, params }) => {
      if (method === "eth_getTransactionByHash") return { result: {} };
      if (method === "eth_getTransactionCount" && params[1] === "pending") return { result: toQuantity(pending) };
      return known.has(params[0]) ? { refusal: "already known" } : undefined;
    };
    await stage.chain("evm_setAutomine", false);
    stage.node.watchAnswer = async ({ method, params }) => {
      if (method !== "eth_sendRawTransaction") return;
      known.add(params[0]);
      pending = FEW;
      if (known.size !== FEW) return;
      await stage.chain("anvil_setNextBlockBaseFeePerGas", toQuantity(100n * GWEI));
      await stage.chain("evm_setIntervalMining", 1);
    };

    await stage.run(callsOf(1, FEW));

    for (const key of numbers(1, FEW)) expect(pricesOf(key)).to.have.length(2);
    expect(ascending(await stage.landed())).to.deep.equal(numbers(1, FEW));
  });

  for (const refusal of ["max fee per gas less than block base fee", "transaction underpriced: gas tip cap 1"]) {
    it(`raises the price by an eighth at least where the node says: ${refusal}`, async () => {
      stage = await setPipelineStage();
      stage.node.plan = planOf("eth_sendRawTransaction", { refusal });

      await stage.run(callsOf(1, 1));

      const [before = 0n, after = 0n] = pricesOf(1);
      expect(after * 8n).to.be.greaterThan(before * 9n);
      expect(await stage.landed()).to.deep.equal([1]);
    });
  }

  it("settles a call by the receipt of whichever version is in a block", async () => {
    stage = await setPipelineStage();
    await stage.chain("evm_setAutomine", false);
    // The node takes the first version and says that it did not; the second one is lost, and then the first is mined.
    let sent = 0;
    stage.node.watch = async ({ method, params }) => {
      if (method !== "eth_sendRawTransaction") return;
      sent += 1;
      if (sent === 1) await stage.chain(method, ...params);
      if (sent === 2) await stage.chain("evm_mine");
    };
    stage.node.plan = planOf("eth_sendRawTransaction", { refusal: "transaction underpriced" }, "lost");

    await stage.run(callsOf(1, 1));

    expect(pricesOf(1)).to.have.length(2);
    expect(stage.receipts.map(({ hash }) => hash)).to.deep.equal([stage.journal.added[0]?.hash]);
    expect(await stage.landed()).to.deep.equal([1]);
  });

  it("pays nothing from an account without balance where gas is free, however long it takes", async () => {
    stage = await setPipelineStage();
    await stage.chain("anvil_setNextBlockBaseFeePerGas", "0x0");
    await stage.chain("evm_mine");
    await stage.chain("evm_setAutomine", false);
    await stage.chain("anvil_setBalance", stage.wallet.address, "0x0");
    let looks = 0;
    stage.node.plan = ({ method, params }) => {
      const isPending = method === "eth_getTransactionCount" && params[1] === "pending";
      return isPending || method === "eth_gasPrice" ? { result: "0x0" } : undefined;
    };
    stage.node.watch = async ({ method }) => {
      if (method === "eth_getTransactionCount" && (looks += 1) === 50) await stage.chain("evm_mine");
    };

    await stage.run(callsOf(1, 1));

    expect(pricesOf(1)).to.deep.equal([0n]);
    expect(await stage.landed()).to.deep.equal([1]);
  });

  it("pays no more than 1 ether for a call", async () => {
    stage = await setPipelineStage();
    stage.node.plan = planOf("eth_gasPrice", { result: toQuantity(20_000n * GWEI) });

    const refusal = await refusalOf(() => stage.run(callsOf(1, FEW)));

    expect(refusal.message).to.equal("The node asks for a fee of 1.2 ether, and 1 is the most that is paid");

    expect(stage.journal.added).to.deep.equal([]);
  });

  it("signs nothing where the balance is too small, and asks for it once a run", async () => {
    stage = await setPipelineStage();
    await stage.run(callsOf(1, 100), { inFlight: 10 });
    expect(stage.node.questions.filter(({ method }) => method === "eth_getBalance")).to.have.length(1);
    await stage.chain("anvil_setBalance", stage.wallet.address, "0x1");
    const signed = stage.journal.added.length;

    const refusal = await refusalOf(() => stage.run(callsOf(101, 110)));

    expect(refusal.message).to.match(/^The account 0x\w+ has 1 wei and the transaction costs \d+ wei$/);
    expect(stage.journal.added).to.have.length(signed);
  });
});
