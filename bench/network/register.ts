import { registerBatch } from "../../lib/batch/run/register";
import type { Client } from "./client";
import { type Acknowledged, now } from "./figures";
import { IN_FLIGHT, type Ready } from "./jobs";
import { batchOfSingleWorks } from "./works";

const MILLISECONDS = 1000;

/**
 * Registrations of single works as a batch makes them: signing, the journal on the disk and noting each receipt there are in
 * it. A work counts from the moment its receipt is noted.
 */
export async function prepareRegistrations(client: Client, works: number): Promise<Ready> {
  const batch = await batchOfSingleWorks(client, works);
  return async (seconds) => {
    const begin = now();
    const acknowledged: Acknowledged[] = [];
    const onProgress = ({ done }: { readonly done: number }): void => {
      const at = now();
      while (acknowledged.length < done) acknowledged.push({ at, waited: at - begin, works: 1 });
    };
    try {
      const signal = AbortSignal.timeout(seconds * MILLISECONDS);
      await registerBatch(client.colophon, client.wallet, batch, { signal, onProgress, inFlight: IN_FLIGHT });
    } finally {
      batch.close();
    }
    return acknowledged;
  };
}
