/**
 * `npm run demo`: the main job from beginning to end, on a chain of its own.
 * Every step is a command that one could type; it is shown before it runs. `--keep` leaves the chain up, and the page beside it.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, copyFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import {
  completeDeployment,
  type Deployment,
  findDeployment,
  requireDeployment,
} from "../lib/chain/contracts/deployment";
import { environmentWith } from "../lib/env";
import { ColophonError } from "../lib/errors";
import { type Anvil, freePort, rpc, startAnvil } from "./chain/anvil";
import { type Carried, carryAway } from "./demo/certificate";
import { keepPage, type KeptPage, pageUrl } from "./demo/page";
import { main } from "./shared/main";

const HARDHAT = require.resolve("hardhat/internal/cli/bootstrap");
const SAMPLES = "samples";
const POEM = join(SAMPLES, "lighthouse-poem-fr.txt");
const DAY = join(SAMPLES, "day");
const TIDES = join(DAY, "marées-du-dimanche.txt");
const REVEAL_WINDOW = 600;
const NOT_SO = 3;
const MILLISECONDS = 1000;

const isStyled = process.stdout.isTTY;
const bold = (text: string): string => (isStyled ? `\u001B[1m${text}\u001B[22m` : text);

/** Where the demo's own chain, its files and its page are. */
interface Place {
  readonly home: string;
  readonly port: number;
  readonly pagePort: number;
  readonly settings: Readonly<Record<string, string>>;
}

main(async () => {
  const keep = process.argv.includes("--keep");
  const start = performance.now();
  const home = await mkdtemp(join(tmpdir(), "colophon-demo-"));
  const place = placeAt(home, await freePort(), await freePort());
  const anvil = await startAnvil({ port: place.port, folder: join(home, "chain"), detached: keep });
  const cleanUp = async (): Promise<void> => {
    await anvil.stop();
    await rm(home, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void cleanUp().then(() => {
        say("Stopped. The chain and its files are gone; nothing is left behind.");
        process.exit(1);
      });
    });
  }

  try {
    const carried = await play(anvil, place);
    if (keep) return leave(anvil, place, carried, await openPage(place, carried));
  } catch (error) {
    await cleanUp();
    throw error;
  }
  await cleanUp();
  const seconds = ((performance.now() - start) / MILLISECONDS).toFixed(0);
  say(`Done in ${seconds} s. The chain and its files are gone; nothing is left behind.`);
});

function placeAt(home: string, port: number, pagePort: number): Place {
  const settings = {
    COLOPHON_HOME: home,
    COLOPHON_NETWORK: "embedded",
    COLOPHON_CHAIN_PORT: String(port),
    COLOPHON_REVEAL_WINDOW: String(REVEAL_WINDOW),
    COLOPHON_PORTAL: pageUrl(pagePort),
  };
  return { home, port, pagePort, settings };
}

/** @returns what was carried away at its end */
async function play(anvil: Anvil, { home, pagePort, settings }: Place): Promise<Carried> {
  const hardhat = runner(settings);

  say("1. Deploy the contracts, set who may do what, and hand the admin role over");
  await hardhat(["deploy"]);

  say("2. Two publishers, Aurora and Borealis, apply to an accreditor, which accredits them");
  for (const party of ["aurora", "borealis"]) {
    await hardhat(["party", "apply", "--accreditor", "accreditor", "--account", party]);
    await hardhat(["party", "accredit", "--party", party]);
  }

  say("3. Aurora registers five works; the metadata lie beside each file");
  for (const file of await works()) {
    await hardhat(["work", "register", "--file", file, "--account", "aurora"]);
  }

  say("4. Anybody verifies a file: the hash of its bytes is all that is asked for");
  await hardhat(["work", "verify", "--file", POEM]);

  say("5. A copy with one letter more is another work, and not registered (exit code 3)");
  const altered = join(home, "altered-poem.txt");
  await copyFile(POEM, altered);
  await appendFile(altered, "x");
  await hardhat(["work", "verify", "--file", altered], NOT_SO);

  say("6. Aurora registers a day's output by one anchor. A work of it gets a title when it needs one");
  await hardhat(["work", "register-batch", "--from", join(DAY, "works.csv"), "--account", "aurora"]);
  await hardhat(["work", "verify", "--file", TIDES]);
  await hardhat(["work", "claim", "--file", TIDES, "--batch", await batchFile(home), "--account", "aurora"]);

  say("7. Aurora offers the poem's title to Borealis, with a deed");
  const deed = join(home, "deed.txt");
  await writeFile(deed, "Aurora assigns all rights in the poem to Borealis.\n");
  await hardhat(["title", "offer", "--file", POEM, "--to", "borealis", "--deed", deed, "--account", "aurora"]);

  say(`8. A title is provisional for ${REVEAL_WINDOW} s. The demo moves the clock of its own chain on by that`);
  await rpc(anvil.url, "evm_increaseTime", [REVEAL_WINDOW]);
  await rpc(anvil.url, "evm_mine");
  console.log();

  say("9. Borealis has read the same deed and accepts");
  await hardhat(["title", "accept", "--file", POEM, "--deed", deed, "--account", "borealis", "--yes"]);

  say("10. The history of the poem, read from the chain by walking back from its newest event");
  await hardhat(["work", "history", "--file", POEM]);

  const { WorkRegistry, PartyRegistry } = await deploymentIn(home);
  const deployment = { parties: PartyRegistry.address, revealWindow: REVEAL_WINDOW };
  const page = pageUrl(pagePort);
  return carryAway({ home, file: POEM, registry: WorkRegistry.address, deployment, page, say, hardhat, run });
}

