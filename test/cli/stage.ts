import { spawn } from "node:child_process";
import { on } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";

import { sha256, Wallet, ZeroHash } from "ethers";
import { config } from "hardhat";

import { type Colophon, openColophon } from "../../lib/chain/contracts/colophon";
import { completeDeployment, findDeployment, requireDeployment } from "../../lib/chain/contracts/deployment";
import { DEV_CHAIN_ID, type DevAccountName } from "../../lib/chain/development/dev-accounts";
import { devWallet } from "../../lib/chain/development/dev-wallet";
import { connect } from "../../lib/chain/rpc/rpc";
import { chainTime } from "../../lib/chain/rpc/time";
import { write } from "../../lib/chain/sending/write";
import { environmentWith } from "../../lib/env";
import { type Anvil, type AnvilOptions, freePort, startAnvil } from "../../scripts/chain/anvil";
import { type TemporaryFolder, temporaryFolder } from "../lib/shared/temporary-folder";
import { DAY, PUBLISHER } from "../shared/fixture";

const HARDHAT = require.resolve("hardhat/internal/cli/bootstrap");

/** How a process ended; a signal ends it without an exit code. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The settings of a process: COLOPHON_ variables, without the prefix. */
export type Settings = Readonly<Record<string, string>>;

/** A process that was started. */
export interface Running {
  readonly kill: (signal: NodeJS.Signals) => void;
  /** The first line on stdout; empty where it ends without one. */
  readonly firstLine: Promise<string>;
  readonly ended: Promise<Ended>;
}

/** Who runs a process, where it matters, and what they type. */
export interface Runner {
  /** What is run; Node where it is not given. */
  readonly program?: string;
  readonly uid?: number;
  /** The user's home folder. */
  readonly home?: string;
  /** What the process has on stdin; nothing where it is not given. */
  readonly input?: string;
}

/** A file of a test. */
export interface WrittenFile {
  readonly path: string;
  /** The SHA-256 of its bytes. */
  readonly hash: string;
}

/** Every variable that .env.example names, empty: what a developer has in .env must not matter. */
function emptySettings(): Record<string, string> {
  const example = readFileSync(join(config.paths.root, ".env.example"), "utf8");
  const names = example.matchAll(/^# (?<name>COLOPHON_\w+)=/gm);
  return Object.fromEntries(Array.from(names, ({ groups }) => [groups?.["name"] ?? "", ""]));
}

async function firstLineOf(stream: Readable): Promise<string> {
  let said = "";
  for await (const [chunk] of on(stream, "data", { close: ["end"] }) as AsyncIterable<[Buffer]>) {
    said += chunk.toString();
    if (said.includes("\n")) break;
  }
  return said.split("\n", 1)[0] ?? "";
}

/** A test runner may ask for colours, and what a test reads has none; a network it has for itself alone. */
const RUNNERS_OWN = ["FORCE_COLOR", "HARDHAT_NETWORK"];

function withoutRunnersOwn(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !RUNNERS_OWN.includes(name)));
}

/** Starts a process of the project's, without a terminal and without colours. */
export function start(args: readonly string[], settings: Settings, runner: Runner = {}): Running {
  const { program = process.execPath, uid, home, input = "" } = runner;
  const named = Object.entries(settings).map(([name, value]) => [`COLOPHON_${name}`, value]);
  const child = spawn(program, args, {
    cwd: config.paths.root,
    env: {
      ...withoutRunnersOwn(environmentWith({})),
      ...emptySettings(),
      HARDHAT_DISABLE_TELEMETRY_PROMPT: "true",
      ...Object.fromEntries(named),
      ...(home === undefined ? {} : { HOME: home }),
    },
    stdio: ["pipe", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid }),
  });
  // A process that ends before it has read everything is no failure of the test's.
  child.stdin.on("error", () => undefined).end(input);
  const code = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ended = Promise.all([code, text(child.stdout), text(child.stderr)]);
  return {
    kill: (signal) => child.kill(signal),
    firstLine: firstLineOf(child.stdout),
    ended: ended.then(([exitCode, stdout, stderr]) => ({ code: exitCode, stdout, stderr })),
  };
}

/** Runs a Hardhat command line. */
export async function hardhat(args: readonly string[], settings: Settings, runner?: Runner): Promise<Ended> {
  return start([HARDHAT, ...args], settings, runner).ended;
}

