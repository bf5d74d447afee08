import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 50;

/**
 * Asks again and again until there is an answer.
 * @returns undefined when it took longer than `timeoutMs`
 */
export async function waitFor<Answer>(
  ask: () => Answer | undefined | Promise<Answer | undefined>,
  timeoutMs: number,
): Promise<Answer | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) return undefined;
    await delay(POLL_MS);
  }
}
