import { realpathSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

import { type LocalConsortium, readLocalConsortium } from "../../lib/chain/development/local-consortium";
import { ColophonError } from "../../lib/errors";
import { rpc } from "../chain/anvil";
import type { FoundProcess } from "../shared/processes";
import { waitFor } from "../shared/wait";
import { createNetwork, describeNetwork, VALIDATORS } from "./create";
import { endWithProcess } from "./end-with-process";
import { ensureEngine } from "./engine";
import { checkFirstPort, checkPortsAreFree, DEFAULT_FIRST_PORT, portsAt } from "./ports";
import { type NetworkStatus, networkStatus } from "./status";
import { Validator } from "./validator";

/** One that comes back while the others vote may refuse their first calls, its engine not started yet; they call again much later. */
const TIMEOUT_MS = 180_000;
const MILLISECONDS = 1000;

/** Which network, and how long it lasts. */
export interface NetworkOptions {
  /** The folder of everything that belongs to it. */
  readonly folder: string;
  /** The JSON-RPC port of the first validator; where it is not given, a network that exists keeps its own. */
  readonly firstPort?: number;
  /** Whether its validators end with this process, for tests and measurements. SIGKILL alone leaves them. */
  readonly endsWithProcess?: boolean;
  /** Told what takes long. */
  readonly say?: (line: string) => void;
}

/** The network in a folder, whether or not it exists and runs. Opening it makes and starts nothing. */
export function openNetwork(options: NetworkOptions): ConsortiumNetwork {
  return new ConsortiumNetwork(options);
}

/**
 * A consortium network of four validators on the loopback interface. Methods that take the number of a validator, from 1 on,
 * throw a ColophonError with exit code 2 where there is none of that number. It does not matter which process started the
 * validators; only `launch` and `wipe` must not be called by two processes at once (see lock.ts).
 */
export class ConsortiumNetwork {
  private readonly folder: string;
  private readonly processes: readonly Validator[];

  constructor(private readonly options: NetworkOptions) {
    this.folder = realPath(options.folder);
    this.processes = Array.from({ length: VALIDATORS }, (_, index) => new Validator(this.folder, index + 1));
    if (options.endsWithProcess) endWithProcess(() => this.processes.forEach((one) => one.signalNow("SIGKILL")));
  }

  /** Where the validators are, running or not. @throws ColophonError where no network has been made, or its file is damaged */
  get description(): LocalConsortium {
    const network = readLocalConsortium(this.folder);
    if (network !== undefined) return network;
    throw new ColophonError("There is no consortium network on this machine", {
      code: "NoLocalConsortium",
      advice: "Make one: npm run consortium",
    });
  }

  get chainId(): number {
    return this.description.chainId;
  }

  /** The JSON-RPC of every validator, running or not, in the order of their numbers. */
  get urls(): readonly string[] {
    return this.description.validators.map(({ url }) => url);
  }

  /** The processes that there are, by the number of the validator. */
  running(): ReadonlyMap<number, FoundProcess> {
    const found = new Map<number, FoundProcess>();
    for (const one of this.processes) {
      const process = one.process();
      if (process !== undefined) found.set(one.number, process);
    }
    return found;
  }

  /**
   * Makes the network where there is none, starts every validator that does not run (or the one of this number), wakes those
   * that are paused, and waits until they are ready. What runs stays as it is.
   * @returns the numbers of those that were started or woken
   * @throws ColophonError where a port is taken, before anything is started; where one ends or is not ready within three minutes
   */
  async start(number?: number): Promise<readonly number[]> {
    const started = await this.launch(number);
    await this.ready(number);
    return started;
  }

  /** The first half of `start`: does not wait for an answer. */
  async launch(number?: number): Promise<readonly number[]> {
    const wanted = number === undefined ? this.processes : [this.validator(number)];
    const engine = await ensureEngine({ say: this.options.say });
    const network = await this.made();
    const running = this.running();
    const down = wanted.filter((one) => !running.has(one.number));
    const paused = wanted.filter((one) => running.get(one.number)?.isPaused);
    const theirs = network.validators.filter((one) => down.some(({ number }) => number === one.number));
    await checkPortsAreFree(theirs.map(portsAt));
    for (const one of down) await one.launch(engine, network);
    for (const one of paused) await one.signal("SIGCONT");
    return [...down, ...paused].map((one) => one.number).sort();
  }

  /**
   * The second half of `start`. Without a number it waits until all answer and have a block that none had before; with one,
   * until that validator answers.
   */
  async ready(number?: number): Promise<void> {
    await this.waitForBlock(0, number === undefined ? undefined : [number]);
    if (number === undefined) await this.waitForBlock((await this.height()) + 1);
  }

  /** Ends every validator in an orderly way, and by force those that have not ended after ten seconds. @returns how many ran */
  async stop(): Promise<number> {
    const running = this.processes.filter((one) => one.process() !== undefined);
    await Promise.all(running.map((one) => one.stop()));
    return running.length;
  }

  /** Ends a validator at once, as a power failure would (SIGKILL). @throws ColophonError where it does not run */
  async kill(number: number): Promise<void> {
    await this.signal(number, "SIGKILL");
  }

  /** Holds a validator in the middle of whatever it does (SIGSTOP): its connections stay open, and it answers nobody. */
  async pause(number: number): Promise<void> {
    await this.signal(number, "SIGSTOP");
  }

  /** Lets a paused validator go on (SIGCONT). */
  async wake(number: number): Promise<void> {
    await this.signal(number, "SIGCONT");
  }

  /**
   * Empties a validator's copy of the chain; it keeps its key, and gets the chain from the others when it starts.
   * Without a number, removes the whole network, however damaged it is.
   * @throws ColophonError while it, or one of them, runs
   */
  async wipe(number?: number): Promise<void> {
    const wanted = number === undefined ? this.processes : [this.validator(number)];
    const running = wanted.find((one) => one.process() !== undefined);
    if (running !== undefined) {
      throw new ColophonError(`Validator ${running.number} is running`, {
        code: "ValidatorRunning",
        advice: `First: npm run consortium -- ${number === undefined ? "stop" : `kill ${number}`}`,
      });
    }
    if (number === undefined) await rm(this.folder, { recursive: true, force: true });
    else await this.validator(number).empty();
  }

  /** How every validator is; one that does not answer costs two seconds, and one that is paused none. */
  async status(): Promise<NetworkStatus> {
    return networkStatus(this.description, this.running());
  }

  /** The height of the highest block that a validator has; 0 where none answers. */
  async height(): Promise<number> {
    const heights = await Promise.all(this.urls.map(heightAt));
    return Math.max(0, ...heights.map((height) => height ?? 0));
  }

  /**
   * Waits until validators have the block of this height.
   * @param numbers which; all of them by default
   * @throws ColophonError where one of them does not run, or it takes longer than `timeoutMs`
   */
  async waitForBlock(height: number, numbers?: readonly number[], timeoutMs = TIMEOUT_MS): Promise<void> {
    const wanted = this.description.validators.filter((one) => numbers?.includes(one.number) ?? true);
    await Promise.all(
      wanted.map(async ({ number, url }) => {
        const one = this.validator(number);
        const outcome = await waitFor(async () => {
          if (((await heightAt(url)) ?? -1) >= height) return "there";
          return one.process() === undefined ? "ended" : undefined;
        }, timeoutMs);
        if (outcome === "there") return;
        const what = outcome === "ended" ? "has ended" : `has no block ${height} after ${timeoutMs / MILLISECONDS} s`;
        const words = await one.lastWords();
        throw new ColophonError(`Validator ${number} ${what}${words === "" ? "" : `: ${words}`}`, {
          code: "ValidatorStopped",
          advice: `Its log is ${one.logPath}.`,
        });
      }),
    );
  }

  private validator(number: number): Validator {
    const found = this.processes[number - 1];
    if (found !== undefined) return found;
    throw new ColophonError(`There is no validator ${number}`, {
      code: "NoSuchValidator",
      advice: `They are numbered from 1 to ${VALIDATORS}.`,
      exitCode: 2,
    });
  }

  private async signal(number: number, name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): Promise<void> {
    if (await this.validator(number).signal(name)) return;
    throw new ColophonError(`Validator ${number} does not run`, {
      code: "ValidatorNotRunning",
      advice: `To start it: npm run consortium -- start ${number}`,
    });
  }

  /** Makes what is not there, and moves a network to other ports where they are asked for. */
  private async made(): Promise<LocalConsortium> {
    const { firstPort } = this.options;
    checkFirstPort(firstPort ?? DEFAULT_FIRST_PORT, VALIDATORS);
    const network = readLocalConsortium(this.folder);
    const first = network?.validators[0];
    const isThere = first !== undefined && (firstPort === undefined || firstPort === portsAt(first).rpc);
    if (network !== undefined && isThere) return network;
    const [running] = this.running().keys();
    if (running !== undefined) {
      const other = network === undefined ? "of a network whose file is missing" : "at other ports than these";
      throw new ColophonError(`Validator ${running} is running, ${other}`, {
        code: "ValidatorsRunning",
        advice: "First: npm run consortium -- stop",
      });
    }
    if (network === undefined) {
      return createNetwork(this.folder, firstPort ?? DEFAULT_FIRST_PORT, Math.floor(Date.now() / MILLISECONDS));
    }
    const addresses = network.validators.map(({ address }) => address);
    return describeNetwork(this.folder, addresses, firstPort ?? DEFAULT_FIRST_PORT);
  }
}

async function heightAt(url: string): Promise<number | undefined> {
  return rpc(url, "eth_blockNumber").then(Number, () => undefined);
}

/** Processes are recognized by their folder, so that two ways to write its path must be one. It need not exist. */
function realPath(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch {
    return whole === dirname(whole) ? whole : join(realPath(dirname(whole)), basename(whole));
  }
}
