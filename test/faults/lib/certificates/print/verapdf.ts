import { execFile } from "node:child_process";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { ROOT } from "../../../../shards/shards";

const run = promisify(execFile);
const HERE = join(__dirname, "verapdf");
const JARS = join(ROOT, "node_modules", ".cache", "verapdf-1.28.2");
const COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

/** The rules of PDF/A-3b that each PDF breaks, as veraPDF says; it is fetched by Maven when it is first asked. */
export async function brokenRules(paths: readonly string[]): Promise<string[][]> {
  const jars = await readdir(JARS).catch(() => []);
  if (jars.length === 0) await fetchJars();
  const { stdout } = await run("java", ["-cp", join(JARS, "*"), join(HERE, "Validate.java"), ...paths]).catch(missing);
  const lines = stdout.split("\n").slice(0, paths.length);
  return lines.map((line) => line.split(" ").filter((rule) => rule !== ""));
}

async function fetchJars(): Promise<void> {
  await mkdir(JARS, { recursive: true });
  await run("mvn", ["-q", "-B", "-f", join(HERE, "pom.xml"), COPY, `-DoutputDirectory=${JARS}`]).catch(missing);
}

function missing(cause: unknown): never {
  const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
  throw isMissing ? new Error("there is no Java 17 with Maven, which this check needs", { cause }) : cause;
}
