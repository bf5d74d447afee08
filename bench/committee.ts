import { colophon } from "../test/bin/colophon";
import { type LargeCommittee, largeCommittee } from "../test/faults/cli/large-committee";
import { median } from "./shared/median";
import type { Part, Row } from "./shared/row";

const TIMES = 5;
const MILLISECONDS = 1000;
const MEMBERS = 100;
const PROPOSALS = 1_000;
/** Seconds. */
const GOAL = 2;

/** How long a member waits for what a committee has decided. */
export const committee: Part = {
  name: "committee",
  comparison:
    `\`committee.show\`: the wall time of \`colophon committee show\` in a process of its own, for a proposal from the middle of ` +
    `${PROPOSALS.toLocaleString("en-US")} of a committee of ${MEMBERS} members, and \`committee.list\` for the newest twenty; on a ` +
    `node that looks at ten blocks for a question about logs, the median of ${TIMES}. Beside them the same command for the only ` +
    "proposal of a committee of five: the difference is what a long past costs.",
  measure,
};

async function measure(): Promise<Row[]> {
  const [large, small] = await Promise.all([largeCommittee(MEMBERS, PROPOSALS), largeCommittee(5, 1)]);
  try {
    const rows: Row[] = [];
    for (const [name, line, peerLine] of [
      ["committee.show", `committee show --proposal ${PROPOSALS / 2}`, "committee show --proposal 1"],
      ["committee.list", "committee list --limit 20", "committee list --limit 20"],
    ] as const) {
      const [own, peer]: [number[], number[]] = [[], []];
      for (let time = 0; time < TIMES; time += 1) {
        own.push(await secondsOf(large, line));
        peer.push(await secondsOf(small, peerLine));
      }
      const beside = { name: "five members, one proposal", value: median(peer) };
      rows.push({ name, value: median(own), unit: "s", goal: GOAL, peers: [beside] });
    }
    return rows;
  } finally {
    await Promise.all([large.close(), small.close()]);
  }
}

async function secondsOf({ settings }: LargeCommittee, line: string): Promise<number> {
  const begin = performance.now();
  const { code, stderr } = await colophon(line, settings);
  if (code !== 0) throw new Error(`${line}: ${stderr}`);
  return (performance.now() - begin) / MILLISECONDS;
}
