import { expect } from "chai";
import { toQuantity } from "ethers";

import { connect, type NodeProvider, nodesOf } from "../../../../../lib/chain/rpc/rpc";
import { freePort } from "../../../../../scripts/chain/anvil";
import { answerAsNode, type LoopbackServer, startServer } from "../../../../lib/shared/loopback-server";
import { refusalOf } from "../../../../lib/shared/refusal";

const CHAIN_ID = 1337;
/** How long a node may take in these tests, in milliseconds. */
const TIMEOUT = 1_500;

const INTERNAL_ERROR = { result: undefined, error: { code: -32603, message: "database closed" } };

/** What a node is like, now. */
interface Manner {
  height: number;
  chainId?: number;
  /** Takes questions and answers none, as a process that is stopped does. */
  hangs?: boolean;
  fails?: boolean;
}

interface SomeNode extends LoopbackServer {
  readonly manner: Manner;
}

describe("connect, to several nodes", () => {
  let nodes: SomeNode[] = [];
  let provider: NodeProvider | undefined;
  afterEach(async () => {
    provider?.destroy();
    await Promise.all(nodes.map((node) => node.stop()));
    nodes = [];
  });

  async function start(...manners: Manner[]): Promise<string[]> {
    for (const manner of manners) {
      const place = nodes.length;
      const server = await startServer((response, body) => {
        if (manner.hangs === true) return;
        if (manner.fails === true) return void response.writeHead(503).end();
        answerAsNode({
          eth_chainId: toQuantity(manner.chainId ?? CHAIN_ID),
          eth_blockNumber: toQuantity(manner.height),
          web3_clientVersion: `node ${place}`,
        })(response, body);
      });
      nodes.push({ ...server, manner });
    }
    return nodes.map(({ url }) => url);
  }

  async function connectTo(...manners: Manner[]): Promise<NodeProvider> {
    provider = await connect(await start(...manners), CHAIN_ID, TIMEOUT);
    return provider;
  }

  const whoAnswers = async (): Promise<unknown> => provider?.send("web3_clientVersion", []);

  /** A node by its place. */
  function manner(place: number): Manner {
    const found = nodes[place]?.manner;
    if (found === undefined) throw new Error(`there is no node ${place}`);
    return found;
  }

  it("uses the one that is farthest, since it is the first to know what was just written", async () => {
    await connectTo({ height: 9 }, { height: 10 }, { height: 10 });

    expect(await whoAnswers()).to.equal("node 1");
  });

  it("uses the first where all are as far", async () => {
    await connectTo({ height: 9 }, { height: 9 });

    expect(await whoAnswers()).to.equal("node 0");
  });

  for (const [what, change] of [
    ["hangs", { hangs: true }],
    ["fails", { fails: true }],
  ] as const) {
    it(`goes on with the next where the one in use ${what}, and stays there`, async () => {
      await connectTo({ height: 9 }, { height: 9 });
      expect(await whoAnswers()).to.equal("node 0");

      Object.assign(manner(0), change);
      expect(await whoAnswers()).to.equal("node 1");
      Object.assign(manner(0), { hangs: false, fails: false });
      await provider?.nodes.survey();

      expect(await whoAnswers()).to.equal("node 1");
    });
  }

  it("connects where one is not there, and where one hangs", async () => {
    const gone = `http://127.0.0.1:${await freePort()}`;
    const urls = await start({ height: 9, hangs: true }, { height: 9 });

    provider = await connect([gone, ...urls], CHAIN_ID, TIMEOUT);

    expect(await whoAnswers()).to.equal("node 1");
  });

  it("comes back to one that was silent where the others are gone", async () => {
    await connectTo({ height: 9, fails: true }, { height: 9 });
    expect(await whoAnswers()).to.equal("node 1");

    manner(1).hangs = true;
    manner(0).fails = false;

    expect(await whoAnswers()).to.equal("node 0");
  });

  it("leaves one that falls behind the others by more than three blocks", async () => {
    await connectTo({ height: 10 }, { height: 9 }, { height: 9 });
    expect(await whoAnswers()).to.equal("node 0");

    Object.assign(manner(1), { height: 13 });
    Object.assign(manner(2), { height: 13 });
    await provider?.nodes.survey();
    expect(await whoAnswers()).to.equal("node 0");
    Object.assign(manner(1), { height: 14 });
    Object.assign(manner(2), { height: 14 });
    await provider?.nodes.survey();

    expect(await whoAnswers()).to.equal("node 1");
  });

  it("is not misled by one that claims to be far ahead", async () => {
    const used = await connectTo({ height: 9_000 }, { height: 9 }, { height: 10 });

    expect(await whoAnswers()).to.equal("node 2");
    expect((await nodesOf(used))?.map(({ verdict }) => verdict)).to.deep.equal(["ahead", "healthy", "healthy"]);
  });

  it("never uses one of another chain, also where it came to be so later", async () => {
    await connectTo({ height: 90, chainId: 1 }, { height: 9 }, { height: 9 });
    expect(await whoAnswers()).to.equal("node 1");

    manner(1).chainId = 2;
    await provider?.nodes.survey();

    expect(await whoAnswers()).to.equal("node 2");
  });

  it("looks at the nodes by itself now and then, while it is used", async () => {
    await connectTo({ height: 9 }, { height: 9 });
    manner(0).chainId = 2;
    const end = performance.now() + 100_000;

    let answered: unknown;
    do answered = await whoAnswers();
    while (answered !== "node 1" && performance.now() < end);

    expect(answered).to.equal("node 1");
  });

  it("refuses where all are of another chain, and where none answers", async () => {
    const urls = await start({ height: 9, chainId: 1 }, { height: 9, chainId: 1 });
    const gone = `http://127.0.0.1:${await freePort()}`;

    const other = await refusalOf(() => connect(urls, CHAIN_ID, TIMEOUT));
    const none = await refusalOf(() => connect([gone, gone], CHAIN_ID, TIMEOUT));

    expect(other.message).to.equal(`The node at ${urls[0]} is on chain 1, not on chain 1337`);
    expect(none.message).to.equal(`No node answers at ${gone}, ${gone}`);
  });

  it("says that no node answers where all of them are gone later", async () => {
    await connectTo({ height: 9 }, { height: 9 });
    Object.assign(manner(0), { hangs: true });
    Object.assign(manner(1), { fails: true });

    await expect(whoAnswers())
      .to.be.rejected.and.eventually.have.property("code")
      .that.is.oneOf(["SERVER_ERROR", "TIMEOUT", "NETWORK_ERROR"]);
  });

  it("prefers none that claims to be a little ahead of all others", async () => {
    await connectTo({ height: 10 }, { height: 13 }, { height: 10 });

    expect(await whoAnswers()).to.equal("node 0");
  });

  for (const [what, answer] of [
    ["nothing of JSON-RPC", "{}"],
    ["null", "null"],
    ["a page", "<html></html>"],
    ["an internal error", '{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"database closed"}}'],
    ["a limit of requests", '{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"rate limit exceeded"}}'],
  ] as const) {
    it(`asks the next where one answers with ${what}`, async () => {
      const sick = await startServer((response, body) => {
        if (body.includes("web3_clientVersion")) return void response.end(answer);
        answerAsNode({ eth_chainId: toQuantity(CHAIN_ID), eth_blockNumber: "0x9" })(response, body);
      });
      nodes.push({ ...sick, manner: { height: 9 } });
      const [, well = ""] = await start({ height: 9 });
      provider = await connect([sick.url, well], CHAIN_ID, TIMEOUT);

      expect(await whoAnswers()).to.equal("node 1");
    });
  }

  const several: [what: string, twist: (answers: object[]) => object[], expected: string[]][] = [
    [
      "an internal error for one of them",
      ([first, second]) => [first ?? {}, { ...second, ...INTERNAL_ERROR }],
      ["sick", "node 1"],
    ],
    ["no answer to one of them, and none to each alone", (answers) => answers.slice(1), ["node 1", "node 1"]],
  ];
  for (const [what, twist, expected] of several) {
    it(`asks the next what one has not answered, where it answers several questions with ${what}`, async () => {
      const sick = await startServer((response, body) => {
        const asked = [JSON.parse(body)].flat() as { id: number; method: string }[];
        if (!body.includes("web3_clientVersion")) {
          return void answerAsNode({ eth_chainId: toQuantity(CHAIN_ID), eth_blockNumber: "0x9" })(response, body);
        }
        if (asked.length === 1) return void response.writeHead(503).end();
        response.end(JSON.stringify(twist(asked.map(({ id }) => ({ jsonrpc: "2.0", id, result: "sick" })))));
      });
      nodes.push({ ...sick, manner: { height: 9 } });
      const [, well = ""] = await start({ height: 9 });
      provider = await connect([sick.url, well], CHAIN_ID, TIMEOUT);

      expect(await Promise.all([whoAnswers(), whoAnswers()])).to.deep.equal(expected);
    });
  }

  it("gives each question its answer, in whatever order they come", async () => {
    const server = await startServer((response, body) => {
      const answers = [JSON.parse(body)].flat().map(({ id, method }: { id: number; method: string }) => {
        const result = { eth_chainId: toQuantity(CHAIN_ID), eth_blockNumber: "0x9" }[method] ?? method;
        return { jsonrpc: "2.0", id, result };
      });
      response.end(JSON.stringify(answers.length === 1 ? answers[0] : answers.reverse()));
    });
    nodes.push({ ...server, manner: { height: 9 } });
    provider = await connect([server.url], CHAIN_ID, TIMEOUT);

    const methods = ["first", "second", "third"];
    expect(
      await Promise.all(methods.map(async (method) => provider?.send(method, []) as Promise<unknown>)),
    ).to.deep.equal(methods);
  });

  for (const [code, message] of [
    [-32000, "not here"],
    // Besu's codes, which mean a trouble of the node elsewhere.
    [-32005, "Transaction gas limit exceeds block gas limit"],
    [-32002, "Invalid signature"],
  ] as const) {
    it(`passes on what a node refuses, since a refusal is an answer: ${code} ${message}`, async () => {
      const server = await startServer((response, body) => {
        if (body.includes("eth_call")) {
          const { id } = JSON.parse(body) as { id: number };
          response.end(JSON.stringify({ jsonrpc: "2.0", id, error: { code, message } }));
          return;
        }
        answerAsNode({ eth_chainId: toQuantity(CHAIN_ID), eth_blockNumber: "0x9" })(response, body);
      });
      nodes.push({ ...server, manner: { height: 9 } });
      const [, other = ""] = await start({ height: 9 });
      provider = await connect([server.url, other], CHAIN_ID, TIMEOUT);

      await expect(provider.request("eth_call", [{}])).to.be.rejectedWith(message);

      expect(nodes[1]?.requests.some((body) => body.includes("eth_call"))).to.equal(false);
    });
  }
});
