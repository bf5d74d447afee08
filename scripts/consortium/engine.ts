import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { environmentWith } from "../../lib/env";
import { ColophonError } from "../../lib/errors";

const run = promisify(execFile);

const SOURCES = ["go.mod", "go.sum", "main.go"] as const;
/** The libraries reach into Go's own runtime, which the linker has to be told to allow. */
const BUILD_FLAGS = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags=-checklinkname=0 -s -w"];
const OUTPUT_BYTES = 16 * 1024 * 1024;
const HASH_DIGITS = 16;

/** Not state but a cache, so it lies where every COLOPHON_HOME finds it. */
const CACHE = join(__dirname, "..", "..", "node_modules", ".cache", "colophon");

/** How to get an engine. */
export interface EngineOptions {
  /** The command that is Go. */
  readonly go?: string;
  /** The folder of built engines. */
  readonly cache?: string;
  /** Told once, when something has to be built. */
  readonly say?: (line: string) => void;
}

/**
 * The validators' engine; built with Go where that has not been done on this machine.
 * @returns the path of the program
 * @throws ColophonError where Go is missing or too old, or the build fails
 */
export async function ensureEngine({ go = "go", cache = CACHE, say }: EngineOptions = {}): Promise<string> {
  const program = join(cache, `engine-${sourcesHash()}`);
  if (existsSync(program)) return program;

  await requireGo(go);
  say?.("Building the validators' engine (once on this machine, two to four minutes) ...");
  await mkdir(cache, { recursive: true });
  // Renamed when it is complete: a build that is interrupted, or two at once, leave nothing that looks like an engine.
  const unfinished = `${program}.${process.pid}`;
  try {
    await run(go, ["build", ...BUILD_FLAGS, "-o", unfinished, "."], {
      cwd: __dirname,
      env: goEnvironment(),
      maxBuffer: OUTPUT_BYTES,
    });
    await rename(unfinished, program);
  } catch (cause) {
    throw new ColophonError(`The validators' engine could not be built: ${lastLine(cause)}`, {
      code: "EngineNotBuilt",
      advice: `Go gets its source from a module proxy and needs a C compiler: check both and try again. ${OTHER_WAYS}`,
      cause,
    });
  } finally {
    await rm(unfinished, { force: true });
  }
  return program;
}

const OTHER_WAYS =
  "Two ways do without it: the embedded chain (npm run chain), or a network that exists (COLOPHON_CONSORTIUM_URL).";

/** @throws ColophonError where Go is missing, or older than go.mod asks for */
async function requireGo(go: string): Promise<void> {
  const oldest = oldestGo();
  // Asked outside of the module's folder, where an older Go would refuse to answer.
  const answer = await run(go, ["env", "GOVERSION"], { cwd: tmpdir(), env: goEnvironment() }).catch(() => undefined);
  const version = /^go(?<version>\d+\.\d+)/.exec(answer?.stdout ?? "")?.groups?.["version"];
  if (version === undefined) {
    throw new ColophonError(`A consortium network needs Go ${oldest} or newer, which was not found`, {
      code: "NoGo",
      advice: `Install it from your system's packages. ${OTHER_WAYS}`,
    });
  }
  if (isOlder(version, oldest)) {
    throw new ColophonError(`A consortium network needs Go ${oldest} or newer; this is ${version}`, {
      code: "GoTooOld",
      advice: `Install a newer one. ${OTHER_WAYS}`,
    });
  }
}

function oldestGo(): string {
  const version = /^go (?<version>\d+\.\d+)/m.exec(readFileSync(join(__dirname, "go.mod"), "utf8"))?.groups?.[
    "version"
  ];
  if (version === undefined) throw new Error("go.mod says no version of Go");
  return version;
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = than.split(".").map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

/** Go would fetch a newer Go by itself where go.mod asks for one; what is installed is what is used. */
function goEnvironment(): NodeJS.ProcessEnv {
  return environmentWith({ GOTOOLCHAIN: "local", GOWORK: "off" });
}

function sourcesHash(): string {
  const hash = createHash("sha256").update(BUILD_FLAGS.join(" "));
  for (const name of SOURCES) hash.update(readFileSync(join(__dirname, name)));
  return hash.digest("hex").slice(0, HASH_DIGITS);
}

function lastLine(cause: unknown): string {
  const output = cause instanceof Error && "stderr" in cause ? String(cause.stderr) : String(cause);
  return output.trim().split("\n").at(-1) ?? "";
}
