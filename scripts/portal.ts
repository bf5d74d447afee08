/**
 * `npm run portal`: serves the page on the loopback interface, pointed at the local chain where the contracts are deployed there.
 * `--port N` (8600), `--network consortium`, `--trust FILE`, `--catalogue FOLDER` (what `work list --export` made).
 */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";

import { findDeployment } from "../lib/chain/contracts/deployment";
import { consortiumNetwork } from "../lib/chain/development/local-consortium";
import { networkNamed, networksWith, NOT_SET } from "../lib/chain/development/networks";
import { shownUrl } from "../lib/chain/nodes/shown-url";
import { consortium, defaultNetwork, deploymentsFolder, home, isRunByNpm } from "../lib/env";
import { ColophonError } from "../lib/errors";
import { readText } from "../lib/text-file";
import { type PageSettings, pageWith } from "./portal/page";
import { CATALOGUE_PATH, servePage } from "./portal/server";
import { main } from "./shared/main";
import { whenParentEnds } from "./shared/parent";

/** Below those of the consortium's validators. */
const PORT = 8600;
const MOST_PORT = 65_535;

interface Options {
  readonly port: number;
  readonly network: string | undefined;
  readonly trust: string | undefined;
  readonly catalogue: string | undefined;
}

main(async () => {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  if (isRunByNpm()) whenParentEnds(() => stopping.abort());
  const { port, catalogue, ...options } = readOptions(process.argv.slice(2));
  if (catalogue !== undefined && !existsSync(catalogue)) throw noFolder(catalogue);

  const { chain, settings } = await settingsOf(options);
  const beside = catalogue === undefined ? {} : { catalogue: CATALOGUE_PATH };
  const page = await pageWith({ ...settings, ...beside });
  const served = await servePage(page, port, catalogue);
  // At once: whoever has read the first line may listen no longer.
  console.log(`The page is at ${served.url} ${chain}.\nDrop a work or a certificate on it. Stop it with Ctrl-C.`);
  if (!stopping.signal.aborted) {
    await new Promise((resolve) => stopping.signal.addEventListener("abort", resolve, { once: true }));
  }
  await served.stop();
});

/** @returns `chain`: what is looked up where, in words */
async function settingsOf({
  network,
  trust,
}: Pick<Options, "network" | "trust">): Promise<{ readonly chain: string; readonly settings: PageSettings }> {
  const name =
    network === undefined ? networkNamed(defaultNetwork(), "COLOPHON_NETWORK") : networkNamed(network, "--network");
  const { url: node } = networksWith(consortiumNetwork(consortium(), home()))[name];
  const { WorkRegistry } = await findDeployment(deploymentsFolder(), name);
  const trusted = trust === undefined ? {} : { trust: await readText(trust) };
  if (WorkRegistry === undefined || node === NOT_SET) {
    return { chain: `and looks nothing up: nothing is deployed on ${name}`, settings: trusted };
  }
  return {
    chain: `and looks works up on ${name} (${shownUrl(node)})`,
    settings: { ...trusted, node, registry: WorkRegistry.address },
  };
}

function readOptions(args: string[]): Options {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: "string", default: String(PORT) },
        network: { type: "string" },
        trust: { type: "string" },
        catalogue: { type: "string" },
      },
    });
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN;
    if (!(port <= MOST_PORT)) throw new Error(`--port: "${values.port}" is not a port`);
    const { network, trust, catalogue } = values;
    return { port, network, trust, catalogue };
  } catch (cause) {
    throw new ColophonError(cause instanceof Error ? cause.message : String(cause), {
      code: "WrongUsage",
      advice: "Usage: npm run portal -- [--port N] [--network embedded|consortium] [--trust FILE] [--catalogue FOLDER]",
      exitCode: 2,
      cause,
    });
  }
}

function noFolder(catalogue: string): ColophonError {
  return new ColophonError(`There is no folder ${catalogue}`, {
    code: "NotAFolder",
    advice: "Make it with: npx hardhat work list --export FOLDER",
    exitCode: 2,
  });
}
