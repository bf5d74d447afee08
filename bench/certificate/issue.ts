import { mkdirSync, writeFileSync } from "node:fs";

import { registerBulk } from "../../lib/batch/run/bulk";
import { openSource } from "../../lib/batch/source/source";
import { Catalogue } from "../../lib/catalogue/catalogue";
import { hashesIn } from "../../lib/catalogue/query";
import { issueMany } from "../../lib/certificates/bulk/issue-many";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { shelfOf } from "../../lib/works/home/shelf";
import { Stage } from "../../test/cli/shared/stage";
import { steadyHash } from "../gas/subjects";
import type { Row } from "../shared/row";

const WORKS = 10_000;
/** In a minute. */
const GOAL = WORKS / 60;
const MILLISECONDS = 1000;

/** How many certificates of one batch are issued in a second. */
export async function measureIssue(): Promise<Row[]> {
  const stage = await Stage.set();
  try {
    const { colophon, home } = stage;
    const shelf = shelfOf(colophon, home);
    const from = stage.at("works.csv");
    const rows = Array.from({ length: WORKS }, (_, index) => `${steadyHash(`certified ${index}`)},Work ${index}`);
    writeFileSync(from, `contentHash,title\n${rows.join("\n")}\n`);
    await registerBulk(colophon, devWallet("aurora"), {
      ...{ source: await openSource({ from, cwd: home }), mode: "direct", shelf, skipBad: false },
      ...{ signal: new AbortController().signal, onProgress: () => undefined },
    });

    const folder = stage.at("certificates");
    mkdirSync(folder);
    const catalogue = await Catalogue.open(home);
    let written = 0;
    const begin = performance.now();
    try {
      const issued = issueMany({ colophon, catalogue, shelf, folder }, hashesIn(catalogue, shelf));
      for await (const { outcome } of issued) if (outcome === "written") written += 1;
    } finally {
      catalogue.close();
    }
    const seconds = (performance.now() - begin) / MILLISECONDS;
    if (written !== WORKS) throw new Error(`${written} of ${WORKS} certificates were written`);
    return [{ name: "certificate.issue", value: WORKS / seconds, unit: "certificates/s", goal: GOAL, peers: [] }];
  } finally {
    await stage.strike();
  }
}
