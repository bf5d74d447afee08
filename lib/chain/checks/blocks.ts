import { countAnswering } from "../nodes/nodes";
import { nodesOf } from "../rpc/rpc";
import { FIRST_MILLISECONDS, formatTime, toSeconds } from "../rpc/time";
import { validatorsOf } from "../rpc/validators";
import { failed, type Finding, ok, type Patient, warning } from "./finding";

/** TIMESTAMP PUSH0 MSTORE PUSH1 32 PUSH0 RETURN: the time that contracts see. */
const TIME_CODE = "0x425f5260205ff3";
/** NUMBER PUSH0 MSTORE PUSH1 32 PUSH0 RETURN: the number of the block that contracts see. */
const NUMBER_CODE = "0x435f5260205ff3";

/** 2009-01-01, before any chain's first block, in Unix seconds. */
const FIRST_BLOCK_TIME = 1_230_768_000;
const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
/** Clocks that are kept differ by seconds at most; a validator refuses a block that is further ahead than that. */
const CLOCKS_DIFFER = 5 * MINUTE;
/** Longer than a network takes that makes blocks all the time, and has lost one of its validators. */
const OLD = MINUTE;
/** Blocks that come while one asks, the pending block, and how far two nodes may be apart. */
const NUMBERS_DIFFER = 8n;

const CLOCKS = "Titles would get wrong dates: have the validators' clocks set right before anything is registered.";

/** The time that contracts see: its unit, and whether it can be true. */
export async function checkTime({ provider, now }: Patient): Promise<Finding> {
  const time = Number(BigInt(await provider.send("eth_call", [{ data: TIME_CODE }, "latest"])));
  const isMilliseconds = time >= FIRST_MILLISECONDS;
  const seconds = toSeconds(time);
  const found = `${isMilliseconds ? "milliseconds" : "seconds"}, ${formatTime(seconds)}`;
  if (seconds < FIRST_BLOCK_TIME && (await provider.getBlockNumber()) === 0) {
    return warning("time", "the chain has no block yet but its first, whose time means nothing", "Look again later.");
  }
  if (seconds < FIRST_BLOCK_TIME) return failed("time", `${found}: no chain is that old`, CLOCKS);
  if (seconds > now + DAY) return failed("time", `${found}, ${span(seconds - now)} ahead of this machine`, CLOCKS);
  if (seconds > now + CLOCKS_DIFFER) {
    const advice = "Compare this machine's clock with a time server; if it is right, the validators' clocks are not.";
    return warning("time", `${found}, ${span(seconds - now)} ahead of this machine`, advice);
  }
  return ok("time", isMilliseconds ? `${found}; the contracts count in seconds` : found);
}

/** How old the newest block is. A chain that is idle may make none, so an old one is no failure. */
export async function checkNewestBlock({ provider, now, network }: Patient): Promise<Finding> {
  const block = await provider.getBlock("latest");
  if (block === null)
    return failed("blocks", "the node has none", "Wait until the node has got the chain, or use another.");
  const age = now - toSeconds(block.timestamp);
  const newest = `the newest is ${block.number}`;
  // The embedded chain makes a block when a transaction comes, and no others.
  if (age <= OLD || network === "embedded") return ok("blocks", newest);
  const found = [`${newest}, ${span(age)} old`, ...(await whoAnswers({ provider }))].join("; ");
  const advice =
    "A chain without transactions may be idle. If yours makes blocks all the time, it stands: ask its operators.";
  return warning("blocks", found, advice);
}

/** Of several nodes how many answer, and how many validators a block takes, where that is known. */
async function whoAnswers({ provider }: Pick<Patient, "provider">): Promise<string[]> {
  const nodes = (await nodesOf(provider)) ?? [];
  const validators = await validatorsOf(provider);
  return [
    ...(nodes.length > 1 ? [`of ${countAnswering(nodes)}`] : []),
    ...(validators?.quorum === undefined
      ? []
      : [`a block takes ${validators.quorum} of ${validators.accounts.length} validators`]),
  ];
}

/** Whether contracts see the numbers by which the node knows its blocks: by them the events of a history are found. */
export async function checkBlockNumber({ provider }: Patient): Promise<Finding> {
  const height = BigInt(await provider.getBlockNumber());
  const seen = BigInt(await provider.send("eth_call", [{ data: NUMBER_CODE }, "latest"]));
  const difference = seen > height ? seen - height : height - seen;
  return difference <= NUMBERS_DIFFER
    ? ok("numbers", "contracts see the node's block numbers")
    : failed(
        "numbers",
        `contracts see block ${seen} where the node has ${height}`,
        "Histories are found by block numbers, so they cannot be read here (Arbitrum is such a chain): use another chain.",
      );
}

/** A span of time in its largest whole unit, e.g. `12 min`. */
function span(seconds: number): string {
  if (seconds < 2 * MINUTE) return `${seconds} s`;
  if (seconds < 2 * HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  return seconds < 2 * DAY ? `${Math.floor(seconds / HOUR)} h` : `${Math.floor(seconds / DAY)} days`;
}
