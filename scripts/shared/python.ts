import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { ColophonError } from "../../lib/errors";

const run = promisify(execFile);

/** The pinned packages ask for it. */
const OLDEST = [3, 11] as const;
const VERSION_AND_TOOLS = "import ensurepip, sys, venv; print(*sys.version_info[:3], sep='.')";

/** A Python interpreter and its version. */
export interface Python {
  readonly command: string;
  readonly version: string;
}

/** The first Python on the path that is new enough and can make virtual environments; undefined where there is none. */
export async function findPython(): Promise<Python | undefined> {
  for (const command of ["python3", "python"]) {
    const answer = await run(command, ["-c", VERSION_AND_TOOLS]).catch(() => undefined);
    const version = answer?.stdout.trim();
    if (version !== undefined && isNewEnough(version)) return { command, version };
  }
  return undefined;
}

/** The oldest Python that `findPython` takes, for messages. */
export function oldestPython(): string {
  return OLDEST.join(".");
}

/** A virtual environment with pinned packages. */
export interface Environment {
  /** What it is for: "Slither". */
  readonly name: string;
  readonly folder: string;
  /** The file of requirements, with hashes. */
  readonly requirements: string;
}

/**
 * Makes a virtual environment, unless it is there and holds what its requirements say.
 * @param say called once, when something has to be installed
 * @returns the folder of its programs
 */
export async function ensureEnvironment(
  python: Python,
  { name, folder, requirements }: Environment,
  say: (line: string) => void,
): Promise<string> {
  const programs = join(folder, process.platform === "win32" ? "Scripts" : "bin");
  const stampFile = join(folder, "installed");
  const stamp = createHash("sha256")
    .update(await readFile(requirements))
    .update(python.version)
    .digest("hex");
  if ((await readFile(stampFile, "utf8").catch(() => "")) === stamp) return programs;

  say(`Installing ${name} for Python ${python.version} in ${folder} (a minute) ...`);
  await rm(folder, { recursive: true, force: true });
  try {
    await run(python.command, ["-m", "venv", folder]);
    const install = ["install", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:"];
    await run(join(programs, "python"), ["-m", "pip", ...install, "--requirement", requirements]);
  } catch (cause) {
    throw new ColophonError(`${name} could not be installed: ${lastLine(cause)}`, {
      code: "PythonPackagesNotInstalled",
      advice:
        "It comes from PyPI: check the network and the index that pip is set to, then run the same command again.",
      cause,
    });
  }
  // Written last, so that an installation that was interrupted is made again.
  await writeFile(stampFile, stamp);
  return programs;
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

function lastLine(cause: unknown): string {
  const output = cause instanceof Error && "stderr" in cause ? String(cause.stderr) : String(cause);
  return output.trim().split("\n").at(-1) ?? "";
}
