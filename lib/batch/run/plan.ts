import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Colophon } from "../../chain/contracts/colophon";
import { registrationRefusal } from "../../chain/contracts/may-register";
import type { ColophonError } from "../../errors";
import { batchFolder } from "../file/shelf";
import type { Separator } from "../lists/separator";
import { type Plan, planBatch } from "../prepare/prepare";
import type { LeftOut } from "../source/selection";
import { type BulkOrder, preparationOf, withKnown } from "./order";

/** What would become of an order. */
export interface BulkPlan extends Plan {
  /** How many entries of a folder would be passed over. */
  readonly leftOut: Readonly<LeftOut>;
  /** What divides the cells of CSV; of anything else undefined. */
  readonly separator: Separator | undefined;
  /** Why the registry would take none of the works; undefined where it would. */
  readonly refusal: ColophonError | undefined;
}

/**
 * Says what `registerBulk` would do: sends nothing, and writes nothing but in a folder of its own, which is gone at the end.
 * Rows with something wrong are named and stop nothing.
 * @param owner the account that would sign
 * @throws ColophonError where the source cannot be read or has no good row, or the signal stops it
 */
export async function planBulk(colophon: Colophon, owner: string, order: BulkOrder): Promise<BulkPlan> {
  const refusal = await registrationRefusal(colophon, owner, order.mode);
  const folder = await mkdtemp(join(tmpdir(), "colophon-plan-"));
  try {
    const preparation = await preparationOf(colophon, owner, { ...order, skipBad: true });
    const hashFolder = [batchFolder(order.shelf), folder].find(existsSync) ?? folder;
    const plan = await withKnown(order, owner, (known) => planBatch({ ...preparation, folder, hashFolder, known }));
    return { ...plan, leftOut: order.source.leftOut, separator: order.source.separator, refusal };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
