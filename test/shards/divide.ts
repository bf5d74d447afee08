const MOST_SHARDS = 3;

/** Seconds that a file of tests takes on a quiet machine, where it is more than three. What is not named takes one. */
export const SECONDS: Readonly<Record<string, number>> = {
  "test/cli/command-line.test.ts": 40,
  "test/faults/cli/institutions-day.test.ts": 70,
  "test/faults/cli/publishers-day.test.ts": 40,
  "test/faults/lib/batch/run/faults.test.ts": 100,
  "test/faults/lib/batch/run/killed-runs.test.ts": 230,
  "test/faults/lib/catalogue/processes.test.ts": 55,
  "test/faults/lib/chain/sending/pipeline/foreign.test.ts": 32,
  "test/faults/tasks/model.test.ts": 80,
  "test/lib/batch/prepare/prepare.test.ts": 13,
  "test/lib/batch/run/bulk.test.ts": 8,
  "test/lib/batch/run/register.test.ts": 6,
  "test/lib/batch/run/some-faults.test.ts": 35,
  "test/lib/batch/run/some-kills.test.ts": 15,
  "test/lib/chain/rpc/block-watch.test.ts": 18,
  "test/lib/chain/rpc/cut-off.test.ts": 9,
  "test/lib/chain/rpc/nodes.test.ts": 4,
  "test/lib/chain/sending/pipeline/crash.test.ts": 9,
  "test/lib/chain/sending/pipeline/faults.test.ts": 36,
  "test/lib/chain/sending/pipeline/foreign.test.ts": 11,
  "test/lib/chain/sending/pipeline/pace.test.ts": 12,
  "test/lib/chain/sending/pipeline/prices.test.ts": 8,
  "test/lib/chain/sending/pipeline/resume.test.ts": 6,
  "test/lib/chain/sending/send-kept.test.ts": 10,
  "test/lib/hashing/hash-file.test.ts": 8,
  "test/lib/works/claim.test.ts": 18,
  "test/lib/works/register.test.ts": 22,
  "test/tasks/model.test.ts": 25,
  "test/tasks/work.test.ts": 11,
};

/**
 * The number of processes on a machine with so many cores: one more, since tests also wait. More than three do not pay: each
 * loads Hardhat, and much of what the tests do is done by chains beside them.
 */
export function shardsOf(cores: number): number {
  return Math.min(cores + 1, MOST_SHARDS);
}

/**
 * Divides files of tests into so many parts that take about the same time, none of them empty.
 * @param files paths from the root of the project
 */
export function divide(files: readonly string[], count: number): readonly (readonly string[])[] {
  const secondsOf = (file: string): number => SECONDS[file.replaceAll("\\", "/")] ?? 1;
  const parts = Array.from({ length: Math.min(count, files.length) }, () => ({ files: [] as string[], seconds: 0 }));
  // The longest first, each to whoever has least to do.
  for (const file of [...files].sort((one, other) => secondsOf(other) - secondsOf(one))) {
    const least = parts.reduce((one, other) => (other.seconds < one.seconds ? other : one));
    least.files.push(file);
    least.seconds += secondsOf(file);
  }
  return parts.map((part) => part.files.sort());
}
