import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";

import { parseCertificate } from "../../lib/certificates/file";
import { judge } from "../../lib/certificates/judge/judge";
import { readTrust, type Trust } from "../../lib/certificates/trust";
import { environmentWith } from "../../lib/env";
import { measureCoseReceipt } from "../peers/cose-receipt";
import { median } from "../shared/median";
import type { Row } from "../shared/row";

const run = promisify(execFile);

const ROOT = join(__dirname, "..", "..");
const CORPUS = join(ROOT, "samples", "certificates");
const COLOPHON = join(ROOT, "bin", "colophon.cjs");
const MILLISECONDS = 1000;
const WARM_TIMES = 51;
const COLD_TIMES = 11;
const WARM_GOAL_MS = 60;
/** Of the bare start. */
const COLD_GOAL = 1.25;
const JUDGED = [
  ["members", "hardhat", "moved"],
  ["seals", "kaia", "validator-down"],
] as const;

/** How long it takes to judge a certificate, in a process that has judged others. */
export async function measureVerify(): Promise<Row[]> {
  const rows: Row[] = [];
  const peers = await measureCoseReceipt(WARM_TIMES);
  for (const [name, folder, file] of JUDGED) {
    const [path, trust] = [join(CORPUS, folder, `${file}.json`), await readTrust(join(CORPUS, folder, "trust.json"))];
    const text = readFileSync(path, "utf8");
    const times: number[] = [];
    for (let time = 0; time < 2 * WARM_TIMES; time++) times.push(await judged(text, trust));
    const warm = median(times.slice(WARM_TIMES));
    rows.push({ name: `certificate.verify.${name}`, value: warm, unit: "ms", goal: WARM_GOAL_MS, peers });
  }
  return rows;
}

/** A way to start the command, in a process of its own. */
const STARTS = [
  ["certificate.start", "npx", "hardhat"],
  ["certificate.start.colophon", process.execPath, COLOPHON],
] as const;

/** The same in a process of its own, from its start on, beside one that does nothing but start. */
export async function measureStart(): Promise<Row[]> {
  const [, folder, file] = JUDGED[1];
  const certificate = ["--certificate", join(CORPUS, folder, `${file}.json`)];
  const whole = ["verify", ...certificate, "--trust", join(CORPUS, folder, "trust.json")];
  const rows: Row[] = [];
  for (const [name, program, script] of STARTS) {
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let time = 0; time < COLD_TIMES; time++) {
      bare.push(await start(program, [script, "certificate", "verify", "--help"]));
      ours.push(await start(program, [script, "certificate", ...whole]));
    }
    const peer = { name: `${basename(script, ".cjs")} certificate verify --help`, value: median(bare) };
    rows.push({ name, value: median(ours), unit: "s", goal: COLD_GOAL * peer.value, peers: [peer] });
  }
  return rows;
}

async function judged(text: string, trust: Trust): Promise<number> {
  const begin = performance.now();
  const read = parseCertificate(text, "the certificate");
  const verdict = "certificate" in read ? (await judge(read.certificate, { trust })).verdict : read.verdict;
  const time = performance.now() - begin;
  if (verdict !== "valid") throw new Error(`it is ${verdict}`);
  return time;
}

async function start(program: string, words: readonly string[]): Promise<number> {
  const env = environmentWith({});
  // A publisher's shell does not have the variable by which run.ts names the network.
  delete env["HARDHAT_NETWORK"];
  const begin = performance.now();
  await run(program, words, { cwd: ROOT, env });
  return (performance.now() - begin) / MILLISECONDS;
}
