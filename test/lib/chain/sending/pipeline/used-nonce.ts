import { killBeforeSending, sendForeign } from "./mishaps";
import { type PipelineStage, setPipelineStage } from "./stage";

/** How many calls are signed. */
export const FEW = 8;

/** The suite of what a run does when another program has used one of its nonces. What of it takes long stands apart, in test/faults. */
export function describeUsedNonce(tests: (stage: () => PipelineStage) => void): void {
  describe("runPipeline, when a transaction of another program has used a nonce", () => {
    let stage: PipelineStage;
    beforeEach(async () => {
      stage = await setPipelineStage();
    });
    afterEach(() => stage.stop());

    tests(() => stage);
  });
}

/** Has a run sign FEW calls and end before it sends them, and another program use the nonce of the first. */
export async function useFirstNonce(stage: PipelineStage): Promise<void> {
  await killBeforeSending(stage, FEW);
  await sendForeign(stage, 0);
}
