import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { type ContractTransaction, makeError, toQuantity, ZeroHash } from "ethers";
import { network } from "hardhat";
import { z } from "zod";

import type { Colophon } from "../../../../../lib/chain/contracts/colophon";
import { devWallet } from "../../../../../lib/chain/development/dev-wallet";
import type { SignedTransaction } from "../../../../../lib/chain/sending/legacy-transaction";
import { Outbox } from "../../../../../lib/chain/sending/outbox";
import { intentOf, send } from "../../../../../lib/chain/sending/send";
import { write } from "../../../../../lib/chain/sending/write";
import { workHistory } from "../../../../../lib/history/history";
import {
  mineBlock,
  nonceOf,
  setSituation,
  type Situation,
  stopMining,
  through,
} from "../../../../lib/chain/sending/sending";
import { broadcast, sign } from "../../../../lib/shared/by-hand";
import { nodeError } from "../../../../lib/shared/node-in-between";
import { refusalOf } from "../../../../lib/shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../../../lib/shared/temporary-folder";
import { titleOf } from "../../../../shared/records";

/** Long enough for a busy machine to poll a few times, short enough to wait for. */
const SOON = 300;
const INTENT = "register it";
const keptHash = z.object({ transaction: z.object({ hash: z.string() }) });

describe("send, with an outbox", () => {
  let folder: TemporaryFolder;
  let outbox: Outbox;
  beforeEach(async () => {
    folder = await temporaryFolder();
    outbox = new Outbox(folder.at("outbox"), 31337n);
  });
  afterEach(async () => {
    await network.provider.send("evm_setAutomine", [true]);
    await folder.remove();
  });

  /** A run that was killed once its transaction was kept, before (`false`) or after it was sent. */
  async function killed({ wallet, colophon, call }: Situation, isSent: boolean, intent = INTENT): Promise<string> {
    const transaction = await sign(wallet, colophon.provider, call);
    await outbox.keep({ transaction, intent: intentOf(call, intent) });
    if (isSent) await broadcast(colophon.provider, transaction);
    return transaction.hash;
  }

  const sent = (asked: readonly string[]): number => asked.filter((each) => each === "eth_sendRawTransaction").length;

  /** The hashes of the transactions that are in files at this moment. */
  function keptNow(): string[] {
    const names = readdirSync(folder.at("outbox"), { recursive: true }).map(String);
    const files = names.filter((name) => /\d+\.json$/.test(name)).map((name) => folder.at(join("outbox", name)));
    return files.map((file) => z.parse(keptHash, JSON.parse(readFileSync(file, "utf8"))).transaction.hash);
  }

  async function isOpen({ wallet }: Situation): Promise<boolean> {
    return (await outbox.list(wallet.address)).length > 0;
  }

  it("keeps the transaction before it is sent, and forgets it once its receipt is seen", async () => {
    const situation = await setSituation();
    let before: unknown;
    const [{ provider }] = through(situation.colophon, {
      eth_sendRawTransaction: (hash) => {
        // At once: by the next turn its receipt may be seen.
        before = keptNow();
        return hash;
      },
    });

    const receipt = await send(situation.wallet, provider, situation.call, { outbox });

    expect(before).to.deep.equal([receipt.hash]);
    expect(await isOpen(situation)).to.equal(false);
  });

  for (const isSent of [false, true]) {
    it(`goes on with what a killed run has kept and ${isSent ? "" : "not "}sent, and makes the call once`, async () => {
      const situation = await setSituation();
      const { registry, wallet, workId, colophon, call } = situation;
      const nonce = Number(await nonceOf(wallet));
      const hash = await killed(situation, isSent);

      const receipt = await send(wallet, colophon.provider, call, { outbox, intent: INTENT });

      expect(receipt.hash).to.equal(hash);
      expect(Number(await nonceOf(wallet))).to.equal(nonce + 1);
      expect((await titleOf(registry, workId)).owner).to.equal(wallet.address);
      expect(await isOpen(situation)).to.equal(false);
    });
  }

  it("knows the same call by its data where no intent is given", async () => {
    const situation = await setSituation();
    const { wallet, colophon, call } = situation;
    const silent = through(colophon, {
      eth_getTransactionReceipt: () => {
        throw nodeError("out of order");
      },
    })[0].provider;
    await refusalOf(() => send(wallet, silent, call, { outbox, patience: SOON }));
    const [kept] = await outbox.list(wallet.address);

    const receipt = await send(wallet, colophon.provider, call, { outbox });

    expect(receipt.hash).to.equal(kept?.transaction.hash);
  });

  it("brings what was kept for another call into a block first, then makes its own", async () => {
    const situation = await setSituation();
    const { wallet, registry, workId, colophon } = situation;
    const hash = await killed(situation, false, "something else");
    const nothing = { to: wallet.address, data: "0x" };

    const receipt = await send(wallet, colophon.provider, nothing, { outbox });

    expect(receipt.hash).not.to.equal(hash);
    expect((await titleOf(registry, workId)).owner).to.equal(wallet.address);
    expect(await isOpen(situation)).to.equal(false);
  });

  it("knows a call again that another command has brought to its end", async () => {
    const situation = await setSituation();
    const { wallet, colophon, call } = situation;
    const hash = await killed(situation, false);
    await send(wallet, colophon.provider, { to: wallet.address, data: "0x" }, { outbox });
    const nonce = Number(await nonceOf(wallet));

    const receipt = await write({ ...colophon, outboxes: folder.at("outbox") }, wallet, Promise.resolve(call), {
      intent: INTENT,
    });

    expect(receipt.hash).to.equal(hash);
    expect(Number(await nonceOf(wallet))).to.equal(nonce);
    // It is told once: whoever gives the command again means it.
    const refusal = await refusalOf(() =>
      write({ ...colophon, outboxes: folder.at("outbox") }, wallet, Promise.resolve(call), { intent: INTENT }),
    );
    expect(refusal.message).to.contain("is already registered by");
  });

  it("makes a call anew where something has happened to the work since", async () => {
    const situation = await setSituation();
    const { wallet, colophon, registry, workId } = situation;
    await send(wallet, colophon.provider, situation.call);
    const amend = (hash: string): Promise<ContractTransaction> => registry.amend.populateTransaction(workId, hash);
    const [first, second] = [`0x${"11".repeat(32)}`, `0x${"22".repeat(32)}`];
    const hash = await killed({ ...situation, call: await amend(first) }, true);
    await send(wallet, colophon.provider, await amend(second));

    const receipt = await write({ ...colophon, outboxes: folder.at("outbox") }, wallet, amend(first), {
      intent: INTENT,
    });

    expect(receipt.hash).not.to.equal(hash);
    const [newest] = (await workHistory(colophon.provider, registry, workId)).slice(-1);
    expect(newest?.event.args["metadataHash"]).to.equal(first);
  });

  it("makes a call anew where something has happened to the party since", async () => {
    const situation = await setSituation();
    const { colophon, parties, accounts } = situation;
    const accreditor = devWallet("accreditor");
    const call = await parties.suspend.populateTransaction(accounts.aurora, ZeroHash);
    const hash = await killed({ ...situation, wallet: accreditor, call }, true);
    await parties.connect(accounts.accreditor).reinstate(accounts.aurora, ZeroHash);

    const receipt = await write({ ...colophon, outboxes: folder.at("outbox") }, accreditor, Promise.resolve(call), {
      intent: INTENT,
    });

    expect(receipt.hash).not.to.equal(hash);
    expect(await parties.isAccredited(accounts.aurora)).to.equal(false);
  });

  it("makes the call anew where what was kept can never come, its nonce being used", async () => {
    const situation = await setSituation();
    const { wallet, registry, workId, colophon, call } = situation;
    const hash = await killed(situation, false);
    await send(wallet, colophon.provider, { to: wallet.address, data: "0x" });

    const receipt = await send(wallet, colophon.provider, call, { outbox, intent: INTENT, lostAfter: SOON });

    expect(receipt.hash).not.to.equal(hash);
    expect((await titleOf(registry, workId)).owner).to.equal(wallet.address);
    expect(await isOpen(situation)).to.equal(false);
  });

  it("uses up the free nonces below that of a kept transaction, where a node was wrong about them", async () => {
    const situation = await setSituation();
    const { wallet, registry, workId, colophon, call } = situation;
    const free = Number(await nonceOf(wallet));
    const [wrong] = through(colophon, {
      eth_getTransactionCount: (count, [, tag]) => (tag === "pending" ? toQuantity(free + 3) : count),
    });
    const hash = await killed({ ...situation, colophon: wrong }, false);

    const receipt = await send(wallet, colophon.provider, call, { outbox, intent: INTENT, lostAfter: SOON });

    expect(receipt.hash).to.equal(hash);
    expect((await titleOf(registry, workId)).owner).to.equal(wallet.address);
    expect(Number(await nonceOf(wallet))).to.equal(free + 4);
    expect(await isOpen(situation)).to.equal(false);
  });

  it("leaves it to somebody else's transactions to fill such a gap, where they come in time", async () => {
    const situation = await setSituation();
    const { wallet, colophon, call } = situation;
    const before = await sign(wallet, colophon.provider, { to: wallet.address, data: "0x" });
    const [wrong] = through(colophon, {
      eth_getTransactionCount: (count, [, tag]) => (tag === "pending" ? toQuantity(before.nonce + 1) : count),
    });
    const hash = await killed({ ...situation, colophon: wrong }, false);
    const [{ provider }, asked] = through(colophon, {});

    const sending = send(wallet, provider, call, { outbox, intent: INTENT });
    while (!asked.includes("eth_getTransactionCount")) await new Promise(setImmediate);
    await broadcast(colophon.provider, before);

    expect((await sending).hash).to.equal(hash);
    expect(sent(asked)).to.equal(1);
  });

  it("keeps what is in a block and not found there yet, and goes on with it later", async () => {
    const situation = await setSituation();
    const { wallet, colophon, call } = situation;
    const hash = await killed(situation, true);
    const nonce = await nonceOf(wallet);
    const [{ provider }] = through(colophon, {
      eth_getTransactionReceipt: () => null,
      eth_getTransactionByHash: () => null,
    });
    const options = { outbox, intent: INTENT, lostAfter: SOON };

    const refusal = await refusalOf(() => send(wallet, provider, call, options));

    expect(refusal.message).to.match(
      /^The transaction 0x.{64} was sent, and nobody knows what became of it\. Its nonce/,
    );
    expect((await send(wallet, colophon.provider, call, options)).hash).to.equal(hash);
    expect(await nonceOf(wallet)).to.equal(nonce);
  });

  /** A node that refuses a kept transaction until it is asked whether its nonce is free; then it has it from another node. */
  async function gossiping(situation: Situation, kept: SignedTransaction): Promise<Colophon> {
    const { colophon } = situation;
    const refusals: Record<string, Error> = { eth_sendRawTransaction: nodeError("txpool is full") };
    await stopMining();
    let counts = 0;
    const [node] = through(
      colophon,
      {
        eth_getTransactionCount: async (count, [, tag]) => {
          if (tag === "pending" && (counts += 1) === 1) {
            delete refusals["eth_sendRawTransaction"];
            await broadcast(colophon.provider, kept);
          }
          return count;
        },
      },
      refusals,
    );
    return node;
  }

  it("makes a call once where its transaction was dropped and came back by another node", async () => {
    const situation = await setSituation();
    const { wallet, colophon } = situation;
    const call = { to: wallet.address, data: "0x01" };
    const transaction = await sign(wallet, colophon.provider, call);
    await outbox.keep({ transaction, intent: intentOf(call, INTENT) });
    const options = { outbox, intent: INTENT, lostAfter: SOON };
    const { provider } = await gossiping(situation, transaction);

    const refusal = await refusalOf(() => send(wallet, provider, call, options));
    await mineBlock();

    expect(refusal.message).to.equal(`The transaction ${transaction.hash} was dropped by the node`);
    expect((await send(wallet, colophon.provider, call, options)).hash).to.equal(transaction.hash);
    expect(Number(await nonceOf(wallet))).to.equal(transaction.nonce + 1);
  });

  it("makes a dropped call with the same nonce", async () => {
    const situation = await setSituation();
    const { wallet, colophon, call } = situation;
    const transaction = await sign(wallet, colophon.provider, call);
    await outbox.keep({ transaction, intent: intentOf(call, INTENT) });
    let isRefused = true;
    const [{ provider }] = through(colophon, {});
    const ask = provider.send.bind(provider);
    provider.send = async (method, params: unknown[]) => {
      const isIt = method === "eth_sendRawTransaction" && params[0] === transaction.raw;
      if (isIt && isRefused) throw nodeError("txpool is full");
      const answer: unknown = await ask(method, params);
      return answer;
    };
    const options = {
      outbox,
      intent: INTENT,
      lostAfter: SOON,
      beforeSending: () => Promise.resolve((isRefused = false)),
    };

    const receipt = await send(wallet, provider, call, options);

    expect(receipt.status).to.equal(1);
    expect(Number(await nonceOf(wallet))).to.equal(transaction.nonce + 1);
    expect(await isOpen(situation)).to.equal(false);
    expect(await outbox.recall(wallet.address, intentOf(call, INTENT))).to.equal(undefined);
  });

  it("makes the call anew where what was kept reverted", async () => {
    const situation = await setSituation();
    const { wallet, registry, accounts, workId, colophon, call } = situation;
    const { raw, hash, from, nonce } = await sign(wallet, colophon.provider, call);
    await registry.connect(accounts.guardian).pause();
    await stopMining();
    await network.provider.send("eth_sendRawTransaction", [raw]);
    await mineBlock();
    await network.provider.send("evm_setAutomine", [true]);
    await registry.connect(accounts.deployer).unpause();
    await outbox.keep({ transaction: { raw, hash, from, nonce }, intent: intentOf(call, INTENT) });

    const receipt = await send(wallet, colophon.provider, call, { outbox, intent: INTENT });

    expect(receipt.hash).not.to.equal(hash);
    expect((await titleOf(registry, workId)).owner).to.equal(wallet.address);
  });

  it("waits where no node gives an answer to the sending, and makes the call once", async () => {
    const situation = await setSituation();
    const { wallet, registry, workId, colophon, call } = situation;
    const nonce = Number(await nonceOf(wallet));
    const [{ provider }] = through(colophon, {});
    const ask = provider.send.bind(provider);
    let sendings = 0;
    // What ethers throws where the connection breaks after the node has taken the transaction.
    provider.send = async (method, params: unknown[]) => {
      const answer: unknown = await ask(method, params);
      if (method !== "eth_sendRawTransaction") return answer;
      sendings += 1;
      throw makeError("no answer", "NETWORK_ERROR", { event: "sending" });
    };

    await send(wallet, provider, call, { outbox });

    expect(sendings).to.equal(1);
    expect(Number(await nonceOf(wallet))).to.equal(nonce + 1);
    expect((await titleOf(registry, workId)).owner).to.equal(wallet.address);
  });

  it("sends the same bytes again where the node has forgotten them", async () => {
    const situation = await setSituation();
    const { wallet, registry, workId, colophon, call } = situation;
    await stopMining();
    const bytes = new Set<unknown>();
    const [{ provider }, asked] = through(colophon, {
      eth_sendRawTransaction: async (hash, [raw]) => {
        bytes.add(raw);
        if (sent(asked) === 1) await network.provider.send("hardhat_dropTransaction", [hash]);
        else await mineBlock();
        return hash;
      },
    });

    await send(wallet, provider, call, { outbox });

    expect(sent(asked)).to.equal(2);
    expect(bytes.size).to.equal(1);
    expect((await titleOf(registry, workId)).owner).to.equal(wallet.address);
  });

  it("keeps what may still be carried out, and says that it is safe to run again", async () => {
    const situation = await setSituation();
    const { wallet, colophon, call } = situation;
    await stopMining();

    const refusal = await refusalOf(() => send(wallet, colophon.provider, call, { outbox, patience: SOON }));

    expect(refusal.message).to.contain("It is in no block after 0.3 s");
    expect(refusal.advice).to.equal(
      "It is safe to run the same command again: it goes on with what is kept, and nothing is done twice.",
    );
    expect(await isOpen(situation)).to.equal(true);
  });

  for (const words of [
    "transaction underpriced",
    "txpool is full",
    "node is syncing",
    "nonce too high",
    "not permitted",
  ]) {
    it(`makes a kept call once, though the node says of the bytes: ${words}`, async () => {
      const situation = await setSituation();
      const { wallet, colophon } = situation;
      await send(wallet, colophon.provider, situation.call);
      const call = await situation.registry.amend.populateTransaction(situation.workId, `0x${"11".repeat(32)}`);
      const hash = await killed({ ...situation, call }, true);
      const [node] = through(colophon, {}, { eth_sendRawTransaction: nodeError(words) });

      const receipt = await write({ ...node, outboxes: folder.at("outbox") }, wallet, Promise.resolve(call), {
        intent: INTENT,
      });

      expect(receipt.hash).to.equal(hash);
    });

    it(`goes on with a transaction that the node has taken, though it says: ${words}`, async () => {
      const situation = await setSituation();
      const { wallet, colophon, call } = situation;
      const nonce = Number(await nonceOf(wallet));
      const [{ provider }] = through(colophon, {
        eth_sendRawTransaction: () => {
          throw nodeError(words);
        },
      });

      await send(wallet, provider, call, { outbox });

      expect(Number(await nonceOf(wallet))).to.equal(nonce + 1);
      expect(await isOpen(situation)).to.equal(false);
    });
  }

  it("says in the node's own words why it does not take a transaction, and keeps it where that may pass", async () => {
    const situation = await setSituation();
    const { wallet, colophon, call } = situation;
    const [node] = through(colophon, {}, { eth_sendRawTransaction: nodeError("txpool is full") });

    const refusal = await refusalOf(() =>
      write({ ...node, outboxes: folder.at("outbox") }, wallet, Promise.resolve(call), { lostAfter: SOON }),
    );

    expect(refusal.message).to.contain("txpool is full");
    expect(await isOpen(situation)).to.equal(true);
  });

  it("leaves nothing behind that swallows a later command, where another process saw the receipt first", async () => {
    const situation = await setSituation();
    const { wallet, colophon, call } = situation;
    const [{ provider }] = through(colophon, {
      eth_sendRawTransaction: async (hash) => {
        for (const kept of await outbox.list(wallet.address)) await outbox.settle(kept);
        return hash;
      },
    });

    await send(wallet, provider, call, { outbox, intent: INTENT });

    expect(await outbox.recall(wallet.address, intentOf(call, INTENT))).to.equal(undefined);
  });

  it("makes a call anew that was made more than a day ago", async () => {
    const situation = await setSituation();
    const { colophon, parties, accounts, validUntil } = situation;
    const accreditor = devWallet("accreditor");
    const renew = (until: number): Promise<ContractTransaction> =>
      parties.renew.populateTransaction(accounts.aurora, until, ZeroHash);
    const hash = await killed({ ...situation, wallet: accreditor, call: await renew(validUntil + 1) }, true);
    await time.increase(24 * 3600);

    const receipt = await write({ ...colophon, outboxes: folder.at("outbox") }, accreditor, renew(validUntil + 2), {
      intent: INTENT,
    });

    expect(receipt.hash).not.to.equal(hash);
  });

  it("forgets what the node refuses, so that it holds up nothing", async () => {
    const situation = await setSituation();
    const { wallet, colophon, call } = situation;
    const [node] = through(colophon, {}, { eth_sendRawTransaction: nodeError("the account is not permitted") });

    const refusal = await refusalOf(() =>
      write({ ...node, outboxes: folder.at("outbox") }, wallet, Promise.resolve(call)),
    );

    expect(refusal.message).to.contain("the account is not permitted");
    expect(await isOpen(situation)).to.equal(false);
  });

  it("lets two runs of one account make their calls one after the other", async () => {
    const first = await setSituation();
    const { wallet, colophon, registry } = first;
    const calls = [first.call, { to: wallet.address, data: "0x" }];
    const nonce = Number(await nonceOf(wallet));

    const receipts = await Promise.all(calls.map((call) => send(wallet, colophon.provider, call, { outbox })));

    expect(new Set(receipts.map(({ hash }) => hash)).size).to.equal(2);
    expect(Number(await nonceOf(wallet))).to.equal(nonce + 2);
    expect((await titleOf(registry, first.workId)).owner).to.equal(wallet.address);
    expect(await isOpen(first)).to.equal(false);
  });

  it("takes the next nonce where another run has come and gone with the one that the node had named", async () => {
    const { wallet, colophon, registry, workId, call } = await setSituation();
    const nonce = Number(await nonceOf(wallet));
    let other: Promise<unknown> | undefined;
    const [{ provider }] = through(colophon, {
      eth_getTransactionCount: async (count) => {
        other ??= send(wallet, colophon.provider, { to: wallet.address, data: "0x" }, { outbox });
        await other;
        return count;
      },
    });

    await send(wallet, provider, call, { outbox });

    expect(Number(await nonceOf(wallet))).to.equal(nonce + 2);
    expect((await titleOf(registry, workId)).owner).to.equal(wallet.address);
    expect(await outbox.list(wallet.address)).to.deep.equal([]);
  });

  it("is what the commands use", async () => {
    const situation = await setSituation();
    const { wallet, call } = situation;
    const colophon: Colophon = { ...situation.colophon, outboxes: folder.at("outbox") };
    const hash = await killed(situation, false);

    const receipt = await write(colophon, wallet, Promise.resolve(call), { intent: INTENT });

    expect(receipt.hash).to.equal(hash);
  });
});
