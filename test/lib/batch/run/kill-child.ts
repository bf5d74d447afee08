/**
 * Registers a source in bulk, as the task does, and kills itself at a moment of the order. Started by bulk-stage.ts with an
 * order as JSON; prints "ready" when the work begins.
 */
import fs from "node:fs/promises";

import { HashCache } from "../../../../lib/batch/file/hash-cache";
import { Ledger } from "../../../../lib/batch/file/ledger";
import { Staging } from "../../../../lib/batch/file/staging";
import { registerBulk } from "../../../../lib/batch/run/bulk";
import { openSource } from "../../../../lib/batch/source/source";
import { openColophon } from "../../../../lib/chain/contracts/colophon";
import { completeDeployment, findDeployment, requireDeployment } from "../../../../lib/chain/contracts/deployment";
import { explain } from "../../../../lib/chain/contracts/failures";
import { DEV_CHAIN_ID } from "../../../../lib/chain/development/dev-accounts";
import { devWallet } from "../../../../lib/chain/development/dev-wallet";
import { connect } from "../../../../lib/chain/rpc/rpc";
import { shelfOf } from "../../../../lib/works/home/shelf";
import type { ChildOrder, Moment } from "./child-order";

const NETWORK = "embedded";

const PLACES: Readonly<Record<Exclude<Moment["of"], "progress">, readonly [owner: object, method: string]>> = {
  "taking rows in": [Staging.prototype, "add"],
  "noting a hash": [Staging.prototype, "setHash"],
  "keeping a hash": [HashCache.prototype, "keep"],
  sealing: [Staging.prototype, "seal"],
  renaming: [fs, "rename"],
  "keeping signed transactions": [Ledger.prototype, "add"],
  "noting a receipt": [Ledger.prototype, "settle"],
  "noting the anchor": [Ledger.prototype, "setAnchored"],
};

function die(): void {
  process.kill(process.pid, "SIGKILL");
}

/** Puts a method in the place of another one that does the same and dies. */
function dieAt({ of, nth, side }: Moment): void {
  if (of === "progress") return;
  const [owner, name] = PLACES[of];
  const original = Reflect.get(owner, name) as (...parameters: unknown[]) => unknown; // each of these is a method
  let calls = 0;
  Reflect.set(owner, name, function (this: unknown, ...parameters: unknown[]): unknown {
    calls += 1;
    if (calls === nth && side === "before") die();
    const result = Reflect.apply(original, this, parameters);
    if (calls !== nth || side === "before") return result;
    if (result instanceof Promise) return result.then(die);
    return die();
  });
}

async function main({ url, deployments, home, account, from, mode, worksPerCall, moment }: ChildOrder): Promise<void> {
  if (moment !== undefined) dieAt(moment);
  const found = completeDeployment(await findDeployment(deployments, NETWORK));
  const provider = await connect(url, DEV_CHAIN_ID);
  const colophon = await openColophon(NETWORK, provider, requireDeployment(found, NETWORK));
  const wallet = devWallet(account);
  console.log("ready");

  let reports = 0;
  await registerBulk(colophon, wallet, {
    source: await openSource({ from, cwd: "/" }),
    ...{ mode, worksPerCall, shelf: shelfOf(colophon, home), skipBad: false },
    // As if the files had been there for long: their hashes are kept.
    startedAt: Date.now() + 3_600_000,
    signal: new AbortController().signal,
    onProgress: () => {
      reports += 1;
      if (moment?.of === "progress" && reports === moment.nth) die();
    },
  });
  provider.destroy();
}

// Hardhat loads every file of the tests; only as a process of its own has this one something to do.
if (require.main === module) {
  main(JSON.parse(process.argv[2] ?? "") as ChildOrder).catch((error: unknown) => {
    console.error(explain(error)?.message ?? error);
    process.exit(1);
  });
}
