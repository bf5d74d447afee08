import { Stage } from "../test/cli/shared/stage";
import { measureAnchoring } from "./bulk/anchoring";
import { measureSmallFiles } from "./bulk/files";
import { plotScale } from "./bulk/plot";
import { measureThroughput } from "./bulk/throughput";
import { measureAnchors } from "./gas/anchors";
import { measureBatches } from "./gas/batches";
import { setUp } from "./gas/set-up";
import type { Part, Request, Row } from "./shared/row";

/** What the names of the rows of anchoring.ts begin with. */
const ANCHORING = ["time.anchor.", "memory.anchor.", "time.proof.", "ratio.anchor."];

/** What it costs to register very many works. */
export const bulk: Part = {
  name: "bulk",
  comparison:
    "Gas: `registerMany` and `anchored` per work, the number being the size of the batch, beside the same works in one " +
    "call of EAS, where that fits into a block; `registerAnchored` with the levels of the tree. `time.anchor`: works given by their hashes in a CSV " +
    "file, from opening it to reading the anchor from the chain, with every row checked, the tree built and the batch " +
    "file on the disk, beside the tree alone as OpenZeppelin's library makes it of the same claims (of 100,000: a million " +
    "need more memory than Node gives it); `memory.anchor`: the peak of that process. `--row time.anchor.10000000` " +
    "measures ten million, `--against REVISION` a million with the code of that revision and with this one, by turns " +
    "(`ratio.anchor`; fewer where they are named: `--row ratio.anchor.100000`). `time.proof`: opening the batch file, finding a work " +
    "and making its proof, in a process that has not seen the file before. `rate.hashFiles`: 10,000 files of 4 KiB " +
    "hashed by the threads of a batch, beside openssl. `rate.direct`: a title for every work, 16 with each transaction, on a chain " +
    "with a block a second and 300 M gas, beside the same calls signed beforehand and sent as fast as the node takes them, each with its " +
    "receipt, which alone tells whether it failed.",
  measure,
  figure: { file: "bulk.svg", title: "Time and memory against the number of works in one anchor", draw: plotScale },
};

async function measure(request: Request): Promise<Row[]> {
  const rows: Row[] = [];
  if (request.wants("gas.")) {
    const subjects = await setUp();
    rows.push(...(await measureAnchors(subjects)), ...(await measureBatches(subjects)));
  }
  if (ANCHORING.some(request.wants)) {
    const stage = await Stage.set();
    try {
      rows.push(...(await measureAnchoring(stage, request)));
    } finally {
      await stage.strike();
    }
  }
  if (request.wants("rate.hashFiles")) rows.push(...(await measureSmallFiles()));
  if (request.wants("rate.direct")) rows.push(...(await measureThroughput()));
  return rows;
}
