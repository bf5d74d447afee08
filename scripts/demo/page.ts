import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { environmentWith } from "../../lib/env";
import { ColophonError } from "../../lib/errors";

const ROOT = join(__dirname, "..", "..");
const SERVE = ["-r", "ts-node/register/transpile-only", join(ROOT, "scripts", "portal.ts")];

/** The page, served by a process that outlives the demo. */
export interface KeptPage {
  readonly url: string;
  readonly process: ChildProcess;
}

/** Where the page of a port is. */
export const pageUrl = (port: number): string => `http://127.0.0.1:${port}/`;

/**
 * Serves the page on the loopback interface until its process is ended. It must have been built.
 * @param trust the file of those whom the page trusts
 * @throws ColophonError where it ends before it serves anything
 */
export async function keepPage(
  port: number,
  trust: string,
  settings: Readonly<Record<string, string>>,
): Promise<KeptPage> {
  // What npm runs ends with npm; this is run by nobody, once the demo is over.
  const env = environmentWith({ ...settings, npm_lifecycle_event: "" });
  const child = spawn(process.execPath, [...SERVE, "--port", String(port), "--trust", trust], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  // It outlives the demo from when it serves on: one that is stopped before leaves nothing behind.
  const end = (): boolean => child.kill();
  process.once("exit", end);
  const complaint = text(child.stderr).catch(() => "");
  const isServed = await Promise.race([
    once(child.stdout, "data").then(() => true),
    once(child, "exit").then(() => false),
  ]);
  if (!isServed)
    throw new ColophonError(`The page is not served: ${await complaint}`, { code: "DemoFailed", advice: undefined });
  process.off("exit", end);
  for (const stream of [child.stdout, child.stderr]) stream.destroy();
  child.unref();
  return { url: pageUrl(port), process: child };
}
