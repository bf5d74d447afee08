import { expect } from "chai";

import { sendForeign } from "./mishaps";
import { ascending, callsOf, numbers, type PipelineStage, setPipelineStage } from "./stage";

const FEW = 8;

describe("runPipeline, on a chain where a second transaction takes the place of the first", () => {
  let stage: PipelineStage;
  beforeEach(async () => {
    stage = await setPipelineStage();
    await stage.chain("evm_setAutomine", false);
  });
  afterEach(() => stage.stop());

  async function dropWaiting(nonce: number): Promise<void> {
    const { pending } = (await stage.chain("txpool_content")) as {
      pending: Record<string, Record<string, { hash: string }>>;
    };
    const mine = Object.entries(pending).find(([from]) => from.toLowerCase() === stage.wallet.address.toLowerCase());
    const hash = mine?.[1][nonce]?.hash;
    if (hash !== undefined) await stage.chain("anvil_dropTransaction", hash);
  }

  it("signs a call anew whose place another program's transaction has taken", async () => {
    let sent = 0;
    stage.node.watchAnswer = async ({ method }) => {
      if (method !== "eth_sendRawTransaction" || (sent += 1) !== FEW) return;
      await dropWaiting(0);
      await sendForeign(stage, 0);
      await stage.chain("evm_mine");
      await stage.chain("evm_setAutomine", true);
    };

    expect(await stage.run(callsOf(1, FEW))).to.equal(FEW);

    expect(stage.journal.signedAnew).to.equal(1);
    expect(ascending(await stage.landed())).to.deep.equal(numbers(1, FEW));
  });

  it("makes each call once where its transactions take the place of another program's", async () => {
    await sendForeign(stage, 0);
    stage.node.plan = ({ method, params }) =>
      method === "eth_getTransactionCount" && params[1] === "pending" ? { result: "0x0" } : undefined;
    let sent = 0;
    let dropped: Promise<void> | undefined;
    stage.node.watch = async ({ method }) => {
      if (method !== "eth_sendRawTransaction") return;
      sent += 1;
      // No block comes before: it would have the other program's transaction.
      await (dropped ??= dropWaiting(0));
    };
    stage.node.watchAnswer = async ({ method }) => {
      if (method === "eth_sendRawTransaction" && sent >= FEW) await stage.chain("evm_mine");
    };

    expect(await stage.run(callsOf(1, FEW))).to.equal(FEW);

    expect(stage.journal.signedAnew).to.equal(0);
    expect(await stage.landed()).to.deep.equal(numbers(1, FEW));
  });
});
