/** The only file that reads environment variables. A file `.env` in the project's folder fills in what is not set. */
import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { parseEnv } from "node:util";

import { ColophonError, isErrorCode } from "./errors";
import { readTextSync } from "./text-file";

/** Where this code lies: the project's folder, or that of its compiled code. */
const CODE = join(__dirname, "..");
const PROJECT = basename(CODE) === "dist" ? dirname(CODE) : CODE;

/**
 * The project's folder: commands mean the same in whatever folder below it they are given. Where Colophon is installed as
 * another project's package, the folder they are given in: npm removes what is kept in a package's.
 */
const ROOT = PROJECT.includes(`${sep}node_modules${sep}`) ? process.cwd() : PROJECT;
const ENV_FILE = join(ROOT, ".env");

let isFilledIn = false;

/**
 * The environment, with what the file `.env` fills in. It is read when something is first asked for, not when this is loaded:
 * only then is there somebody who says what is wrong with it.
 */
function environment(): NodeJS.ProcessEnv {
  if (!isFilledIn && existsSync(ENV_FILE)) fillIn(process.env, ENV_FILE);
  isFilledIn = true;
  return process.env;
}

/**
 * Sets what a file of settings has and the environment has not, as process.loadEnvFile does, which takes a byte order mark for
 * a part of the first name.
 * @throws ColophonError, exit code 2, where it cannot be read or is not UTF-8
 */
export function fillIn(env: NodeJS.ProcessEnv, path: string): void {
  for (const [name, value] of Object.entries(parseEnv(readTextSync(path)))) env[name] ??= value;
}

/** A variable's value; unset and empty are the same. */
function text(name: string): string | undefined {
  const value = environment()[name]?.trim();
  return value === undefined || value === "" ? undefined : value;
}

/** Beyond it a number is not exact. */
const MOST = 10 ** 15 - 1;
const MOST_PORT = 65_535;
/** What the registry takes, in seconds: 30 days. */
const MOST_REVEAL_WINDOW = 30 * 24 * 3600;

/** @param least @param most the numbers that can be used: whoever is handed another one would say it less plainly */
function integer(name: string, least = 0, most = MOST): number | undefined {
  const value = text(name);
  if (value === undefined) return undefined;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  const rule = Number.isNaN(number) ? "is not a whole number" : `is not a number from ${least} to ${most}`;
  throw new ColophonError(`${name}: "${value}" ${rule}`, {
    code: "SettingNotANumber",
    advice: "Correct it in the environment or in .env (see .env.example).",
    exitCode: 2,
  });
}

/**
 * The folder of everything that Colophon keeps on this machine (COLOPHON_HOME, else `.colophon`), which need not be there yet.
 * @throws ColophonError, exit code 2, where it cannot be a folder
 */
export function home(): string {
  const path = resolve(ROOT, text("COLOPHON_HOME") ?? ".colophon");
  const file = fileIn(path);
  if (file === undefined) return path;
  throw new ColophonError(`COLOPHON_HOME: ${file} is a file, and it must be a folder`, {
    code: "HomeIsFile",
    advice: "Name another folder, in the environment or in .env; one that is not there yet is made.",
    exitCode: 2,
  });
}

/** What stands in a path where a folder should be; undefined where nothing does, or nobody may look. */
function fileIn(path: string): string | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined) return found.isDirectory() ? undefined : path;
    return path === dirname(path) ? undefined : fileIn(dirname(path));
  } catch (error) {
    return isErrorCode(error, "ENOTDIR") ? fileIn(dirname(path)) : undefined;
  }
}

/** The folder of the deployments of every network. */
export function deploymentsFolder(): string {
  return join(home(), "deployments");
}

/** The folder of the transactions that are on their way. */
export function outboxesFolder(): string {
  return join(home(), "outbox");
}

/** The loopback port of the embedded chain (COLOPHON_CHAIN_PORT). */
export function chainPort(): number {
  return integer("COLOPHON_CHAIN_PORT", 1, MOST_PORT) ?? 8545;
}

