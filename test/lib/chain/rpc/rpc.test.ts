import type { ServerResponse } from "node:http";

import { expect } from "chai";

import { connect, type NodeProvider } from "../../../../lib/chain/rpc/rpc";
import { freePort } from "../../../../scripts/chain/anvil";
import { type Answer, answerAsNode, type LoopbackServer, startServer } from "../../shared/loopback-server";
import { refusalOf } from "../../shared/refusal";

const ADVICE =
  "Start the embedded chain with: npm run chain, the network of this machine with: npm run consortium. For another network check its URL.";
const CHAIN_ID = 1337;
/** How long a node may take in these tests, in milliseconds. */
const TIMEOUT = 2_000;

describe("connect", () => {
  let server: LoopbackServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  describe("when no node answers", () => {
    const answers: [situation: string, answer: Answer, status?: number][] = [
      ["a page instead of JSON", (response) => response.end("<html><body>It works!</body></html>")],
      ["nothing at all", (response) => response.end()],
      ["JSON that is no answer", (response) => response.end('{"hello": "world"}')],
      ["a chain id that is no number", answerAsNode({ eth_chainId: "soon" })],
      ["no chain id", answerAsNode({ eth_chainId: null })],
      ["an error of the server", (response) => response.writeHead(500).end("Internal Server Error"), 500],
      ["that there is no such page", (response) => response.writeHead(404).end("Not Found"), 404],
      ["by hanging up", (response) => response.destroy()],
      ["never", () => undefined],
    ];
    for (const [situation, answer, status] of answers) {
      it(`refuses a server that answers ${situation}`, async () => {
        server = await startServer(answer);
        const { url } = server;

        const refusal = await refusalOf(() => connect(url, CHAIN_ID, TIMEOUT));

        expect(refusal.message).to.equal(
          `No node answers at ${url}${status === undefined ? "" : `: HTTP status ${status}`}`,
        );
        expect(refusal.advice).to.equal(ADVICE);
        expect(refusal.exitCode).to.equal(1);
        expect(refusal.cause).to.be.instanceOf(Error);
      });
    }

    it("does not show the password that a URL may carry", async () => {
      const port = await freePort();

      const refusal = await refusalOf(() => connect(`http://reader:secret@127.0.0.1:${port}/rpc`, CHAIN_ID));

      expect(refusal.message).to.equal(`No node answers at http://127.0.0.1:${port}/rpc`);
    });

    it("refuses a port that nobody listens on", async () => {
      const url = `http://127.0.0.1:${await freePort()}`;

      const refusal = await refusalOf(() => connect(url, CHAIN_ID));

      expect(refusal.message).to.equal(`No node answers at ${url}`);
      expect(refusal.advice).to.equal(ADVICE);
      expect(refusal.exitCode).to.equal(1);
    });
  });

  describe("when a node of another chain answers", () => {
    it("refuses it, and names both chains", async () => {
      server = await startServer(answerAsNode({ eth_chainId: "0x7a69" }));
      const { url } = server;

      const refusal = await refusalOf(() => connect(url, CHAIN_ID));

      expect(refusal.message).to.equal(`The node at ${url} is on chain 31337, not on chain 1337`);
      expect(refusal.advice).to.equal(
        "Check the URL and the chain id that belong together (for a consortium: COLOPHON_CONSORTIUM_*).",
      );
      expect(refusal.exitCode).to.equal(1);
    });

    it("accepts it where no chain is expected", async () => {
      server = await startServer(answerAsNode({ eth_chainId: "0x7a69" }));

      const provider = await connect(server.url, undefined);

      expect((await provider.getNetwork()).chainId).to.equal(31337n);
      provider.destroy();
    });
  });

  describe("when the chain's node answers", () => {
    /** How many questions each request had; a question alone counts as one. */
    const sizes = (): number[] => (server?.requests ?? []).map((body) => [JSON.parse(body)].flat().length);
    const askTimes = async (provider: NodeProvider, times: number): Promise<number[]> =>
      Promise.all(Array.from({ length: times }, () => provider.getBlockNumber()));

    it("gives a provider that asks each time anew, and never for the chain id again", async () => {
      server = await startServer(answerAsNode({ eth_chainId: "0x539", eth_blockNumber: "0x7" }));
      const provider = await connect(server.url, CHAIN_ID);

      expect(await provider.getBlockNumber()).to.equal(7);
      expect(await provider.getBlockNumber()).to.equal(7);
      expect((await provider.getNetwork()).chainId).to.equal(1337n);

      const methods = server.requests.map((body) => (JSON.parse(body) as { method: string }).method);
      expect(methods).to.deep.equal(["eth_chainId", "eth_blockNumber", "eth_blockNumber"]);
      provider.destroy();
    });

    it("asks what is asked at the same moment in one request, eight questions at most", async () => {
      server = await startServer(answerAsNode({ eth_chainId: "0x539", eth_blockNumber: "0x7" }));
      const provider = await connect(server.url, CHAIN_ID);

      expect(await askTimes(provider, 11)).to.deep.equal(Array(11).fill(7));

      expect(sizes()).to.deep.equal([1, 8, 3]);
      provider.destroy();
    });

    const NO_ID = '{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"no batches"}}';
    const refusals: [what: string, refuse: (response: ServerResponse) => void][] = [
      ["an HTTP status", (response) => void response.writeHead(400).end()],
      [
        "one error",
        (response) => void response.end('{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"no"}}'),
      ],
      ["the end of the connection", (response) => void response.destroy()],
      ["an error for each that names none", (response) => void response.end(`[${NO_ID},${NO_ID}]`)],
      ["no JSON", (response) => void response.end("<html></html>")],
    ];
    for (const [what, refuse] of refusals) {
      it(`asks one by one, and goes on so, where the node answers several questions with ${what}`, async () => {
        const answer = answerAsNode({ eth_chainId: "0x539", eth_blockNumber: "0x7" });
        server = await startServer((response, body) => {
          if (body.startsWith("[")) refuse(response);
          else answer(response, body);
        });
        const provider = await connect(server.url, CHAIN_ID);

        expect(await askTimes(provider, 2)).to.deep.equal([7, 7]);
        expect(await askTimes(provider, 2)).to.deep.equal([7, 7]);

        expect(sizes()).to.deep.equal([1, 2, 1, 1, 1, 1]);
        provider.destroy();
      });
    }

    it("asks a question alone before it believes its error among others", async () => {
      const answer = answerAsNode({ eth_chainId: "0x539", eth_blockNumber: "0x7" });
      server = await startServer((response, body) => {
        if (!body.startsWith("[")) return void answer(response, body);
        const error = { code: -32003, message: "response too large" };
        const asked = JSON.parse(body) as { id: number }[];
        const answers = asked.map(({ id }, index) => ({
          jsonrpc: "2.0",
          id,
          ...(index < 2 ? { result: "0x7" } : { error }),
        }));
        response.end(JSON.stringify(answers));
      });
      const provider = await connect(server.url, CHAIN_ID);

      expect(await askTimes(provider, 4)).to.deep.equal([7, 7, 7, 7]);

      expect(sizes()).to.deep.equal([1, 4, 1, 1]);
      provider.destroy();
    });

    it("gives up on an answer that takes too long", async () => {
      server = await startServer((response, body) => {
        if (body.includes("eth_chainId")) answerAsNode({ eth_chainId: "0x539" })(response, body);
      });
      const provider = await connect(server.url, CHAIN_ID, TIMEOUT);

      await expect(provider.getBlockNumber()).to.be.rejected.and.eventually.have.property("code", "TIMEOUT");
      provider.destroy();
    });
  });
});
