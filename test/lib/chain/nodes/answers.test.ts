import { expect } from "chai";

import { explain } from "../../../../lib/chain/contracts/failures";
import { unreadable } from "../../../../lib/chain/nodes/answers";
import { connect } from "../../../../lib/chain/rpc/rpc";
import { answerAsNode, type LoopbackServer, startServer } from "../../shared/loopback-server";

const CHAIN = 31337;
const LOG = { address: "0x01", topics: ["0x02"], data: "0x" };
const BLOCK = { hash: null, transactions: [] };
const PROOF = { accountProof: ["0xf8"], storageProof: [{ key: "0x0", value: "0x0", proof: [] }] };

describe("An answer of a node", () => {
  const servers: LoopbackServer[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

  async function nodeThatSays(results: Readonly<Record<string, unknown>>): Promise<string> {
    const server = await startServer(answerAsNode({ eth_chainId: "0x7a69", eth_blockNumber: "0x5", ...results }));
    servers.push(server);
    return server.url;
  }

  for (const [method, rights, wrongs] of [
    ["eth_blockNumber", ["0x0", "0x5"], [null, 5, "0x", "5", "0xffffffffffffffffffff", {}]],
    ["eth_call", ["0x", "0xab"], [null, 7, "0x1", "ab", true]],
    ["eth_getStorageAt", [`0x${"00".repeat(32)}`], ["0x", "0x1", null]],
    ["eth_getBalance", ["0x0", "0xffffffffffffffffffff"], ["0x", null]],
    ["eth_getBlockByNumber", [null, BLOCK, { ...BLOCK, hash: "0xab" }], [7, {}, [], { hash: "0xab" }]],
    ["eth_getLogs", [[], [LOG]], [null, {}, [null], [{ ...LOG, topics: null }], [{ ...LOG, data: 7 }]]],
    ["eth_getTransactionReceipt", [null, { logs: [LOG] }], [7, {}, { logs: [{}] }]],
    ["eth_getProof", [null, PROOF], ["0x", { ...PROOF, accountProof: [7] }, { ...PROOF, storageProof: [{}] }]],
    ["klay_getHeaderByNumber", [null, 7, "whatever"], []],
  ] as const) {
    it(`to ${method} is told from what is none`, () => {
      for (const right of rights) expect(unreadable(method, right), JSON.stringify(right)).to.equal(undefined);
      for (const wrong of wrongs) {
        const said = `${method} is answered with ${JSON.stringify(wrong)}`;
        expect(unreadable(method, wrong)?.message.replace("…", ""), said).to.satisfy((each: string) =>
          said.startsWith(each),
        );
      }
    });
  }

  it("that is none is said to be so, in few words and with nothing of ethers'", async () => {
    const provider = await connect(await nodeThatSays({ eth_call: 7, eth_getCode: [`${"long ".repeat(20)}`] }), CHAIN);

    const thrown = await provider.call({ to: `0x${"00".repeat(20)}` }).catch((error: unknown) => error);
    const code = await provider.getCode(`0x${"00".repeat(20)}`).catch((error: unknown) => error);
    const asked = await provider.request("eth_call", [{}]).catch((error: unknown) => error);

    const said = "The node's answer makes no sense: eth_call is answered with 7";
    for (const each of [thrown, asked]) expect(explain(each)).to.include({ code: "NodeUnreadable", message: said });
    expect(explain(code)?.message).to.match(/: eth_getCode is answered with \["long (long )+lon…$/);
    provider.destroy();
  });

  it("that is none is asked of another node", async () => {
    const urls = [await nodeThatSays({ eth_call: {} }), await nodeThatSays({ eth_call: "0xab" })];
    const provider = await connect(urls, CHAIN);

    expect(await provider.call({ to: `0x${"00".repeat(20)}` })).to.equal("0xab");
    provider.destroy();
  });
});
