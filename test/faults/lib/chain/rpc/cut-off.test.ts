import { expect } from "chai";
import { toQuantity } from "ethers";

import { DEV_CHAIN_ID } from "../../../../../lib/chain/development/dev-accounts";
import { devWallet } from "../../../../../lib/chain/development/dev-wallet";
import { connect, type NodeProvider } from "../../../../../lib/chain/rpc/rpc";
import { Outbox } from "../../../../../lib/chain/sending/outbox";
import { runPipeline } from "../../../../../lib/chain/sending/pipeline";
import { send } from "../../../../../lib/chain/sending/send";
import { type Anvil, freePort, rpc, startAnvil } from "../../../../../scripts/chain/anvil";
import { callsOf, MemoryJournal, TARGET } from "../../../../lib/chain/sending/pipeline/stage";
import { type Question, startFaultyNode } from "../../../../lib/shared/faulty-node";
import { type TemporaryFolder, temporaryFolder } from "../../../../lib/shared/temporary-folder";

const AURORA = devWallet("aurora");
const FEW = 3;
const SOON_MS = 500;

/** The node that is named first takes transactions, and no block has them: it sees the others no more, at the same height. */
describe("sending, through a node that is cut off from the others", () => {
  let folder: TemporaryFolder;
  let cutOff: Anvil;
  let other: Anvil;
  let provider: NodeProvider;
  beforeEach(async () => {
    folder = await temporaryFolder();
    cutOff = await startAnvil({ port: await freePort(), folder: folder.at("cut-off") });
    other = await startAnvil({ port: await freePort(), folder: folder.at("other") });
    await rpc(cutOff.url, "evm_setAutomine", [false]);
    provider = await connect([cutOff.url, other.url], DEV_CHAIN_ID);
  });
  afterEach(async () => {
    provider.destroy();
    await Promise.all([cutOff.stop(), other.stop()]);
    await folder.remove();
  });

  it("hands what waits to another node, and sees the receipt there", async () => {
    const outbox = new Outbox(folder.at("outbox"), BigInt(DEV_CHAIN_ID));

    const receipt = await send(AURORA, provider, { to: TARGET, data: "0x01" }, { outbox });

    expect(await rpc(cutOff.url, "eth_getTransactionByHash", [receipt.hash])).to.include({ hash: receipt.hash });
    expect(await rpc(cutOff.url, "eth_getTransactionReceipt", [receipt.hash])).to.equal(null);
    expect(await rpc(other.url, "eth_getTransactionReceipt", [receipt.hash])).to.include({ status: "0x1" });
    expect(await outbox.list(AURORA.address)).to.deep.equal([]);
  });

  for (const [situation, fault] of [
    ["has taken it", undefined],
    ["may have taken it without an answer", "dropped after"],
  ] as const) {
    it(`keeps the transaction where one node ${situation} and the next one refuses it`, async () => {
      const [first, strict] = [await startFaultyNode(() => cutOff.url), await startFaultyNode(() => other.url)];
      const isSending = ({ method }: Question): boolean => method === "eth_sendRawTransaction";
      first.plan = (question) => (isSending(question) ? fault : undefined);
      strict.plan = (question) => (isSending(question) ? { refusal: "transaction underpriced" } : undefined);
      const both = await connect([first.url, strict.url], DEV_CHAIN_ID);
      const outbox = new Outbox(folder.at("outbox"), BigInt(DEV_CHAIN_ID));
      try {
        const sending = send(AURORA, both, { to: TARGET, data: "0x01" }, { outbox, lostAfter: SOON_MS });
        expect(await sending.catch((error: unknown) => error)).to.be.an("error");

        const [kept] = await outbox.list(AURORA.address);
        expect(await rpc(cutOff.url, "eth_getTransactionByHash", [kept?.transaction.hash])).to.include({
          hash: kept?.transaction.hash,
        });
      } finally {
        both.destroy();
        await Promise.all([first.stop(), strict.stop()]);
      }
    });
  }

  it("does so with many calls, and makes each of them once", async () => {
    const journal = new MemoryJournal();

    await runPipeline(AURORA, provider, journal, callsOf(1, FEW), { inFlight: FEW, onReceipts: journal.settle });

    expect(journal.settled.size).to.equal(FEW);
    expect(journal.signed).to.have.length(FEW);
    const mined = (url: string): Promise<unknown> => rpc(url, "eth_getTransactionCount", [AURORA.address, "latest"]);
    expect(await rpc(cutOff.url, "eth_getTransactionCount", [AURORA.address, "pending"])).to.equal(toQuantity(FEW));
    expect(await mined(cutOff.url)).to.equal("0x0");
    expect(await mined(other.url)).to.equal(toQuantity(FEW));
  });
});
