import { setTimeout as delay } from "node:timers/promises";

import { expect } from "chai";
import { toQuantity } from "ethers";

import { DEV_CHAIN_ID } from "../../../../../lib/chain/development/dev-accounts";
import { devWallet } from "../../../../../lib/chain/development/dev-wallet";
import { BlockWatch } from "../../../../../lib/chain/rpc/block-watch";
import { connect, type NodeProvider } from "../../../../../lib/chain/rpc/rpc";
import { freePort, startAnvil } from "../../../../../scripts/chain/anvil";
import { answerAsNode, type LoopbackServer, startServer } from "../../../../lib/shared/loopback-server";
import { refusalOf } from "../../../../lib/shared/refusal";
import { temporaryFolder } from "../../../../lib/shared/temporary-folder";

const CHAIN_ID = 1337;
/** How long the network may be without a block in these tests, in milliseconds. */
const STALL = 1_500;
const PATIENCE = 100_000;
/** How often whoever waits looks, in milliseconds. */
const POLL = 50;
const WAITING = "The transaction 0x11 waits";
const ADVICE = "Run it again.";
/** A contract's code that uses all the gas of the call: INVALID. */
const USES_ALL = "0xfe";
const VALIDATORS = ["0x01", "0x02", "0x03", "0x04"];

describe("BlockWatch", () => {
  const servers: LoopbackServer[] = [];
  let provider: NodeProvider | undefined;
  let height = 0;
  afterEach(async () => {
    provider?.destroy();
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  async function start(method = "istanbul_getValidators"): Promise<string> {
    const server = await startServer((response, body) =>
      answerAsNode({
        eth_chainId: toQuantity(CHAIN_ID),
        eth_blockNumber: toQuantity(height),
        web3_clientVersion: "Klaytn/v1.0.3/linux-amd64/go1.26",
        [method]: VALIDATORS,
      })(response, body),
    );
    servers.push(server);
    return server.url;
  }

  async function gone(): Promise<string> {
    return `http://127.0.0.1:${await freePort()}`;
  }

  /** Looks again and again, for as long as patience lasts. */
  async function watch(urls: readonly string[], meanwhile = (): void => undefined, patience = PATIENCE): Promise<void> {
    provider = await connect(urls, CHAIN_ID, STALL);
    const blocks = new BlockWatch(provider, STALL);
    const end = performance.now() + patience;
    while (performance.now() < end) {
      await blocks.look(WAITING, ADVICE);
      meanwhile();
      await delay(POLL);
    }
  }

  it("says that the network makes no block, how many nodes answer and how many validators it needs", async () => {
    const urls = [await start(), await start(), await gone(), await gone()];

    const refusal = await refusalOf(() => watch(urls));

    expect(refusal.message).to.equal(
      `The network has made no block for 1.5 s. Of 4 nodes 2 answer, the newest block is ${height}; ` +
        `of its 4 validators it needs 3. ${WAITING}`,
    );
    expect(refusal.advice).to.equal(ADVICE);
    expect(refusal.exitCode).to.equal(1);
  });

  for (const method of ["qbft_getValidatorsByBlockNumber", "ibft_getValidatorsByBlockNumber"]) {
    it(`asks for the validators by ${method} too`, async () => {
      const urls = [await start(method), await gone()];

      const refusal = await refusalOf(() => watch(urls));

      expect(refusal.message).to.contain("Of 2 nodes 1 answers");
      expect(refusal.message).to.contain("of its 4 validators it needs 3");
    });
  }

  it("leaves out what the node does not say of validators", async () => {
    const refusal = await refusalOf(async () => watch([await start("nothing"), await gone()]));

    expect(refusal.message).to.equal(
      `The network has made no block for 1.5 s. Of 2 nodes 1 answers, the newest block is ${height}. ${WAITING}`,
    );
  });

  it("says so where there is one node only", async () => {
    const refusal = await refusalOf(async () => watch([await start()]));

    expect(refusal.message).to.equal(
      `The network has made no block for 1.5 s. The node answers, the newest block is ${height}. ${WAITING}`,
    );
  });

  it("says nothing while blocks come", async () => {
    const url = await start();
    let next = performance.now();

    await watch(
      [url],
      () => {
        if (performance.now() < next) return;
        next = performance.now() + STALL / 10;
        height += 1;
      },
      2 * STALL,
    );
  });

  it("uses the next node where no block comes for three seconds, and not before", async () => {
    let second = 0;
    const one = await start();
    const other = await startServer((response, body) => {
      second += 1;
      answerAsNode({ eth_chainId: toQuantity(CHAIN_ID), eth_blockNumber: toQuantity(height) })(response, body);
    });
    servers.push(other);
    provider = await connect([one, other.url], CHAIN_ID);
    const blocks = new BlockWatch(provider, PATIENCE);
    const began = performance.now();
    let usedAt: number | undefined;

    while (usedAt === undefined && performance.now() - began < PATIENCE) {
      await blocks.look(WAITING, ADVICE);
      await delay(POLL);
      const before = second;
      await provider.send("eth_blockNumber", []);
      // Every two seconds all nodes are looked at by two questions at once.
      if (second - before === 1) usedAt = performance.now();
    }

    expect(usedAt).not.to.equal(undefined);
    expect((usedAt ?? 0) - began).to.be.at.least(3_000);
  });

  it("has anvil make the blocks for what did not fit into the one that a transaction made", async () => {
    const folder = await temporaryFolder();
    const anvil = await startAnvil({ port: await freePort(), folder: folder.at("chain") });
    try {
      provider = await connect(anvil.url, DEV_CHAIN_ID);
      const wallet = devWallet("aurora");
      // A block has 30,000,000.
      const gasLimit = 20_000_000n;
      const signed = await Promise.all(
        [0, 1, 2].map((nonce) =>
          wallet.signTransaction({
            ...{ nonce, gasLimit, type: 0 },
            gasPrice: 10n ** 10n,
            chainId: DEV_CHAIN_ID,
            data: USES_ALL,
          }),
        ),
      );
      // The first one comes last and makes all three ready at once.
      for (const raw of signed.reverse()) await provider.send("eth_sendRawTransaction", [raw]);
      const blocks = new BlockWatch(provider, PATIENCE);
      const end = performance.now() + STALL * 10;
      let count = 0;
      while (count < signed.length && performance.now() < end) {
        await blocks.look(WAITING, ADVICE);
        count = await provider.getTransactionCount(wallet.address);
        await delay(POLL);
      }
      expect(count).to.equal(signed.length);
    } finally {
      await anvil.stop();
      await folder.remove();
    }
  });

  it("does not count the time in which nobody looked", async () => {
    const url = await start();
    provider = await connect(url, CHAIN_ID);
    const blocks = new BlockWatch(provider, 1);
    await provider.getBlockNumber();

    // More than a millisecond later, and this is the first look.
    await blocks.look(WAITING, ADVICE);
  });
});
