import type { BaseWallet } from "ethers";

import { type BulkOrder, registerBulk } from "../../../lib/batch/run/bulk";
import { type BulkPlan, planBulk } from "../../../lib/batch/run/plan";
import type { Colophon } from "../../../lib/chain/contracts/colophon";
import type { Outcome } from "../../shared/command/action";
import { untilInterrupted } from "../../shared/command/interrupt";
import { bulkText, planText, type RegisteredBulk } from "../../shared/facts/bulk-text";
import { followUp } from "../../shared/open/catalogue";
import { claimEach } from "../../shared/open/claim-first";
import { progressDisplay } from "../../shared/print/progress";

/** An order but for when it begins, who is told how far it is, and who stops it. */
export type Task = Omit<BulkOrder, "signal" | "onProgress" | "startedAt">;

/** Registers what a source names, shows how far it is, and stops in an orderly way. @param signal default: Ctrl-C stops it */
export async function registerOnce(
  colophon: Colophon,
  wallet: BaseWallet,
  task: Task,
  signal?: AbortSignal,
): Promise<Outcome<RegisteredBulk>> {
  return shown(signal, async (order) => {
    const registered = await registerBulk(colophon, wallet, { ...task, ...order });
    await followUp(colophon);
    const claimed = await claimEach(colophon, wallet, registered.untitled, order);
    const result = { ...registered, claimed };
    const isOthers = result.notTaken.some(({ owner }) => owner !== result.owner);
    return { result, text: bulkText(result, task.source.format), ...(isOthers ? { exitCode: 3 as const } : {}) };
  });
}

/** Says what that would do. @param owner the account that would sign */
export async function planOnce(colophon: Colophon, owner: string, task: Task): Promise<Outcome<object>> {
  const plan = await shown(undefined, async (order) => planBulk(colophon, owner, { ...task, ...order }));
  const isRefused = plan.refusal !== undefined;
  return {
    result: planResult(plan),
    text: planText(plan, task.source.format),
    ...(isRefused ? { exitCode: 3 as const } : {}),
  };
}

/** With the metadata as documents. */
function planResult({ works, refusal, ...plan }: BulkPlan): object {
  return {
    ...plan,
    refusal: refusal === undefined ? null : { code: refusal.code, message: refusal.message, advice: refusal.advice },
    works: works.map(({ metadata, ...work }) => ({ ...work, metadata: JSON.parse(metadata) as unknown })),
  };
}

async function shown<R>(
  signal: AbortSignal | undefined,
  work: (order: Pick<BulkOrder, "signal" | "onProgress" | "startedAt">) => Promise<R>,
): Promise<R> {
  const display = progressDisplay();
  const interrupt = signal === undefined ? untilInterrupted(display.end) : undefined;
  try {
    return await work({
      signal: signal ?? interrupt?.signal ?? new AbortController().signal,
      onProgress: display.show,
      startedAt: Date.now(),
    });
  } finally {
    display.end();
    interrupt?.end();
  }
}
