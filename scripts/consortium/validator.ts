import { execFile, spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import type { LocalConsortium } from "../../lib/chain/development/local-consortium";
import { ColophonError } from "../../lib/errors";
import { findProcess, type FoundProcess, isGone } from "../shared/processes";
import { waitFor } from "../shared/wait";
import { genesisPath, nodeKeyPath, nodesToCall, validatorFolder } from "./create";
import { HOST, portsAt } from "./ports";

const run = promisify(execFile);

/** The engine's option that names the folder of its data. */
const DATA_OPTION = "--datadir";
const SIGNAL_TIMEOUT_MS = 10_000;
const WAITING_PER_ACCOUNT = 16_384;
const WAITING_IN_ALL = 65_536;
/** So much that no transaction reaches it: Kaia limits what a call may compute beside its gas, and its blocks have no gas limit. */
const COMPUTATION_LIMIT = 2n ** 63n - 1n;
/** Blocks earn nothing here, but Kaia wants somebody to pay. */
const NOBODY = "0x0000000000000000000000000000000000000001";

/** A validator as the network's file describes it. */
type Description = LocalConsortium["validators"][number];

/** One validator of a network: its folder and its process. Neither has to exist. */
export class Validator {
  readonly logPath: string;
  private readonly data: string;

  constructor(
    private readonly folder: string,
    readonly number: number,
  ) {
    const own = validatorFolder(folder, number);
    this.data = join(own, "data");
    this.logPath = join(own, "log");
  }

  /** Its process; undefined where it does not run. */
  process(): FoundProcess | undefined {
    return findProcess(DATA_OPTION, this.data);
  }

  /** Starts its process, which outlives this one. It must not run. */
  async launch(engine: string, network: LocalConsortium): Promise<void> {
    const nodes = await nodesToCall(this.folder, network, this.number);
    const own = network.validators.find(({ number }) => number === this.number);
    if (own === undefined) throw new Error(`the network's file does not describe validator ${this.number}`);
    if (!existsSync(this.data)) await this.initialize(engine);
    // The log before this one is kept, and no other, so that logs do not grow for ever.
    if (existsSync(this.logPath)) await rename(this.logPath, `${this.logPath}.previous`);
    const log = openSync(this.logPath, "a");
    // The engine takes settings from variables, too: it gets none of ours.
    const child = spawn(engine, this.options(network.chainId, own, nodes), {
      stdio: ["ignore", log, log],
      env: {},
      detached: true,
    });
    closeSync(log);
    child.on("error", () => undefined); // There is no process then, which whoever waits for it sees.
    child.unref();
  }

  /** Ends its process in an orderly way, and by force where it has not ended after ten seconds. */
  async stop(): Promise<void> {
    // A paused process would not hear of it.
    this.signalNow("SIGCONT");
    const pid = this.signalNow("SIGTERM");
    if (pid !== undefined && !(await hasEnded(pid))) await this.signal("SIGKILL");
  }

  /**
   * Sends a signal to its process and waits until that has had its effect.
   * @returns false where it does not run
   */
  async signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): Promise<boolean> {
    const pid = this.signalNow(name);
    if (pid === undefined) return false;
    if (name === "SIGKILL") await hasEnded(pid);
    else await waitFor(() => this.process()?.isPaused === (name === "SIGSTOP") || undefined, SIGNAL_TIMEOUT_MS);
    return true;
  }

  /** Sends a signal and does not wait. @returns the number of its process; undefined where it does not run */
  signalNow(name: NodeJS.Signals): number | undefined {
    const found = this.process();
    if (found === undefined) return undefined;
    try {
      process.kill(found.pid, name);
    } catch {
      return undefined; // It has just ended.
    }
    return found.pid;
  }

  /** Removes its copy of the chain. It must not run. */
  async empty(): Promise<void> {
    await rm(this.data, { recursive: true, force: true });
  }

  /** The last thing that it complained of. */
  async lastWords(): Promise<string> {
    const lines = (await readFile(this.logPath, "utf8").catch(() => "")).trim().split("\n");
    return (lines.findLast((line) => /^(ERROR|CRIT|Fatal|panic)/i.test(line)) ?? lines.at(-1) ?? "").trim();
  }

  /** Writes the first block. Renamed when it is complete, so that what was interrupted is made anew. */
  private async initialize(engine: string): Promise<void> {
    const unfinished = `${this.data}.new`;
    await rm(unfinished, { recursive: true, force: true });
    try {
      await run(engine, ["init", DATA_OPTION, unfinished, genesisPath(this.folder)], { env: {} });
    } catch (cause) {
      throw new ColophonError(`Validator ${this.number} cannot begin from ${genesisPath(this.folder)}`, {
        code: "ValidatorNotStarted",
        advice: "Make the network anew: npm run consortium -- wipe, then npm run consortium.",
        cause,
      });
    }
    await rename(unfinished, this.data);
  }

  private options(chainId: number, description: Description, nodes: readonly string[]): string[] {
    const { rpc, peers } = portsAt(description);
    return [
      ...[DATA_OPTION, this.data, "--nodekey", nodeKeyPath(this.folder, this.number)],
      ...["--networkid", String(chainId), "--gcmode", "archive", "--rewardbase", NOBODY],
      // Nothing is asked of anybody but the other validators: no discovery, no router, no clock on the internet.
      ...[
        "--listen",
        `${HOST}:${peers}`,
        "--call",
        nodes.join(","),
        "--netrestrict",
        "127.0.0.0/8",
        "--nodiscover",
        "--nat",
        "none",
      ],
      ...["--ntp.disable", "--ipcdisable", "--rpc", "--rpcaddr", HOST, "--rpcport", String(rpc)],
      ...["--rpcapi", "eth,net,web3,istanbul,governance,admin,klay,txpool", "--rpc.concurrencylimit", "10000"],
      ...["--opcode-computation-cost-limit", String(COMPUTATION_LIMIT)],
      ...["--db.leveldb.cache-size", "64", "--state.trie-cache-limit", "64"],
      ...[
        "--txpool.exec-slots.account",
        String(WAITING_PER_ACCOUNT),
        "--txpool.exec-slots.all",
        String(WAITING_IN_ALL),
      ],
      ...["--txpool.nonexec-slots.account", String(WAITING_PER_ACCOUNT)],
      ...["--txpool.nonexec-slots.all", String(WAITING_IN_ALL), "--verbosity", "2"],
    ];
  }
}

async function hasEnded(pid: number): Promise<boolean> {
  return (await waitFor(() => isGone(pid) || undefined, SIGNAL_TIMEOUT_MS)) ?? false;
}
