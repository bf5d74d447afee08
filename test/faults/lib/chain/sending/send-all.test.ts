import { expect } from "chai";
import { keccak256, toBeHex, toQuantity, ZeroHash } from "ethers";
import { network } from "hardhat";

import type { Colophon } from "../../../../../lib/chain/contracts/colophon";
import type { Receipt } from "../../../../../lib/chain/rpc/receipt";
import { signLegacy } from "../../../../../lib/chain/sending/legacy-transaction";
import { Outbox } from "../../../../../lib/chain/sending/outbox";
import { type MeantCall, sendAll, type SendAllOptions } from "../../../../../lib/chain/sending/send";
import { writeAll } from "../../../../../lib/chain/sending/write";
import {
  mineBlock,
  nonceOf,
  setSituation,
  type Situation,
  stopMining,
  through,
} from "../../../../lib/chain/sending/sending";
import { nodeError } from "../../../../lib/shared/node-in-between";
import { refusalOf } from "../../../../lib/shared/refusal";
import { type TemporaryFolder, temporaryFolder } from "../../../../lib/shared/temporary-folder";
import { claimOf } from "../../../../shared/fixture";
import { titleOf } from "../../../../shared/records";

/** Long enough for a busy machine to poll a few times, short enough to wait for. */
const SOON = 300;
const CALLS = 3;

/** Registrations that Aurora is to send, and their works. */
interface Many extends Situation {
  readonly calls: readonly MeantCall[];
  readonly workIds: readonly bigint[];
}

async function setMany(): Promise<Many> {
  const situation = await setSituation();
  const { registry } = situation.colophon;
  const claims = Array.from({ length: CALLS }, () => claimOf(situation.accounts.aurora));
  const calls = await Promise.all(claims.map((claim) => registry.register.populateTransaction(claim)));
  return { ...situation, calls, workIds: claims.map(({ contentHash }) => BigInt(contentHash)) };
}

/** What is told of calls. */
interface Told {
  readonly calls: number[];
  readonly receipts: Receipt[];
  readonly onReceipt: SendAllOptions["onReceipt"];
}

function listener(): Told {
  const [calls, receipts]: [number[], Receipt[]] = [[], []];
  const onReceipt: Told["onReceipt"] = (receipt, call) => {
    calls.push(call);
    receipts.push(receipt);
  };
  return { calls, receipts, onReceipt };
}

/** Through a node that makes no block before it has every call's transaction. */
async function minesWhenAllAreSent(colophon: Colophon): Promise<Colophon["provider"]> {
  await stopMining();
  const [{ provider }, asked] = through(colophon, {
    eth_sendRawTransaction: async (hash) => {
      if (asked.filter((method) => method === "eth_sendRawTransaction").length === CALLS) await mineBlock();
      return hash;
    },
  });
  return provider;
}

