import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** An HTTP server on the loopback interface that answers as a test wants. */
export interface LoopbackServer {
  readonly url: string;
  /** The bodies of the requests, in their order. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

export type Answer = (response: ServerResponse, body: string) => void;

/** Starts a server on a free port. */
export async function startServer(answer: Answer): Promise<LoopbackServer> {
  const requests: string[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    requests.push(body);
    answer(response, body);
  };
  const server = createServer((request, response) => void handle(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Answers as a node does, with what `results` has for a method, or makes of its parameters. */
export function answerAsNode(results: Readonly<Record<string, unknown>>): Answer {
  const answer = ({ id, method, params }: AskedQuestion): object => {
    const found = results[method];
    // The tests give no other functions.
    const result = typeof found === "function" ? (found as (params: readonly unknown[]) => unknown)(params) : found;
    return { jsonrpc: "2.0", id, result };
  };
  return (response, body) => {
    // What an ethers provider sends.
    const asked = JSON.parse(body) as AskedQuestion | AskedQuestion[];
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(Array.isArray(asked) ? asked.map(answer) : answer(asked)));
  };
}

interface AskedQuestion {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}
