import { registerBulk } from "../../lib/batch/run/bulk";
import { openSource } from "../../lib/batch/source/source";
import { shelfOf } from "../../lib/works/home/shelf";
import type { Client } from "./client";
import { type Acknowledged, now } from "./figures";
import type { Ready } from "./jobs";
import { writeSource } from "./works";

const MILLISECONDS = 1000;
/** More sources than anybody gets through. */
const PER_SECOND = 4;
const MOST_SECONDS = 20;

/** One batch after the other, each from opening its source to reading the anchor from the chain. */
export async function prepareAnchors(client: Client, works: number): Promise<Ready> {
  const { colophon, wallet, home } = client;
  const sources: string[] = [];
  while (sources.length < PER_SECOND * MOST_SECONDS) sources.push(await writeSource(client, works));
  return async (seconds) => {
    const begin = now();
    const acknowledged: Acknowledged[] = [];
    for (const from of sources) {
      const began = now();
      if (began - begin > seconds * MILLISECONDS) break;
      await registerBulk(colophon, wallet, {
        source: await openSource({ from, cwd: home }),
        mode: "anchor",
        shelf: shelfOf(colophon, home),
        skipBad: false,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      });
      const at = now();
      acknowledged.push({ at, waited: at - began, works });
    }
    return acknowledged;
  };
}
