import { Ledger } from "../../lib/batch/file/ledger";
import { directCalls, settledCall } from "../../lib/batch/run/direct-calls";
import { toFastSigner } from "../../lib/batch/run/fast-signing";
import { runPipeline } from "../../lib/chain/sending/pipeline";
import { useFastKeccak } from "../../lib/hashing/fast-keccak";
import type { Client } from "./client";
import { type Acknowledged, now } from "./figures";
import { IN_FLIGHT, type Ready } from "./jobs";
import { batchOfSingleWorks } from "./works";

const MILLISECONDS = 1000;

/**
 * Registrations of single works that are asked for at fixed intervals, however long those before them take. Each waits from
 * the moment it is asked for, whether or not the client has begun with it, until its receipt is noted on the disk.
 */
export async function preparePaced(client: Client, perSecond: number, seconds: number): Promise<Ready> {
  const { colophon, wallet } = client;
  const batch = await batchOfSingleWorks(client, Math.ceil(perSecond * seconds));
  const ledger = new Ledger(batch);
  await useFastKeccak();
  const signer = await toFastSigner(wallet);
  const calls = await directCalls(colophon, wallet.address, batch, ledger);
  return async () => {
    const begin = now();
    const acknowledged: Acknowledged[] = [];
    try {
      await runPipeline(signer, colophon.provider, ledger, calls, {
        inFlight: IN_FLIGHT,
        // It is read again each time: a call that nobody has asked for yet does not fit into it.
        get unsettled() {
          return Math.floor(((now() - begin) / MILLISECONDS) * perSecond) + 1 - acknowledged.length;
        },
        onReceipts: (landed) => {
          ledger.settle(landed.map((one) => settledCall(colophon, batch, one)));
          const at = now();
          for (const { call } of landed) {
            acknowledged.push({ at, waited: at - begin - (call.key / perSecond) * MILLISECONDS, works: 1 });
          }
        },
      });
    } finally {
      batch.close();
    }
    return acknowledged;
  };
}
