import { expect } from "chai";
import { toQuantity, Transaction } from "ethers";
import { network } from "hardhat";

import type { Colophon } from "../../../../lib/chain/contracts/colophon";
import { Outbox } from "../../../../lib/chain/sending/outbox";
import { intentOf, send } from "../../../../lib/chain/sending/send";
import { broadcast, sign } from "../../shared/by-hand";
import { nodeError } from "../../shared/node-in-between";
import { refusalOf } from "../../shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../shared/temporary-folder";
import { sendForeign } from "./pipeline/mishaps";
import { ascending, callsOf, numbers, type PipelineStage, setPipelineStage } from "./pipeline/stage";
import { mineBlock, nonceOf, setSituation, stopMining, through } from "./sending";

const SOON = 300;
const FEW = 8;

interface Waiting {
  readonly hash: string;
  readonly from: string;
  readonly nonce: string;
}

/** What Besu does where gas is free: what waits with the same nonce goes, whatever the price. */
async function makeRoom(raw: unknown): Promise<void> {
  const { hash, from, nonce } = Transaction.from(String(raw));
  const waiting = (await network.provider.send("eth_pendingTransactions")) as readonly Waiting[];
  for (const other of waiting) {
    const isRival = other.from === from?.toLowerCase() && Number(other.nonce) === nonce && other.hash !== hash;
    if (isRival) await network.provider.send("hardhat_dropTransaction", [other.hash]);
  }
}

/** Such a node; `watch` sees what is sent, and what it throws is the node's refusal. */
function replacingNode(
  colophon: Colophon,
  twists: Parameters<typeof through>[1] = {},
  watch: (raw: unknown) => void = () => undefined,
): Colophon {
  const [node] = through(colophon, twists);
  const ask = node.provider.send.bind(node.provider);
  node.provider.send = async (method: string, params: unknown[]) => {
    if (method === "eth_sendRawTransaction") {
      watch(params[0]);
      await makeRoom(params[0]);
    }
    const answer: unknown = await ask(method, params);
    return answer;
  };
  return node;
}

