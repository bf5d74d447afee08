import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ColophonError } from "../lib/errors";
import { VALIDATORS } from "../scripts/consortium/create";
import { ensureEngine } from "../scripts/consortium/engine";
import { Blocks } from "./network/blocks";
import { Clients } from "./network/clients";
import { measureAnchors, measureLatency, measureRate, type Subject } from "./network/rows";
import { NetworkStage } from "./network/stage";
import { thisMachine } from "./shared/machine";
import type { Part, Row } from "./shared/row";

const SECONDS = 10;
/** Three turns of the validators: each has to wait for the one that is down. */
const SECONDS_WITH_ONE_DOWN = 18;

/** How fast works are registered on a network of validators. */
export const network: Part = {
  name: "network",
  comparison:
    `Four validators (${engineVersion()}, a block a second, gas free) on this machine, whose ${thisMachine().cores} ` +
    "cores they share with the clients: the figures say how the client compares, not what a network of four machines " +
    "does. `register`: works per second, each with a transaction of its own and counted when its receipt is noted on " +
    "the disk, through one client and through four, each a process with an account of its own that names another " +
    "validator first; beside it the same calls with the same gas, signed beforehand and sent through the same nodes by " +
    "as many processes, each with a receipt but without a journal, with as many in flight and, to show what the nodes " +
    "can take, once with a thousand in flight in all. Counted over whole blocks; the median of three runs each, by turns. " +
    "`latency`: from the moment a registration is asked for to the moment its receipt is noted, while four clients ask at " +
    "fixed intervals for half the rate of `register.four`; beside it the mean time from block to block meanwhile. " +
    "`anchor`: four clients, each " +
    "anchoring one batch of 1,000 works after the other, from opening its source to reading the anchor from the chain. " +
    "`oneDown`: the same after one of the four validators was killed, which is the one that the fourth client names " +
    "first; the others wait for it whenever it is its turn.",
  measure,
};

async function measure(): Promise<Row[]> {
  try {
    await ensureEngine({ say: console.error });
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    console.error(`Left out: ${error.message}`);
    return [];
  }
  const stage = await NetworkStage.set();
  const blocks = new Blocks(stage.urls[0]);
  try {
    const clients = await Clients.open(await stage.clients(VALIDATORS));
    try {
      return await measureBoth(stage, { clients, blocks });
    } finally {
      await clients.close();
    }
  } finally {
    await blocks.stop();
    await stage.strike();
  }
}

async function measureBoth(stage: NetworkStage, both: Pick<Subject, "clients" | "blocks">): Promise<Row[]> {
  const { urls } = stage;
  const whole = { ...both, urls, seconds: SECONDS, turn: 1, hasMany: true, prefix: "network" };
  const rows = [...(await measureState(whole)), await measureAnchors(whole)];

  await stage.network.kill(VALIDATORS);
  // The others first have to see that it is gone.
  await stage.network.waitForBlock((await stage.network.height()) + VALIDATORS, [1]);
  const answering = urls.with(-1, urls[0]);
  const turn = VALIDATORS - 1;
  const seconds = SECONDS_WITH_ONE_DOWN;
  const oneDown = { ...both, urls: answering, seconds, turn, hasMany: false, prefix: "network.oneDown" };
  return [...rows, ...(await measureState(oneDown))];
}

async function measureState(subject: Subject): Promise<Row[]> {
  const one = await measureRate(subject, "one", 1);
  const four = await measureRate(subject, "four", VALIDATORS);
  return [one, four, ...(await measureLatency(subject, four.value))];
}

/** As the validators' go.mod has it. */
function engineVersion(): string {
  const text = readFileSync(join(__dirname, "..", "scripts", "consortium", "go.mod"), "utf8");
  return `Kaia ${/kaiachain\/kaia (?<version>v\S+)/.exec(text)?.groups?.["version"] ?? "of no known version"}`;
}
