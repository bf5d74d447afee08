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
import { mineBlock, nonceOf, setSituation, stopMining, through } from "./sending";

const SOON = 300;

/** What Besu does where gas is free: what waits with the same nonce goes, whatever the price. */
class Room {
  readonly #seen: Transaction[] = [];

  async make(raw: unknown): Promise<void> {
    const transaction = Transaction.from(String(raw));
    for (const { hash, from, nonce } of this.#seen) {
      const isRival = from === transaction.from && nonce === transaction.nonce && hash !== transaction.hash;
      // One that is in a block stays there.
      if (isRival) await network.provider.send("hardhat_dropTransaction", [hash]).catch(() => undefined);
    }
    this.#seen.push(transaction);
  }
}

/** Such a node; `watch` sees what is sent, and what it throws is the node's refusal. */
function replacingNode(
  colophon: Colophon,
  twists: Parameters<typeof through>[1] = {},
  watch: (raw: unknown) => void = () => undefined,
  room = new Room(),
): Colophon {
  const [node] = through(colophon, twists);
  const ask = node.provider.send.bind(node.provider);
  node.provider.send = async (method: string, params: unknown[]) => {
    if (method === "eth_sendRawTransaction") {
      watch(params[0]);
      await room.make(params[0]);
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
    const room = new Room();
    const first = await sign(wallet, colophon.provider, before);
    await outbox.keep({ transaction: first, intent: intentOf(call, intent) });
    await stopMining();
    const twists = {
      eth_sendRawTransaction: async (hash: unknown) => {
        await room.make(first.raw);
        await broadcast(colophon.provider, first);
        await mineBlock();
        return hash;
      },
    };
    const refuseFirst = (raw: unknown): void => {
      if (raw === first.raw) throw nodeError("txpool is full");
    };
    const { provider } = replacingNode(colophon, twists, refuseFirst, room);

    const receipt = await send(wallet, provider, call, { outbox, intent, lostAfter: SOON });

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
    const room = new Room();
    const twists = {
      eth_sendRawTransaction: async (hash: unknown) => {
        await room.make(rival.raw);
        await broadcast(colophon.provider, rival);
        await mineBlock();
        return hash;
      },
    };
    const { provider } = replacingNode(colophon, twists, undefined, room);

    const refusal = await refusalOf(() => send(wallet, provider, call, { lostAfter: SOON }));

    expect(refusal.message).to.match(/was replaced by another one of 0x\w{40} with the same nonce \d+$/);
  });
});
