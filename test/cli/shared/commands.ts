import { type ChildProcess, fork } from "node:child_process";

import { type Ended, environmentOf, onlySettings, ROOT, type Settings } from "./processes";

/** A command line for the process of command-host.ts. */
export interface CommandOrder {
  readonly args: readonly string[];
  /** All settings of Colophon's, without their prefix. */
  readonly settings: Settings;
}

/** The process of command-host.ts. */
interface Host {
  readonly process: ChildProcess;
  /** What it said on stderr that belongs to no command line. */
  readonly said: () => string;
}

let host: Host | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a Hardhat command line of the product's, one after the other in a process that has all packages loaded: in a fifth of
 * the time that a process of its own takes. The process ends with this one.
 */
export function runCommand(args: readonly string[], settings: Settings): Promise<Ended> {
  const ended = last.then(() => ask({ args, settings: onlySettings(settings) }));
  last = ended.catch(() => undefined);
  return ended;
}

async function ask(order: CommandOrder): Promise<Ended> {
  host ??= startHost();
  const child = host;
  return new Promise((resolve, reject) => {
    const answered = (ended: unknown): void => {
      child.process.off("exit", died);
      resolve(ended as Ended); // as command-host.ts answers
    };
    const died = (code: number | null): void => {
      host = undefined;
      reject(
        new Error(`the process of the command lines ended with ${code} at "${order.args.join(" ")}": ${child.said()}`),
      );
    };
    child.process.once("message", answered).once("exit", died).send(order);
  });
}

function startHost(): Host {
  const child = fork(require.resolve("./command-host"), {
    cwd: ROOT,
    env: environmentOf({}),
    execArgv: ["-r", "ts-node/register/transpile-only"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return { process: child, said: () => said };
}
