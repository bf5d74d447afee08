import { createHash, randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { BatchFile } from "../../lib/batch/file/batch-file";
import { lockFolder } from "../../lib/batch/file/lock";
import { batchFolder } from "../../lib/batch/file/shelf";
import { prepareBatch } from "../../lib/batch/prepare/prepare";
import { openSource } from "../../lib/batch/source/source";
import { shelfOf } from "../../lib/works/home/shelf";
import type { Client } from "./client";

/** Hashes of works that nobody has registered. */
export function freshHashes(count: number): string[] {
  const seed = randomUUID();
  return Array.from({ length: count }, (_, index) => {
    return `0x${createHash("sha256").update(`${seed} ${index}`).digest("hex")}`;
  });
}

/** Writes a source that names so many new works by their hashes. @returns its path */
export async function writeSource({ home }: Client, works: number): Promise<string> {
  const from = join(home, `${randomUUID()}.csv`);
  const rows = freshHashes(works).map((hash, index) => `${hash},Work ${index}`);
  await mkdir(home, { recursive: true });
  await writeFile(from, `contentHash,title\n${rows.join("\n")}\n`);
  return from;
}

/** The batch file of so many new works, with one transaction for each: what `registerBulk` makes before it sends anything. */
export async function batchOfSingleWorks(client: Client, works: number): Promise<BatchFile> {
  const { colophon, wallet, home } = client;
  const from = await writeSource(client, works);
  const folder = batchFolder(shelfOf(colophon, home));
  const unlock = await lockFolder(folder);
  const { path } = await prepareBatch({
    source: await openSource({ from, cwd: home }),
    target: {
      mode: "direct",
      chainId: Number(colophon.chainId),
      registry: colophon.deployment.WorkRegistry.address,
      owner: wallet.address,
      source: from,
      worksPerCall: 1,
    },
    folder,
    skipBad: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  }).finally(unlock);
  return BatchFile.open(path, "write");
}