/** The network that a command means where it names none (COLOPHON_NETWORK). */
export function defaultNetwork(): string | undefined {
  return text("COLOPHON_NETWORK");
}

/** The account that signs where `--account` is not given (COLOPHON_ACCOUNT). */
export function defaultAccount(): string | undefined {
  return text("COLOPHON_ACCOUNT");
}

/** A file whose first line is the password of the account in use (COLOPHON_PASSWORD_FILE). */
export function passwordFile(): string | undefined {
  return text("COLOPHON_PASSWORD_FILE");
}

/** The consortium network: the URLs of its nodes (none where they are not set) and its chain id. */
export interface ConsortiumSettings {
  readonly urls: readonly string[];
  readonly chainId: number | undefined;
}

/** Where one URL ends and the next begins: a comma may also stand inside a URL. */
const BETWEEN_URLS = /,?\s+|,(?=[a-z][a-z\d+.-]*:\/\/|$)/i;

/** The consortium network (COLOPHON_CONSORTIUM_URL: one URL, or several divided by commas; COLOPHON_CONSORTIUM_CHAIN_ID). */
export function consortium(): ConsortiumSettings {
  const urls = text("COLOPHON_CONSORTIUM_URL")?.split(BETWEEN_URLS) ?? [];
  return { urls: urls.filter((url) => url !== ""), chainId: integer("COLOPHON_CONSORTIUM_CHAIN_ID", 1) };
}

/** The first of the ports of this machine's own consortium network (COLOPHON_CONSORTIUM_PORT). */
export function consortiumPort(): number | undefined {
  return integer("COLOPHON_CONSORTIUM_PORT", 1, MOST_PORT);
}

/**
 * The address of the page that a printed certificate's code opens (COLOPHON_PORTAL); undefined where none is named: nobody knows which
 * one a reader can open.
 */
export function portal(): string | undefined {
  return text("COLOPHON_PORTAL");
}

/** What the deploy scripts are told. */
export interface DeploymentSettings {
  /** The name of the keystore account that deploys. */
  readonly deployer: string | undefined;
  /** The file of the committee's first members. */
  readonly committee: string | undefined;
  /** Addresses that receive roles. */
  readonly accreditor: string | undefined;
  readonly adjudicator: string | undefined;
  readonly guardian: string | undefined;
  /** Seconds for which a new title is provisional. */
  readonly revealWindow: number | undefined;
  /** What `tokenURI` begins with. */
  readonly baseURI: string | undefined;
}

/** A path as it is meant: from the project's folder. */
function resolved(path: string | undefined): string | undefined {
  return path === undefined ? undefined : resolve(ROOT, path);
}

/** Reads COLOPHON_DEPLOYER, _COMMITTEE, _ACCREDITOR, _ADJUDICATOR, _GUARDIAN, _REVEAL_WINDOW and _BASE_URI. */
export function deploymentSettings(): DeploymentSettings {
  return {
    deployer: text("COLOPHON_DEPLOYER"),
    committee: resolved(text("COLOPHON_COMMITTEE")),
    accreditor: text("COLOPHON_ACCREDITOR"),
    adjudicator: text("COLOPHON_ADJUDICATOR"),
    guardian: text("COLOPHON_GUARDIAN"),
    revealWindow: integer("COLOPHON_REVEAL_WINDOW", 0, MOST_REVEAL_WINDOW),
    baseURI: text("COLOPHON_BASE_URI"),
  };
}

/** The environment of this process with other settings, for a process that it starts. */
export function environmentWith(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...environment(), ...settings };
}

/** Whether npm runs this as a script of the project (npm_lifecycle_event), or something that npm runs does. */
export function isRunByNpm(): boolean {
  return text("npm_lifecycle_event") !== undefined;
}

/** Whether this is a run of continuous integration (CI), where nothing may be left out for want of a tool. */
export function isCI(): boolean {
  return text("CI") !== undefined;
}
