/**
 * Has a thread of a pool die of rows that do not fit into its memory, and says on stdout how that ended and what the next call
 * gave. A process of its own: in one that is told to keep more young objects, its threads do so too, and take it along.
 */
import { openPool } from "../../../../lib/batch/prepare/pool";

const BYTES = 24 * 2 ** 20;

async function main(): Promise<void> {
  const pool = openPool(2);
  const bytes = Buffer.alloc(BYTES, "a\n");
  const options = { titleFromName: true };
  const outcome = await pool
    .checkParts([{ format: "list", line: 1, bytes, isTooLong: false }], "/", options)
    .then(() => "no error")
    .catch((error: unknown) => (error instanceof Error ? "an error" : typeof error));
  const { bad } = await pool.checkParts([{ format: "fault", line: 1, problem: "is bad" }], "/", options);
  await pool.close();
  process.stdout.write(JSON.stringify({ outcome, bad }));
}

if (require.main === module) void main();
