const MOST_SHARDS = 3;

/** Seconds that a file of tests takes on a quiet machine, where it is more than three. What is not named takes one. */
export const SECONDS: Readonly<Record<string, number>> = {
  "test/bin/completion.test.ts": 4,
  "test/bin/program.test.ts": 12,
  "test/certificates/ForeignTitles.members.test.ts": 5,
  "test/certificates/ForeignTitles.refused.test.ts": 5,
  "test/cli/command-line.test.ts": 75,
  "test/consortium/certificate.test.ts": 15,
  "test/consortium/faults.test.ts": 320,
  "test/consortium/foreign.test.ts": 60,
  "test/consortium/main-job.test.ts": 40,
  "test/consortium/members.test.ts": 120,
  "test/consortium/network.test.ts": 80,
  "test/consortium/publishers-day.test.ts": 40,
  "test/consortium/schedule.test.ts": 240,
  "test/faults/cli/institutions-day.test.ts": 70,
  "test/faults/cli/interrupted-carry.test.ts": 45,
  "test/faults/cli/interrupted-reading.test.ts": 12,
  "test/faults/cli/interrupted.test.ts": 46,
  "test/faults/cli/publishers-day.test.ts": 40,
  "test/faults/lib/batch/run/faults.test.ts": 100,
  "test/faults/lib/batch/run/killed-runs.test.ts": 230,
  "test/faults/lib/catalogue/processes.test.ts": 55,
  "test/faults/lib/certificates/any-history.test.ts": 30,
  "test/faults/lib/certificates/every-part.test.ts": 40,
  "test/faults/lib/certificates/fuzz.test.ts": 120,
  "test/faults/lib/certificates/limits.test.ts": 12,
  "test/faults/lib/certificates/lying-node.test.ts": 60,
  "test/faults/lib/certificates/print/paper.test.ts": 60,
  "test/faults/lib/certificates/second-verifier.test.ts": 80,
  "test/faults/lib/chain/nodes/nodes.test.ts": 10,
  "test/faults/lib/chain/rpc/block-watch.test.ts": 19,
  "test/faults/lib/chain/rpc/cut-off.test.ts": 9,
  "test/faults/lib/chain/sending/pipeline/crash.test.ts": 9,
  "test/faults/lib/chain/sending/pipeline/faults.test.ts": 27,
  "test/faults/lib/chain/sending/pipeline/foreign.test.ts": 32,
  "test/faults/lib/chain/sending/pipeline/nonce-holder.test.ts": 6,
  "test/faults/lib/chain/sending/pipeline/prices.test.ts": 7,
  "test/faults/lib/chain/sending/pipeline/resume.test.ts": 7,
  "test/faults/lib/chain/sending/send-kept.test.ts": 8,
  "test/faults/lib/store/handed-over.test.ts": 5,
  "test/faults/scripts/chain.test.ts": 9,
  "test/faults/scripts/package.test.ts": 18,
  "test/faults/tasks/model.test.ts": 80,
  "test/identity/KeyAccount.test.ts": 5,
  "test/lib/batch/prepare/pool.test.ts": 5,
  "test/lib/batch/prepare/prepare.test.ts": 9,
  "test/lib/batch/run/bulk.test.ts": 20,
  "test/lib/batch/run/redacted.test.ts": 5,
  "test/lib/batch/run/register.test.ts": 6,
  "test/lib/batch/source/watch.test.ts": 10,
  "test/lib/catalogue/filter.test.ts": 5,
  "test/lib/certificates/print/print.test.ts": 16,
  "test/lib/chain/checks/doctor.test.ts": 4,
  "test/lib/chain/checks/modules.test.ts": 5,
  "test/lib/chain/rpc/rpc.test.ts": 4,
  "test/lib/chain/sending/pipeline/foreign.test.ts": 7,
  "test/lib/chain/sending/pipeline/gaps.test.ts": 4,
  "test/lib/chain/sending/pipeline/pace.test.ts": 4,
  "test/lib/chain/sending/send.test.ts": 6,
  "test/lib/identity/resolve.test.ts": 7,
  "test/lib/works/reading/verify-files.test.ts": 5,
  "test/lib/works/writing/claim.test.ts": 4,
  "test/portal/beside.test.ts": 30,
  "test/portal/hashing.test.ts": 20,
  "test/portal/node.test.ts": 15,
  "test/portal/page.test.ts": 50,
  "test/registry/WorkRegistry.model.test.ts": 6,
  "test/scripts/hardhat.test.ts": 7,
  "test/scripts/setup.test.ts": 5,
  "test/tasks/advices.test.ts": 9,
  "test/tasks/certificate/certificate.test.ts": 4,
  "test/tasks/committee.test.ts": 7,
  "test/tasks/credential.test.ts": 5,
  "test/tasks/key.test.ts": 7,
  "test/tasks/model.test.ts": 9,
  "test/tasks/party/reconcile.test.ts": 4,
  "test/tasks/recovery.test.ts": 6,
  "test/tasks/work/dates.test.ts": 4,
  "test/tasks/work/day.test.ts": 6,
  "test/tasks/work/work.test.ts": 12,
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
 * @param seconds what they take
 */
export function divide(
  files: readonly string[],
  count: number,
  seconds: typeof SECONDS = SECONDS,
): readonly (readonly string[])[] {
  const secondsOf = (file: string): number => seconds[file.replaceAll("\\", "/")] ?? 1;
  const parts = Array.from({ length: Math.min(count, files.length) }, () => ({ files: [] as string[], seconds: 0 }));
  // The longest first, each to whoever has least to do.
  for (const file of [...files].sort((one, other) => secondsOf(other) - secondsOf(one))) {
    const least = parts.reduce((one, other) => (other.seconds < one.seconds ? other : one));
    least.files.push(file);
    least.seconds += secondsOf(file);
  }
  return parts.map((part) => part.files.sort());
}
