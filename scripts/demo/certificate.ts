import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";

import { type Trust, TRUST_FORMAT } from "../../lib/certificates/trust";
import { DEV_ADDRESSES, DEV_CHAIN_ID } from "../../lib/chain/development/dev-accounts";

const COLOPHON = resolve(__dirname, "..", "..", "bin", "colophon.cjs");
const MEMBERS = ["admin", "guardian"] as const;
const PAPER = "certificate.pdf";
/** A process that has no network: not on every machine may one be made. */
const WITHOUT_NETWORK = ["unshare", "--map-root-user", "--net", "--"];

/** What is carried away. */
export interface Carried {
  /** The printed certificate's file. */
  readonly paper: string;
  /** The file of those whom its reader trusts. */
  readonly trust: string;
}

/** What the chapter needs of the demo. */
export interface Telling {
  readonly home: string;
  /** The work's file. */
  readonly file: string;
  /** The address of the WorkRegistry, and what it was deployed with. */
  readonly registry: string;
  readonly deployment: NonNullable<Trust["deployment"]>;
  /** The address of the page that the printed certificate's code opens. */
  readonly page: string;
  readonly say: (sentence: string) => void;
  readonly hardhat: (args: string[]) => Promise<void>;
  /** Runs any program in a folder, with these settings. */
  readonly run: (
    command: readonly string[],
    folder: string,
    settings: Readonly<Record<string, string>>,
  ) => Promise<void>;
}

/**
 * A work's certificate is issued, carried away with the file and whom to trust, and checked and printed where there is nothing else.
 */
export async function carryAway({
  home,
  file,
  registry,
  deployment,
  page,
  say,
  hardhat,
  run,
}: Telling): Promise<Carried> {
  const at = (name: string): string => join(home, name);
  const carried = at("carried");
  await mkdir(carried);

  say("11. Two members of the consortium sign the blocks of the poem's history, each by its own node");
  await hardhat(["checkpoint", "sign", "--file", file, "--account", MEMBERS[0], "--out", at("one.json")]);
  await hardhat([
    "checkpoint",
    "sign",
    "--checkpoints",
    at("one.json"),
    "--account",
    MEMBERS[1],
    "--out",
    at("two.json"),
  ]);

  say("12. Borealis has the poem's certificate issued: its whole history in one file, with all proofs");
  const certificate = join(carried, "certificate.json");
  await hardhat(["certificate", "issue", "--file", file, "--checkpoints", at("two.json"), "--out", certificate]);

  say("13. The file, the certificate and a list of whom to trust are carried away");
  await copyFile(file, join(carried, basename(file)));
  const trust = join(carried, "trust.json");
  await writeFile(trust, `${JSON.stringify(trustIn(registry, deployment))}\n`);

  const offline = (await canRun([...WITHOUT_NETWORK, "true"])) ? WITHOUT_NETWORK : [];
  say(`14. There it is verified, without a node, a store${offline.length > 0 ? " and any network" : ""}`);
  const files = ["--certificate", "certificate.json", "--file", basename(file), "--trust", "trust.json"];
  const program = [process.execPath, COLOPHON];
  await run([...offline, ...program, "certificate", "verify", ...files], carried, { COLOPHON_HOME: at("nothing") });

  say("15. It is printed on paper: a PDF in Chinese, English and French, which has the certificate inside");
  const printing = ["--certificate", "certificate.json", "--trust", "trust.json", "--out", PAPER];
  const settings = { COLOPHON_HOME: at("nothing"), COLOPHON_PORTAL: page };
  await run([...program, "certificate", "print", ...printing], carried, settings);
  return { paper: join(carried, PAPER), trust };
}

/** Two of two are believed. Whoever receives a certificate has this from the consortium, and not with the certificate. */
function trustIn(registry: string, deployment: Telling["deployment"]): Trust {
  return {
    format: TRUST_FORMAT,
    registry: { chainId: DEV_CHAIN_ID, address: registry },
    deployment,
    members: {
      threshold: MEMBERS.length,
      keys: MEMBERS.map((name) => ({ name, address: DEV_ADDRESSES[name] })),
    },
  };
}

async function canRun([program = "", ...args]: readonly string[]): Promise<boolean> {
  const child = spawn(program, args, { stdio: "ignore" });
  const [code]: unknown[] = await Promise.race([once(child, "exit"), once(child, "error").then(() => [1])]);
  return code === 0;
}