/** The last chapter, of a demo that is kept: the page stays up beside the chain. */
async function openPage({ pagePort, settings }: Place, { trust }: Carried): Promise<KeptPage> {
  say(
    "16. The page is built and served: it looks works up on this chain, and judges certificates by the same list of whom to trust",
  );
  await run(["npm", "run", "--silent", "portal:build"], process.cwd(), {});
  console.log(bold(`$ npm run portal -- --port ${pagePort} --trust ${trust}`));
  return keepPage(pagePort, trust, settings);
}

/** Runs Hardhat in a process of its own, shows the command and its output, and checks how it ends. */
function runner(settings: Readonly<Record<string, string>>): (args: string[], exitCode?: number) => Promise<void> {
  return async (args, expected = 0) => {
    console.log(bold(`$ npx hardhat ${args.join(" ")}`));
    await ended([process.execPath, HARDHAT, ...args], process.cwd(), settings, expected);
  };
}

/** The same of any program in a folder. */
async function run(
  command: readonly string[],
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  console.log(bold(`$ ${command.join(" ").replace(process.execPath, "node")}`));
  await ended(command, folder, settings, 0);
}

async function ended(
  [program = "", ...args]: readonly string[],
  cwd: string,
  settings: Readonly<Record<string, string>>,
  expected: number,
): Promise<void> {
  const child = spawn(program, args, { cwd, env: environmentWith(settings), stdio: ["ignore", "inherit", "inherit"] });
  const [code]: unknown[] = await once(child, "exit");
  if (code !== expected)
    throw new ColophonError(`The command ended with ${code}, and ${expected} was expected`, {
      code: "DemoFailed",
      advice: undefined,
    });
  console.log();
}

/** What was deployed. */
async function deploymentIn(home: string): Promise<Deployment> {
  const found = completeDeployment(await findDeployment(join(home, "deployments"), "embedded"));
  return requireDeployment(found, "embedded");
}

/** The batch file that is in the store; there is one. */
async function batchFile(home: string): Promise<string> {
  const folder = join(home, "batches");
  const found = (await readdir(folder, { recursive: true })).find((name) => /[0-9a-f]{32}\.sqlite$/.test(name));
  if (found === undefined)
    throw new ColophonError(`There is no batch file in ${folder}`, { code: "DemoWithoutBatch", advice: undefined });
  return join(folder, found);
}

/** The sample works: the files that have metadata beside them. */
async function works(): Promise<string[]> {
  const files = await readdir(SAMPLES);
  return files.filter((file) => files.includes(`${file}.metadata.json`)).map((file) => join(SAMPLES, file));
}

function leave(anvil: Anvil, { home, port }: Place, { paper }: Carried, page: KeptPage): void {
  anvil.process.stderr?.destroy();
  anvil.process.unref();
  console.log(`The page is at ${page.url}\n`);
  say(`The chain is still up. Its clock is ${REVEAL_WINDOW} s ahead, and its titles are provisional for as long.`);
  console.log("Drop the printed certificate on the page, and the poem; a viewer of PDF opens it as well:");
  console.log(paper);
  console.log(resolve(POEM));
  console.log("To go on by hand:");
  console.log(`export COLOPHON_HOME=${home} COLOPHON_CHAIN_PORT=${port}`);
  console.log("npx hardhat work list");
  console.log(`npx hardhat title show --file ${POEM}`);
  console.log("To end it:");
  const ids = [anvil.process.pid, page.process.pid].join(" ");
  console.log(`kill ${ids}; rm -r ${home}; unset COLOPHON_HOME COLOPHON_CHAIN_PORT`);
}

function say(sentence: string): void {
  console.log(bold(sentence));
}
