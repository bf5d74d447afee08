/**
 * A process that runs one Hardhat command line after the other, each as if it had a process of its own: with Hardhat's own
 * program of the command line, and with the project's modules loaded anew. Started by commands.ts.
 */
import { sep } from "node:path";

import { HardhatContext } from "hardhat/internal/context";

import { setSettings } from "../../lib/shared/environment";
import type { CommandOrder } from "./commands";
import type { Ended } from "./processes";

const PROGRAM = require.resolve("hardhat/internal/cli/cli");
const BOOTSTRAP = require.resolve("hardhat/internal/cli/bootstrap");
const INSTALLED = `${sep}node_modules${sep}`;
/** Hardhat's program, its own tasks, and its plug-ins, which announce what they have when they are loaded. */
const ANNOUNCING = [
  "hardhat/internal/cli/cli",
  "hardhat/internal/core/tasks/builtin-tasks",
  "hardhat/builtin-tasks/",
  "@nomicfoundation/hardhat-",
  "@typechain/hardhat/",
  "hardhat-",
  "solidity-coverage/",
].map((path) => INSTALLED + path.replaceAll("/", sep));

/** Forgets all that knows of the command line before. Other packages stay loaded: they know of none. */
function forgetCommand(): void {
  for (const path of Object.keys(require.cache)) {
    const isOwn = !path.includes(INSTALLED);
    if (isOwn || ANNOUNCING.some((part) => path.includes(part))) Reflect.deleteProperty(require.cache, path);
  }
  // What loaded them would keep them in memory.
  for (const kept of Object.values(require.cache)) {
    if (kept !== undefined) kept.children = kept.children.filter(({ id }) => require.cache[id] !== undefined);
  }
  if (HardhatContext.isCreated()) HardhatContext.deleteHardhatContext();
}

/** Keeps what is written to a stream. @returns what it was, to be asked once; from then on it is written again */
function keepWords(stream: NodeJS.WriteStream): () => string {
  let words = "";
  stream.write = (chunk: string | Uint8Array, ...more: unknown[]) => {
    words += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    for (const done of more) if (typeof done === "function") process.nextTick(done);
    return true;
  };
  return () => {
    // What was written over is the stream's own method again.
    Reflect.deleteProperty(stream, "write");
    return words;
  };
}

/** What the program's end is told to; a program that was refused ends twice, and nobody listens to the second. */
let ends: (code: number) => void = () => undefined;

/** Takes off what has begun to listen since. @returns what it took off */
function offSince(
  emitter: NodeJS.EventEmitter,
  event: string,
  before: readonly unknown[],
): ReturnType<typeof emitter.listeners> {
  const since = emitter.listeners(event).filter((listener) => !before.includes(listener));
  for (const listener of since) emitter.off(event, listener as () => void); // it takes whatever it was given
  return since;
}

/** Runs the program to where it ends its process. @returns the exit code */
async function runProgram(): Promise<number> {
  const listeners = process.listeners("exit");
  const onLost = process.stdout.listeners("error");
  process.exitCode = undefined;
  process.exitCode = await new Promise<number>((resolve) => {
    ends = resolve;
    void import(PROGRAM);
  });
  for (const listener of offSince(process, "exit", listeners)) listener.call(process, process.exitCode);
  offSince(process.stdout, "error", onLost);
  return process.exitCode;
}

async function run({ args, settings }: CommandOrder): Promise<Ended> {
  forgetCommand();
  const restore = setSettings(settings);
  process.argv = [process.execPath, BOOTSTRAP, ...args];
  const [stdout, stderr] = [keepWords(process.stdout), keepWords(process.stderr)];
  const code = await runProgram();
  restore();
  return { code, stdout: stdout(), stderr: stderr() };
}

// Hardhat loads every file of the tests; only as a process of its own has this one something to do.
if (require.main === module) {
  const exit = process.exit.bind(process);
  process.exit = ((code?: number) => {
    ends(code ?? Number(process.exitCode ?? 0));
  }) as typeof exit; // which never returns
  process.on("disconnect", exit);
  process.on("message", (order) => {
    // Only commands.ts sends messages. Where this is rejected, the process ends.
    void run(order as CommandOrder).then((ended) => process.send?.(ended));
  });
}
