import { join } from "node:path";

import type { Metadata } from "../../lib/metadata/metadata";
import { AURORA, batchOn, someRow } from "../lib/batch/shared/batches";
import type { Workshop } from "./workshop";

/** An anchor of a work in a batch file of the store. */
export interface Anchor {
  readonly batch: string;
  readonly anchoredAt: number;
  readonly metadata: Metadata;
}

/** Anchors a file in a batch of the store. @param wallet aurora's or borealis's */
export async function anchorIn(
  workshop: Workshop,
  { path, hash }: { readonly path: string; readonly hash: string },
  wallet = AURORA,
): Promise<Anchor> {
  const registry = workshop.colophon.deployment.WorkRegistry.address;
  const folder = join(workshop.home, "batches", "hardhat", registry);
  const row = someRow(2, { contentHash: hash, name: path });
  const batch = await batchOn(workshop, folder, [someRow(1), row], { owner: wallet.address });
  batch.close();
  const { aurora, borealis } = workshop.accounts;
  await workshop.registry.connect(wallet === AURORA ? aurora : borealis).anchor(batch.head.root ?? "");
  return {
    batch: batch.path,
    anchoredAt: Number(await workshop.registry.anchoredAt(batch.head.root ?? "")),
    metadata: JSON.parse(row.metadata) as Metadata, // as someRow makes it
  };
}
