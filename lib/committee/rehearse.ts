import type { Colophon } from "../chain/contracts/colophon";
import { explain } from "../chain/contracts/failures";
import type { ProposedCall } from "./calls";
import type { Sitting } from "./committee";

/**
 * Why a contract would refuse a proposal's calls if they were made today, each by itself, in sentences; none where nothing speaks
 * against them. It is no verdict: what is lacking may come before the proposal is executed, and what is there may go.
 */
export async function refusalsOf(
  { provider }: Colophon,
  { committee }: Sitting,
  calls: readonly ProposedCall[],
): Promise<string[]> {
  const from = await committee.getAddress();
  const refusals = await Promise.all(
    calls.map(async ({ target, data, value }) => {
      try {
        await provider.call({ from, to: target, data, value });
        return [];
      } catch (error) {
        const explained = explain(error);
        if (explained === undefined || explained.code === "NodeSilent") throw error;
        return [explained.message];
      }
    }),
  );
  return refusals.flat();
}