describe("sendAll", () => {
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

  const ownersOf = async ({ registry, workIds }: Many): Promise<string[]> =>
    Promise.all(workIds.map(async (workId) => (await titleOf(registry, workId)).owner));
  const keptHashes = async ({ wallet }: Situation): Promise<string[]> =>
    (await outbox.list(wallet.address)).map(({ transaction }) => transaction.hash);

  /** A run whose node takes what is sent, or nothing at all, and says nothing of what became of it. */
  async function killed(many: Many, isTaken: boolean): Promise<string[]> {
    const { colophon, wallet, calls } = many;
    const refusals: Record<string, Error> = isTaken
      ? { eth_getTransactionReceipt: nodeError("out of order") }
      : { eth_sendRawTransaction: nodeError("txpool is full") };
    const [{ provider }] = through(colophon, {}, refusals);
    const options = { outbox, patience: SOON, lostAfter: SOON, onReceipt: () => expect.fail("none is seen") };
    const stopped = await sendAll(wallet, provider, calls, options).catch((error: unknown) => error);
    expect(stopped).to.be.instanceOf(Error);
    return keptHashes(many);
  }

  it("has all of them under way at a time, in their order, and forgets each once its receipt is seen", async () => {
    const many = await setMany();
    const { wallet, colophon, calls } = many;
    const told = listener();
    const provider = await minesWhenAllAreSent(colophon);

    await sendAll(wallet, provider, calls, { outbox, onReceipt: told.onReceipt });

    expect(told.calls).to.deep.equal([0, 1, 2]);
    expect(new Set(told.receipts.map(({ block }) => block)).size).to.equal(1);
    expect(await ownersOf(many)).to.deep.equal([wallet.address, wallet.address, wallet.address]);
    expect(await keptHashes(many)).to.deep.equal([]);
  });

  it("goes on with what a killed run has kept, and makes each call once", async () => {
    const many = await setMany();
    const { wallet, colophon, calls } = many;
    const nonce = Number(await nonceOf(wallet));
    const kept = await killed(many, true);
    const told = listener();

    await sendAll(wallet, colophon.provider, calls, { outbox, onReceipt: told.onReceipt });

    expect(kept).to.have.lengthOf(CALLS);
    expect(told.receipts.map(({ hash }) => hash)).to.deep.equal(kept);
    expect(Number(await nonceOf(wallet))).to.equal(nonce + CALLS);
    expect(await keptHashes(many)).to.deep.equal([]);
  });

  it("makes calls that were dropped with the nonces that they had", async () => {
    const many = await setMany();
    const { wallet, colophon, calls } = many;
    const nonce = Number(await nonceOf(wallet));
    const kept = await killed(many, false);
    const told = listener();
    // Dearer than before, and the node takes none of the old ones.
    const [{ provider }] = through(colophon, { eth_gasPrice: (price) => toQuantity(2n * BigInt(String(price))) });
    const ask = provider.send.bind(provider);
    provider.send = async (method, params: unknown[]) => {
      const isKept = method === "eth_sendRawTransaction" && kept.includes(keccak256(String(params[0])));
      if (isKept) throw nodeError("txpool is full");
      const answer: unknown = await ask(method, params);
      return answer;
    };

    // In another order than before: one whose nonce is given comes first.
    const [first, ...others] = calls;
    const options = { outbox, lostAfter: SOON, onReceipt: told.onReceipt };
    await sendAll(wallet, provider, first ? [...others, first] : [], options);

    expect(kept).to.have.lengthOf(CALLS);
    expect([...told.calls].sort()).to.deep.equal([0, 1, 2]);
    expect(Number(await nonceOf(wallet))).to.equal(nonce + CALLS);
    expect(await ownersOf(many)).to.deep.equal([wallet.address, wallet.address, wallet.address]);
    expect(await keptHashes(many)).to.deep.equal([]);
  });

  it("gives up where the node takes none of what was dropped, as it was signed before or anew", async () => {
    const many = await setMany();
    const kept = await killed(many, false);

    const again = await killed(many, false);

    expect(again).to.deep.equal(kept);
  });

  it("waits for those that are under way where one fails, and says why it has", async () => {
    const many = await setMany();
    const { wallet, colophon, calls } = many;
    const [first, , third] = calls;
    if (first === undefined || third === undefined) throw new Error("there are three");
    const told = listener();
    const provider = await minesWhenAllAreSent(colophon);

    // The second one registers the first one's work once more.
    const twice = [first, { ...first, intent: "once more" }, third];
    const stage = { ...colophon, provider, outboxes: folder.at("outbox") };
    const refusal = await refusalOf(() => writeAll(stage, wallet, twice, { onReceipt: told.onReceipt }));

    expect(refusal.message).to.contain("is already registered by");
    expect(told.calls).to.deep.equal([0, 2]);
    expect(await keptHashes(many)).to.deep.equal([]);
  });

  it("sends nothing where the chain would refuse one of them", async () => {
    const many = await setMany();
    const { wallet, colophon, calls } = many;
    const nonce = Number(await nonceOf(wallet));
    const { registry } = colophon;
    const refused = await registry.amend.populateTransaction(7n, ZeroHash);
    const onReceipt = (): void => expect.fail("nothing is sent");
    const stage = { ...colophon, outboxes: folder.at("outbox") };

    const refusal = await refusalOf(() => writeAll(stage, wallet, [...calls, refused], { onReceipt }));

    expect(refusal.code).to.equal("WorkRegistryNotRegistered");
    expect(Number(await nonceOf(wallet))).to.equal(nonce);
    expect(await keptHashes(many)).to.deep.equal([]);
  });

  it("waits for what is under way once it is told to stop, and sends no more", async () => {
    const { wallet, colophon, ...situation } = await setSituation();
    const nonce = Number(await nonceOf(wallet));
    const calls = Array.from({ length: 200 }, (_, call) => ({ to: wallet.address, data: toBeHex(call + 1) }));
    const told = listener();
    const stop = new AbortController();

    await sendAll(wallet, colophon.provider, calls, {
      ...{ outbox, signal: stop.signal },
      onReceipt: (receipt, call) => {
        told.onReceipt(receipt, call);
        stop.abort();
      },
    });

    expect(told.calls.length).to.be.within(1, calls.length - 1);
    expect(told.calls).to.deep.equal([...told.calls.keys()]);
    expect(Number(await nonceOf(wallet))).to.equal(nonce + told.calls.length);
    expect(await keptHashes({ ...situation, wallet, colophon })).to.deep.equal([]);
  });

  it("goes on after another process that has taken one of its nonces", async () => {
    const many = await setMany();
    const { wallet, colophon, calls } = many;
    const nonce = Number(await nonceOf(wallet));
    const { gasPrice } = await colophon.provider.getFeeData();
    const fields = { chainId: 31337n, gasPrice: 2n * (gasPrice ?? 0n), gasLimit: 100_000n };
    const other = signLegacy(wallet, { ...fields, to: wallet.address, data: "0x01", nonce: nonce + 1 });
    let isThere = false;
    const told = listener();

    await sendAll(wallet, colophon.provider, calls, {
      ...{ outbox, onReceipt: told.onReceipt },
      beforeSending: async () => {
        if (!isThere) isThere = await outbox.keep({ transaction: other, intent: "another call" });
      },
    });

    expect([...told.calls].sort()).to.deep.equal([0, 1, 2]);
    expect(Number(await nonceOf(wallet))).to.equal(nonce + CALLS + 1);
    expect(await ownersOf(many)).to.deep.equal([wallet.address, wallet.address, wallet.address]);
    expect(await keptHashes(many)).to.deep.equal([]);
  });
});
