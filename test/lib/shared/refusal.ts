import { ColophonError } from "../../../lib/errors";

/** Runs what ought to be refused and returns the refusal; any other outcome fails the test. */
export async function refusalOf(work: () => unknown): Promise<ColophonError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ColophonError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
