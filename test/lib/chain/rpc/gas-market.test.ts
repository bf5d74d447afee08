import { expect } from "chai";
import { toQuantity } from "ethers";

import { gasMarketOf } from "../../../../lib/chain/rpc/gas-market";
import { connect, type NodeProvider } from "../../../../lib/chain/rpc/rpc";
import { answerAsNode, type LoopbackServer, startServer } from "../../shared/loopback-server";

const CHAIN_ID = 1337;
const ZERO = `0x${"00".repeat(32)}`;

/** As much of a block as is looked at. */
const blockWith = (baseFeePerGas: string | undefined): object => ({
  ...{ number: "0x9", hash: ZERO, parentHash: ZERO, timestamp: "0x1", nonce: "0x0000000000000000", difficulty: "0x0" },
  ...{ gasLimit: "0x1", gasUsed: "0x0", miner: `0x${"00".repeat(20)}`, extraData: "0x", transactions: [] },
  ...(baseFeePerGas === undefined ? {} : { baseFeePerGas }),
});

describe("gasMarketOf, with several nodes", () => {
  let servers: LoopbackServer[] = [];
  let provider: NodeProvider | undefined;
  afterEach(async () => {
    provider?.destroy();
    await Promise.all(servers.map((server) => server.stop()));
    servers = [];
  });

  /** Nodes that name these prices, and go on with a block with this base fee. */
  async function connectTo(baseFee: string | undefined, ...prices: readonly number[]): Promise<NodeProvider> {
    for (const price of prices) {
      const answers = {
        eth_chainId: toQuantity(CHAIN_ID),
        eth_blockNumber: "0x9",
        eth_gasPrice: toQuantity(price),
        eth_getBlockByNumber: blockWith(baseFee),
      };
      servers.push(await startServer(answerAsNode(answers)));
    }
    provider = await connect(
      servers.map(({ url }) => url),
      CHAIN_ID,
    );
    return provider;
  }

  it("takes a price of 0 that another one names, where gas is free", async () => {
    expect(await gasMarketOf(await connectTo("0x0", 1_000, 0))).to.deep.equal({
      gasPrice: 0n,
      baseFee: 0n,
      isFree: true,
    });
  });

  it("takes the price of the one in use where all name one", async () => {
    expect((await gasMarketOf(await connectTo("0x0", 1_000, 500))).gasPrice).to.equal(1_000n);
  });

  for (const baseFee of ["0x1", undefined]) {
    it(`takes the price of the one in use where the base fee is ${baseFee ?? "none"}`, async () => {
      expect(await gasMarketOf(await connectTo(baseFee, 1_000, 0))).to.deep.include({
        gasPrice: 1_000n,
        isFree: false,
      });
    });
  }
});