describe("send, on a chain where a second transaction takes the place of the first", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    await network.provider.send("evm_setAutomine", [true]);
    await folder.remove();
  });

  const outboxAt = (name: string): Outbox => new Outbox(folder.at(name), 31337n);

  it("makes one call of two that two machines sign with one nonce, and tells the other machine that it may run again", async () => {
    const { colophon, wallet } = await setSituation();
    const nonce = Number(await nonceOf(wallet));
    const calls = ["0x01", "0x02"].map((data) => ({ to: wallet.address, data }));
    await stopMining();
    const sent = new Set<unknown>();
    const twists = {
      eth_getTransactionCount: (count: unknown, [, tag]: readonly unknown[]) =>
        tag === "pending" && sent.size < 2 ? toQuantity(nonce) : count,
      eth_sendRawTransaction: async (hash: unknown) => {
        if (sent.size === 2) await mineBlock();
        return hash;
      },
    };
    const { provider } = replacingNode(colophon, twists, (raw) => sent.add(raw));

    const outcomes = await Promise.allSettled(
      calls.map((call, place) => send(wallet, provider, call, { outbox: outboxAt(`${place}`) })),
    );

    expect(Number(await nonceOf(wallet))).to.equal(nonce + 1);
    const place = outcomes.findIndex(({ status }) => status === "rejected");
    const lost = outcomes[place];
    expect(String(lost?.status === "rejected" ? lost.reason : "")).to.match(
      / The transaction 0x\w{64} was replaced by another one of /,
    );
    await network.provider.send("evm_setAutomine", [true]);
    const again = calls[place] ?? { data: "" };
    expect((await send(wallet, provider, again, { outbox: outboxAt(`${place}`) })).status).to.equal(1);
    expect(Number(await nonceOf(wallet))).to.equal(nonce + 2);
  });

  it("lets two processes of one machine make their calls one after the other", async () => {
    const { colophon, wallet } = await setSituation();
    const nonce = Number(await nonceOf(wallet));
    const calls = ["0x01", "0x02"].map((data) => ({ to: wallet.address, data }));
    const sent: unknown[] = [];
    const { provider } = replacingNode(colophon, {}, (raw) => sent.push(raw));
    const outbox = outboxAt("one");

    const receipts = await Promise.all(calls.map((call) => send(wallet, provider, call, { outbox })));

    expect(new Set(receipts.map(({ hash }) => hash)).size).to.equal(2);
    expect(new Set(sent).size).to.equal(2);
    expect(Number(await nonceOf(wallet))).to.equal(nonce + 2);
  });

  it("makes a dropped call once where its first transaction comes back and takes the place of the second", async () => {
    const { colophon, wallet } = await setSituation();
    // The same call, with a term that counts from now.
    const calls = ["0x01", "0x02"].map((data) => ({ to: wallet.address, data }));
    const [before = { data: "" }, call = { data: "" }] = calls;
    const intent = "a term";
    const outbox = outboxAt("one");
    const first = await sign(wallet, colophon.provider, before);
    await outbox.keep({ transaction: first, intent: intentOf(call, intent) });
    await stopMining();
    const twists = {
      eth_sendRawTransaction: async (hash: unknown) => {
        await makeRoom(first.raw);
        await broadcast(colophon.provider, first);
        await mineBlock();
        return hash;
      },
    };
    const { provider } = replacingNode(colophon, twists, (raw) => {
      if (raw === first.raw) throw nodeError("txpool is full");
    });

    const receipt = await send(wallet, provider, call, { outbox, intent, droppedAfter: SOON });

    expect(receipt.hash).to.equal(first.hash);
    expect(Number(await nonceOf(wallet))).to.equal(first.nonce + 1);
    expect(await outbox.list(wallet.address)).to.deep.equal([]);
    expect(await outbox.recall(wallet.address, intentOf(call, intent))).to.equal(undefined);
  });

  it("says that the first one lost where nobody kept it", async () => {
    const { colophon, wallet } = await setSituation();
    await stopMining();
    const call = { to: wallet.address, data: "0x01" };
    const rival = await sign(wallet, colophon.provider, { to: wallet.address, data: "0x02" });
    const { provider } = replacingNode(colophon, {
      eth_sendRawTransaction: async (hash) => {
        await makeRoom(rival.raw);
        await broadcast(colophon.provider, rival);
        await mineBlock();
        return hash;
      },
    });

    const refusal = await refusalOf(() => send(wallet, provider, call, { droppedAfter: SOON }));

    expect(refusal.message).to.match(/was replaced by another one of 0x\w{40} with the same nonce \d+$/);
  });
});

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

    expect((await stage.run(callsOf(1, FEW))).settled).to.equal(FEW);

    expect(stage.journal.signedAnew).to.equal(1);
    expect(ascending(await stage.landed())).to.deep.equal(numbers(1, FEW));
  });

  it("makes each call once where its transactions take the place of another program's", async () => {
    await sendForeign(stage, 0);
    stage.node.plan = ({ method, params }) =>
      method === "eth_getTransactionCount" && params[1] === "pending" ? { result: "0x0" } : undefined;
    let sent = 0;
    stage.node.watch = async ({ method }) => {
      if (method === "eth_sendRawTransaction" && (sent += 1) === 1) await dropWaiting(0);
    };
    stage.node.watchAnswer = async ({ method }) => {
      if (method === "eth_sendRawTransaction" && sent >= FEW) await stage.chain("evm_mine");
    };

    expect((await stage.run(callsOf(1, FEW))).settled).to.equal(FEW);

    expect(stage.journal.signedAnew).to.equal(0);
    expect(await stage.landed()).to.deep.equal(numbers(1, FEW));
  });
});
