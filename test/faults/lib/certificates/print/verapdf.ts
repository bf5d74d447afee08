import { execFile } from "node:child_process";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { ROOT } from "../../../../shards/shards";

const run = promisify(execFile);
const HERE = join(__dirname, "verapdf");
const JARS = join(ROOT, "node_modules", ".cache", "verapdf-1.28.2");
const COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

/**
 * Sees to it that veraPDF is here: Maven fetches it when it is first asked for.
 * @returns why it is not here, in words
 */
export async function prepareVeraPdf(): Promise<string | undefined> {
  const jars = await readdir(JARS).catch(() => []);
  try {
    if (jars.length === 0) await fetchJars();
    await run("java", ["-version"]);
    return undefined;
  } catch (error) {
    await rm(JARS, { recursive: true, force: true });
    return error instanceof Error ? error.message : String(error);
  }
}

/** The rules of PDF/A-3b that each PDF breaks, as veraPDF says. */
export async function brokenRules(paths: readonly string[]): Promise<string[][]> {
  const { stdout } = await run("java", ["-cp", join(JARS, "*"), join(HERE, "Validate.java"), ...paths]);
  const lines = stdout.split("\n").slice(0, paths.length);
  return lines.map((line) => line.split(" ").filter((rule) => rule !== ""));
}

async function fetchJars(): Promise<void> {
  await mkdir(JARS, { recursive: true });
  await run("mvn", ["-q", "-B", "-f", join(HERE, "pom.xml"), COPY, `-DoutputDirectory=${JARS}`]);
}