/** A real chain with the contracts deployed, a store and a folder of files. */
export class Stage {
  private files = 0;

  private constructor(
    readonly anvil: Anvil,
    readonly port: number,
    private readonly folder: TemporaryFolder,
    readonly deployed: Ended,
    readonly colophon: Colophon,
  ) {}

  /** Starts a chain on a free port and deploys to it, as `npm run deploy` does. Titles are final at once. */
  static async set(chain: Pick<AnvilOptions, "blockTime" | "gasLimit" | "stateFile"> = {}): Promise<Stage> {
    const folder = await temporaryFolder();
    const port = await freePort();
    const anvil = await startAnvil({ port, folder: folder.at("chain"), ...chain });
    const settings = { HOME: folder.at("home"), CHAIN_PORT: String(port), REVEAL_WINDOW: "0" };
    const deployed = await hardhat(["deploy"], settings);
    if (deployed.code !== 0) throw new Error(`the deployment failed:\n${deployed.stdout}${deployed.stderr}`);
    const found = completeDeployment(await findDeployment(folder.at("home/deployments"), "embedded"));
    const deployment = requireDeployment(found, "embedded");
    const provider = await connect(anvil.url, DEV_CHAIN_ID);
    const colophon = await openColophon("embedded", provider, deployment);
    const stage = new Stage(anvil, port, folder, deployed, colophon);
    await stage.admit(devWallet("aurora").address);
    await stage.admit(devWallet("borealis").address);
    return stage;
  }

  async strike(): Promise<void> {
    this.colophon.provider.destroy();
    await this.anvil.stop();
    await this.folder.remove();
  }

  /** COLOPHON_HOME of every command. */
  get home(): string {
    return this.folder.at("home");
  }

  get settings(): Settings {
    return { HOME: this.home, CHAIN_PORT: String(this.port), REVEAL_WINDOW: "0" };
  }

  at(name: string): string {
    return this.folder.at(name);
  }

  /** Runs `npx hardhat` with the words of a line; a path with spaces does not fit into one. */
  async run(line: string, settings: Settings = {}, runner?: Runner): Promise<Ended> {
    return hardhat(line.split(" "), { ...this.settings, ...settings }, runner);
  }

  /** Starts `npx hardhat` and does not wait for it. */
  start(line: string, settings: Settings = {}): Running {
    return start([HARDHAT, ...line.split(" ")], { ...this.settings, ...settings });
  }

  /** A new file that nobody has registered. */
  file(content?: string): WrittenFile {
    this.files += 1;
    mkdirSync(this.at("files"), { recursive: true });
    const path = this.at(`files/${this.files}.txt`);
    const bytes = Buffer.from(content ?? `file ${this.files}\n`);
    writeFileSync(path, bytes);
    return { path, hash: sha256(bytes) };
  }

  /** A new file that Aurora has registered. */
  async registered(): Promise<WrittenFile> {
    const file = this.file();
    const claim = { owner: devWallet("aurora").address, contentHash: file.hash, metadataHash: ZeroHash };
    await this.send("aurora", this.colophon.registry.register.populateTransaction(claim));
    return file;
  }

  /** A new file that Aurora has registered and offered to Borealis, and the deed. */
  async offered(): Promise<{ readonly work: WrittenFile; readonly deed: WrittenFile }> {
    const [work, deed] = [await this.registered(), this.file()];
    const { registry, provider } = this.colophon;
    const end = (await chainTime(provider)) + DAY;
    const borealis = devWallet("borealis").address;
    await this.send("aurora", registry.offerTitle.populateTransaction(work.hash, borealis, deed.hash, end));
    return { work, deed };
  }

  /** A new account that is accredited. */
  async admitted(): Promise<string> {
    const { address } = Wallet.createRandom();
    await this.admit(address);
    return address;
  }

  async admit(address: string): Promise<void> {
    const { parties, provider } = this.colophon;
    const validUntil = (await chainTime(provider)) + 365 * DAY;
    await this.send("accreditor", parties.accredit.populateTransaction(address, PUBLISHER, validUntil, ZeroHash));
  }

  async send(account: DevAccountName, call: Parameters<typeof write>[2]): Promise<void> {
    await write(this.colophon, devWallet(account), call);
  }
}
