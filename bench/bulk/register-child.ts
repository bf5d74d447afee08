/**
 * Registers the works that a source names by one anchor, and says how long it took, from opening the source to reading the
 * anchor from the chain, and how large the process grew. Started by anchoring.ts: URL HOME SOURCE.
 */
import { registerBulk } from "../../lib/batch/run/bulk";
import { openSource } from "../../lib/batch/source/source";
import { openColophon } from "../../lib/chain/contracts/colophon";
import { completeDeployment, findDeployment, requireDeployment } from "../../lib/chain/contracts/deployment";
import { DEV_CHAIN_ID } from "../../lib/chain/development/dev-accounts";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { connect } from "../../lib/chain/rpc/rpc";
import { shelfOf } from "../../lib/works/home/shelf";
import { peakMiB } from "../shared/peak-memory";

const MILLISECONDS = 1000;
const NETWORK = "embedded";

async function report(url: string, home: string, from: string): Promise<void> {
  const found = completeDeployment(await findDeployment(`${home}/deployments`, NETWORK));
  const provider = await connect(url, DEV_CHAIN_ID);
  const colophon = await openColophon(NETWORK, provider, requireDeployment(found, NETWORK));
  const wallet = devWallet("aurora");

  const begin = performance.now();
  const { batch, anchored } = await registerBulk(colophon, wallet, {
    source: await openSource({ from, cwd: process.cwd() }),
    // Earlier revisions ask for it.
    ...{ from },
    mode: "anchor",
    shelf: shelfOf(colophon, home),
    skipBad: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const seconds = (performance.now() - begin) / MILLISECONDS;
  if (anchored === undefined) throw new Error("the batch is not anchored");

  console.log(JSON.stringify({ batch, seconds, peakMiB: peakMiB() }));
  provider.destroy();
}

const [url = "", home = "", from = ""] = process.argv.slice(2);
void report(url, home, from);
