import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { DEV_CHAIN_ID, DEV_MNEMONIC } from "../../lib/chain/development/dev-accounts";
import { ColophonError } from "../../lib/errors";

/** The loopback interface is the only one that a chain with everybody's keys may listen on. */
const HOST = "127.0.0.1";
const SECOND_MS = 1_000;
const START_TIMEOUT_MS = 30_000;
const POLL_MS = 50;
const RPC_TIMEOUT_MS = 20_000;

/** How to start anvil. */
export interface AnvilOptions {
  readonly port: number;
  /** The folder for what anvil writes. */
  readonly folder: string;
  /** Where the chain is kept between two starts; without it, it is forgotten. */
  readonly stateFile?: string;
  /** Whether the chain outlives this process. */
  readonly detached?: boolean;
  /** Seconds between two blocks; without it, every transaction makes one. */
  readonly blockTime?: number;
  /** The most gas that a block may use. */
  readonly gasLimit?: bigint;
}

/** A chain that answers. */
export interface Anvil {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it in an orderly way, so that its state is written. */
  stop(): Promise<void>;
}

/** The option that names where the chain is kept. */
export const STATE_OPTION = "--state";
/** Seconds between two writings of the state, beside the one at the end. */
const STATE_INTERVAL = "1";

/**
 * Starts anvil from its npm package and waits until it answers.
 * @throws ColophonError where it ends before it answers, most often because the port is taken
 */
export async function startAnvil(options: AnvilOptions): Promise<Anvil> {
  const { port, folder, stateFile, detached = false } = options;
  // Asked first: another chain on this port would answer in anvil's place.
  await listen(port).catch((cause: unknown) => {
    throw new ColophonError(`The port ${port} is in use`, {
      code: "PortInUse",
      advice:
        "Perhaps the chain runs already. If not, stop what uses the port, or choose another with COLOPHON_CHAIN_PORT.",
      cause,
    });
  });
  await mkdir(folder, { recursive: true });
  const state = stateFile === undefined ? [] : [STATE_OPTION, stateFile, "--state-interval", STATE_INTERVAL];
  const child = spawn(
    anvilPath(),
    [
      ...["--host", HOST, "--port", String(port), "--chain-id", String(DEV_CHAIN_ID)],
      ...["--mnemonic", DEV_MNEMONIC, "--hardfork", "cancun", "--cache-path", join(folder, "cache"), "--silent"],
      ...state,
      ...blockArguments(options),
    ],
    { stdio: ["ignore", "ignore", "pipe"], detached },
  );
  let complaint = "";
  const listenTo = (chunk: Buffer): void => void (complaint += chunk.toString());
  child.stderr.on("data", listenTo);
  child.on("error", (error) => (complaint += error.message));
  const url = `http://${HOST}:${port}`;
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await answers(url))) {
    if (hasEnded(child) || child.pid === undefined) {
      throw new ColophonError(`The chain did not start on port ${port}: ${complaint.trim()}`, {
        code: "ChainNotStarted",
        advice:
          stateFile === undefined
            ? undefined
            : `If ${stateFile} is damaged, move it aside and copy state.previous.json, which lies beside it, to its name.`,
      });
    }
    if (performance.now() > deadline) {
      child.kill("SIGKILL");
      throw new ColophonError(`The chain does not answer on port ${port} after ${START_TIMEOUT_MS / SECOND_MS} s`, {
        code: "ChainSilent",
        advice: "The machine may be busy. Run the command again: nothing is lost.",
      });
    }
    await delay(POLL_MS);
  }
  child.stderr.off("data", listenTo).resume();
  return { url, process: child, stop: () => stop(child, url) };
}

function blockArguments({ blockTime, gasLimit }: AnvilOptions): readonly string[] {
  const time = blockTime === undefined ? [] : ["--block-time", String(blockTime)];
  return gasLimit === undefined ? time : [...time, "--gas-limit", String(gasLimit)];
}

/** A loopback port that nobody uses now. */
export function freePort(): Promise<number> {
  return listen(0);
}

/** Listens on a port for a moment, to see that it can be done; 0 is any port. @returns the port */
async function listen(port: number): Promise<number> {
  const server = createServer().listen(port, HOST);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("the operating system gives no port");
  return address.port;
}

/** Asks the node one question by JSON-RPC. */
export async function rpc(url: string, method: string, params: readonly unknown[] = []): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(RPC_TIMEOUT_MS) });
  const answer: unknown = await response.json();
  if (typeof answer !== "object" || answer === null || !("result" in answer)) {
    throw new Error(`${method}: ${JSON.stringify(answer)}`);
  }
  return answer.result;
}

async function answers(url: string): Promise<boolean> {
  return rpc(url, "eth_chainId").then(
    () => true,
    () => false,
  );
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** In the middle of a block anvil saves accounts that are ahead of its blocks, so it makes none any more by then. */
async function stop(child: ChildProcess, url: string): Promise<void> {
  if (hasEnded(child)) return;
  await rpc(url, "evm_setAutomine", [false]).catch(() => undefined);
  await rpc(url, "evm_setIntervalMining", [0]).catch(() => undefined);
  child.kill("SIGTERM");
  await once(child, "exit");
}

function anvilPath(): string {
  const name = `@foundry-rs/anvil-${platform()}-${arch() === "x64" ? "amd64" : arch()}`;
  try {
    return join(require.resolve(`${name}/package.json`), "..", "bin", platform() === "win32" ? "anvil.exe" : "anvil");
  } catch (cause) {
    throw new ColophonError(`There is no anvil for this machine (${name})`, {
      code: "NoAnvil",
      advice: "Start any EVM chain with chain id 31337 and the development mnemonic on 127.0.0.1 instead.",
      cause,
    });
  }
}
