import { spawn } from "node:child_process";
import { on } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";

import { environmentWith } from "../../../lib/env";

export const ROOT = join(__dirname, "..", "..", "..");
export const HARDHAT = require.resolve("hardhat/internal/cli/bootstrap");

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
  /** Types something, where the runner sits at a terminal. */
  readonly type: (keys: string) => void;
  /** The first line on stdout; empty where it ends without one. */
  readonly firstLine: Promise<string>;
  /** Waits until stdout has a text. @throws where the process ends without it */
  readonly says: (pattern: RegExp) => Promise<void>;
  /** The same on stderr. */
  readonly complains: (pattern: RegExp) => Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Who runs a process, where it matters, and what they type. */
export interface Runner {
  /** What is run; Node where it is not given. */
  readonly program?: string;
  /** Whether permissions bind it, though it is root. */
  readonly isBound?: boolean;
  /** The folder it is run in; the project's where it is not given. */
  readonly folder?: string;
  /** What the process has on stdin; nothing where it is not given. */
  readonly input?: string;
  /** Whether the process runs at a terminal, which shows stdout and stderr as one. */
  readonly atTerminal?: boolean;
}

/** These settings, and every other one that .env.example names, empty: what a developer has in .env must not matter. */
export function onlySettings(settings: Settings): Settings {
  const example = readFileSync(join(ROOT, ".env.example"), "utf8");
  const names = example.matchAll(/^# COLOPHON_(?<name>\w+)=/gm);
  return { ...Object.fromEntries(Array.from(names, ({ groups }) => [groups?.["name"] ?? "", ""])), ...settings };
}

/** A test runner may ask for colours, and what a test reads has none; a network it has for itself alone. */
const RUNNERS_OWN = ["FORCE_COLOR", "HARDHAT_NETWORK"];

/** The environment of a process of the project's. */
export function environmentOf(settings: Settings): NodeJS.ProcessEnv {
  const named = Object.entries(onlySettings(settings)).map(([name, value]) => [`COLOPHON_${name}`, value]);
  const environment = environmentWith({ HARDHAT_DISABLE_TELEMETRY_PROMPT: "true", ...Object.fromEntries(named) });
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !RUNNERS_OWN.includes(name)));
}

async function firstLineOf(stream: Readable): Promise<string> {
  let said = "";
  for await (const [chunk] of on(stream, "data", { close: ["end"] }) as AsyncIterable<[Buffer]>) {
    said += chunk.toString();
    if (said.includes("\n")) break;
  }
  return said.split("\n", 1)[0] ?? "";
}

async function saysOn(stream: Readable, pattern: RegExp): Promise<void> {
  let said = "";
  for await (const [chunk] of on(stream, "data", { close: ["end"] }) as AsyncIterable<[Buffer]>) {
    said += chunk.toString();
    if (pattern.test(said)) return;
  }
  throw new Error(`it ended without saying ${String(pattern)}: ${said}`);
}

/** The command that gives another one a terminal, and ends as that does: `script` of util-linux. */
function atTerminalOf(command: readonly string[]): readonly [string, ...string[]] {
  const line = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  return ["script", "--quiet", "--flush", "--return", "--command", line, "/dev/null"];
}

/** The command without root's right to pass over permissions: `setpriv` of util-linux. Anybody else never had it. */
function boundTo(command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return process.geteuid?.() === 0 ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", ...command] : command;
}

/** Starts a process of the project's, without colours, and without a terminal unless the runner has one. */
export function start(args: readonly string[], settings: Settings, runner: Runner = {}): Running {
  const { program = process.execPath, isBound = false, folder = ROOT, input = "", atTerminal = false } = runner;
  const command = isBound ? boundTo([program, ...args]) : ([program, ...args] as const);
  const [started, ...words] = atTerminal ? atTerminalOf(command) : command;
  const child = spawn(started, words, {
    cwd: folder,
    env: environmentOf(settings),
    stdio: ["pipe", "pipe", "pipe"],
  });
  // A process that ends before it has read everything is no failure of the test's.
  child.stdin.on("error", () => undefined);
  if (!atTerminal) child.stdin.end(input);
  const code = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ended = Promise.all([code, text(child.stdout), text(child.stderr)]);
  return {
    kill: (signal) => child.kill(signal),
    type: (keys) => child.stdin.write(keys),
    firstLine: firstLineOf(child.stdout),
    says: async (pattern) => saysOn(child.stdout, pattern),
    complains: async (pattern) => saysOn(child.stderr, pattern),
    ended: ended.then(([exitCode, stdout, stderr]) => ({ code: exitCode, stdout, stderr })),
  };
}

/** Ends processes one after the other, and waits for each. */
export async function stopAll(running: readonly Running[]): Promise<void> {
  for (const { kill, ended } of running) {
    kill("SIGTERM");
    await ended;
  }
}

/** Starts a Hardhat command line. */
export function startHardhat(args: readonly string[], settings: Settings, runner?: Runner): Running {
  return start([HARDHAT, ...args], settings, runner);
}

/** Runs a Hardhat command line in a process of its own. */
export async function hardhat(args: readonly string[], settings: Settings, runner?: Runner): Promise<Ended> {
  return startHardhat(args, settings, runner).ended;
}
