import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";

import { registerManyEncoder } from "../../lib/batch/run/direct-calls";
import { signLegacy } from "../../lib/chain/sending/legacy-transaction";
import { mapInOrder } from "../../lib/in-order";
import type { Client } from "./client";
import { type Acknowledged, now } from "./figures";
import type { Job, Ready } from "./jobs";
import { freshHashes } from "./works";

/** What the client itself reckons for a call with one work. */
const GAS_LIMIT = 156_000n;
/** Questions and transactions that have no answer yet, at a time, as in the client. */
const RECEIPTS_AT_A_TIME = 8;
const SENDING_AT_A_TIME = 32;
const POLL_MS = 50;
const MILLISECONDS = 1000;

/**
 * The calls of single works, signed beforehand, with no journal and no care for what might go wrong: sent through one node
 * in their order, and for each its receipt.
 */
export async function prepareByHand(client: Client, job: Extract<Job, { kind: "byHand" }>): Promise<Ready> {
  const { colophon, wallet } = client;
  const { registry, deployment, chainId, provider } = colophon;
  const first = await provider.getTransactionCount(wallet.address, "latest");
  const to = deployment.WorkRegistry.address;
  const encode = registerManyEncoder(registry.interface, wallet.address);
  const signed = freshHashes(job.works).map((contentHash, index) => {
    const data = encode([{ contentHash, metadataHash: contentHash }]);
    const fields = { to, data, chainId, nonce: first + index, gasPrice: 0n, gasLimit: GAS_LIMIT };
    return signLegacy(wallet, fields);
  });
  return async (seconds) => {
    const agent = new Agent({ keepAlive: true });
    const ask = asking(job.url, agent);
    const begin = now();
    const acknowledged: Acknowledged[] = [];
    let sent = 0;
    let unanswered = 0;
    const failures: Error[] = [];
    const isOver = (): boolean => now() - begin > seconds * MILLISECONDS || sent === signed.length;
    const send = (): void => {
      while (!isOver() && unanswered < SENDING_AT_A_TIME && sent - acknowledged.length < job.inFlight) {
        const raw = signed[sent]?.raw;
        sent += 1;
        unanswered += 1;
        void ask("eth_sendRawTransaction", [raw])
          .catch((error: Error) => failures.push(error))
          .finally(() => {
            unanswered -= 1;
            send();
          });
      }
    };
    try {
      for (send(); !isOver() || acknowledged.length < sent; send()) {
        if (failures[0] !== undefined) throw failures[0];
        const count = Number(await ask("eth_getTransactionCount", [wallet.address, "latest"])) - first;
        const due = signed.slice(acknowledged.length, count);
        if (due.length === 0) await delay(POLL_MS);
        const receipts = mapInOrder(due, RECEIPTS_AT_A_TIME, ({ hash }) => ask("eth_getTransactionReceipt", [hash]));
        for await (const receipt of receipts) {
          requireSuccess(receipt);
          const at = now();
          acknowledged.push({ at, waited: at - begin, works: 1 });
          send();
        }
      }
    } finally {
      agent.destroy();
    }
    return acknowledged;
  };
}

function requireSuccess(receipt: unknown): void {
  const isGood = typeof receipt === "object" && receipt !== null && "status" in receipt && receipt.status === "0x1";
  if (!isGood) throw new Error(`a transaction that was signed beforehand has failed: ${JSON.stringify(receipt)}`);
}

type Ask = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** JSON-RPC with as little around it as there can be. */
function asking(url: string, agent: Agent): Ask {
  return async (method, params) => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const said = await new Promise<string>((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      request(url, { method: "POST", agent, headers }, (response) => void text(response).then(resolve, reject))
        .on("error", reject)
        .end(body);
    });
    const answer: unknown = JSON.parse(said);
    if (typeof answer === "object" && answer !== null && "result" in answer) return answer.result;
    throw new Error(`${method}: ${said}`);
  };
}
