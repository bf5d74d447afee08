import { expect } from "chai";

import { Node } from "../../../../lib/chain/nodes/node";
import { type LoopbackServer, startServer } from "../../shared/loopback-server";

/** In milliseconds. */
const TIMEOUT = 1_000;
const DRIP = 50;
/** Far less than a day, far more than the timeout on a busy machine. */
const LONG = 100_000;

describe("Node", () => {
  let server: LoopbackServer | undefined;
  afterEach(() => server?.stop());

  const question = { jsonrpc: "2.0" as const, id: 1, method: "eth_chainId", params: [] };

  it("gives up an answer that comes in drips", async () => {
    server = await startServer((response) => {
      response.writeHead(200);
      const dripping = setInterval(() => response.write(" "), DRIP);
      response.once("close", () => {
        clearInterval(dripping);
      });
    });
    const began = performance.now();

    await expect(new Node(server.url).exchange(question, TIMEOUT)).to.be.rejected.and.eventually.have.property(
      "code",
      "TIMEOUT",
    );

    expect(performance.now() - began).to.be.lessThan(LONG);
  });

  it("does not wait longer because a node says that it is busy for days", async () => {
    server = await startServer((response) => response.writeHead(429, { "retry-after": "1000000000" }).end());
    const began = performance.now();

    await expect(new Node(server.url).exchange(question, TIMEOUT)).to.be.rejected;

    expect(performance.now() - began).to.be.lessThan(LONG);
  });

  it("does not put its URL into what stands for an answer that did not come", async () => {
    server = await startServer((response, body) => {
      if (body.startsWith("[") || body.includes('"id":2')) response.writeHead(401).end();
      else response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, result: "0x1" }));
    });
    const node = new Node(`${server.url.replace("//", "//press:SECRET@")}?key=SECRET`);

    const answers = await node.exchange([question, { ...question, id: 2 }], TIMEOUT);

    expect(answers.map(({ id }) => id)).to.deep.equal([1, 2]);
    expect(JSON.stringify(answers)).not.to.contain("SECRET");
  });

  it("asks one by one for a while where the node lets several questions hang", async () => {
    server = await startServer((response, body) => {
      if (!body.startsWith("[")) response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, result: "0x1" }));
    });
    const node = new Node(server.url);
    const both = [question, { ...question, id: 2 }];

    await expect(node.exchange(both, TIMEOUT)).to.be.rejected.and.eventually.have.property("code", "TIMEOUT");
    expect((await node.exchange(both, TIMEOUT)).map(({ id }) => id)).to.deep.equal([1, 2]);
  });
});
