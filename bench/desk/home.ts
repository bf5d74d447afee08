import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { BatchFile } from "../../lib/batch/file/batch-file";
import { Ledger } from "../../lib/batch/file/ledger";
import { packRows, type StagedRow } from "../../lib/batch/file/packed-rows";
import { Staging } from "../../lib/batch/file/staging";
import { canonicalText } from "../../lib/hashing/canonical-json";
import { hashBytes } from "../../lib/hashing/hash-bytes";
import type { Shelf } from "../../lib/store/records";
import { saidBy } from "./titles";

const NETWORK = "embedded";
const REGISTRY = "0x1111111111111111111111111111111111111111";
const OWNER = "0x976EA74026E726554dB657fA54763abd0C3a0aa9";
const CHAIN_ID = 31337;
const PER_TASK = 2_000;

export function deskShelf(home: string): Shelf {
  return { home, network: NETWORK, registry: REGISTRY };
}

/** Writes a batch file of works, anchored. @param first the number of the first one */
export async function writeBatch(home: string, first: number, works: number): Promise<void> {
  const folder = join(home, "batches", NETWORK, REGISTRY);
  mkdirSync(folder, { recursive: true });
  const staging = await Staging.begin(folder, "anchor");
  for (let done = 0; done < works; done += PER_TASK) {
    const count = Math.min(PER_TASK, works - done);
    staging.add(packRows(Array.from({ length: count }, (_, index) => rowOf(first + done + index))));
  }
  const purpose = { mode: "anchor", chainId: CHAIN_ID, registry: REGISTRY, owner: OWNER } as const;
  const path = await staging.seal({ ...purpose, source: "works", worksPerCall: 1 });
  const batch = BatchFile.open(path, "write");
  new Ledger(batch).setAnchored({ account: OWNER, anchoredAt: 1_795_000_000 + first, block: 1 + first });
  batch.close();
}

function rowOf(work: number): StagedRow {
  const { title, author, language, path } = saidBy(work);
  const metadata = canonicalText({
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    author,
    inLanguage: language,
    name: title,
  });
  const contentHash = `0x${createHash("sha256").update(`work ${work}`).digest("hex")}`;
  return { line: work + 1, name: path, size: 4_000, contentHash, metadata, metadataHash: hashBytes(metadata) };
}
