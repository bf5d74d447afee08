import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { z } from "zod";

const run = promisify(execFile);

const ROOT = join(__dirname, "..", "..");
const PACKAGES = "node_modules";

const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });

/**
 * Checks a revision of this project out into a temporary folder, which goes away afterwards, whatever happens.
 * @param use gets the folder, in which the revision's own code runs with the packages of its lockfile
 * @param root the project's checkout
 */
export async function withRevision<Result>(
  revision: string,
  use: (folder: string) => Promise<Result>,
  root: string = ROOT,
): Promise<Result> {
  const parent = await mkdtemp(join(tmpdir(), "colophon-revision-"));
  const folder = join(parent, "checkout");
  const git = (...args: string[]): Promise<unknown> => run("git", args, { cwd: root });
  try {
    await git("worktree", "add", "--detach", folder, revision);
    if (hasPackagesOf(folder, root)) await symlink(join(root, PACKAGES), join(folder, PACKAGES));
    else await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder });
    return await use(folder);
  } finally {
    await rm(parent, { recursive: true, force: true });
    await git("worktree", "prune");
  }
}

/** Whether every package of a checkout's lockfile is installed in the project in the same version, as far as this platform has it. */
function hasPackagesOf(folder: string, root: string): boolean {
  const { packages: wanted } = lockOf(join(folder, "package-lock.json"));
  const { packages: here } = lockOf(join(root, "package-lock.json"));
  return (
    existsSync(join(root, PACKAGES)) &&
    Object.entries(wanted).every(([path, { version }]) => path === "" || here[path]?.version === version)
  );
}

function lockOf(path: string): z.infer<typeof lockSchema> {
  return lockSchema.parse(JSON.parse(readFileSync(path, "utf8")));
}
