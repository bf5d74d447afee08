import { writeFileSync } from "node:fs";

import { sha256 } from "ethers";
import hre from "hardhat";

import type { SCOPES } from "../../tasks/shared/command/invocation";
import { setSettings } from "../lib/shared/environment";
import { setStage, type Stage } from "../lib/shared/stage";
import { temporaryFolder } from "../lib/shared/temporary-folder";

/** A deployment, a store of its own and a folder of files: what one runs tasks in. */
export interface Workshop extends Stage {
  /** The folder of the store (COLOPHON_HOME). */
  readonly home: string;
  /** The path of a name in the folder of files. */
  at(name: string): string;
  /** Writes a file. */
  write(name: string, text: string): { readonly path: string; readonly hash: string };
  close(): Promise<void>;
}

/**
 * Sets a workshop up. Passwords come from its file `password`, if a test writes one.
 * @param settings more of the environment, without its prefix
 * @param tag of the deploy scripts that run beside those of the fixture
 */
export async function openWorkshop(settings: Readonly<Record<string, string>> = {}, tag?: string): Promise<Workshop> {
  const folder = await temporaryFolder();
  const home = folder.at("home");
  const restore = setSettings({ HOME: home, PASSWORD_FILE: folder.at("password"), ...settings });
  return {
    ...(await setStage(tag, settings)),
    home,
    at: folder.at,
    write(name, text) {
      const path = folder.at(name);
      writeFileSync(path, text);
      return { path, hash: sha256(Buffer.from(text)) };
    },
    close: async () => {
      restore();
      await folder.remove();
    },
  };
}

/**
 * Runs one of the product's tasks in this process.
 * @returns its result, of the type that the caller expects
 */
export async function run<R>(
  scope: (typeof SCOPES)[number],
  task: string,
  args: Readonly<Record<string, unknown>> = {},
): Promise<R> {
  return (await hre.run({ scope, task }, args)) as R;
}

/** Runs what tells on stderr how far it is, and listens to that in the place of whoever runs the tests. */
export async function listening<R>(work: () => Promise<R>): Promise<{ readonly result: R; readonly said: string }> {
  const { stderr } = process;
  const write = stderr.write.bind(stderr);
  let said = "";
  stderr.write = (text) => {
    said += String(text);
    return true;
  };
  try {
    const result = await work();
    return { result, said };
  } finally {
    stderr.write = write;
  }
}
