import { type EventFragment, hexlify, type JsonRpcApiProvider, randomBytes, toBeHex } from "ethers";

import type { WorkRegistry } from "../../../typechain-types";
import type { Colophon } from "../../chain/contracts/colophon";
import { OUTCOMES } from "../../chain/contracts/enums";
import type { Claim } from "../../chain/contracts/registration";
import { withMargin } from "../../chain/rpc/gas-market";
import type { ReceiptLog } from "../../chain/rpc/receipt";
import type { Landed, PipelineCall } from "../../chain/sending/pipeline";
import { ColophonError } from "../../errors";
import type { BatchFile } from "../file/batch-file";
import type { Ledger, Rejection, SettledCall } from "../file/ledger";

/**
 * A certificate has the whole receipt of the transaction that registered its work, with 696 characters for every work in it: with
 * so many one of five events takes 33 kB, and less than 40 where a million titles, validators' seals and full blocks add to that.
 */
export const WORKS_PER_CALL = 16;
/** The most gas that chains of the osaka revision allow one transaction (EIP-7825): earlier versions made calls as large. */
const MOST_GAS = 2n ** 24n;
/** A work takes about 28,400 gas, and 34,600 where every access is cold (FISCO BCOS). */
const GAS_PER_WORK = 36_000n;
/** Of so many works a node is asked what they take: it carries them out some ten times before it answers. */
const WORKS_TO_ASK = 100;
/** What a transaction takes beside its works. */
const GAS_PER_CALL = 120_000n;
/** Calls between signing and block: so many blocks' worth, that the client never keeps the chain waiting. */
const BLOCKS_IN_FLIGHT = 2n;
/** And so many at least, and at most, which nodes have room for. */
const LEAST_IN_FLIGHT = 96;
const MOST_IN_FLIGHT = 600;
const WORD_BYTES = 32;
const SELECTOR_BYTES = 4;
const HEX_PER_BYTE = 2;

/** How many works one transaction of a new batch registers: fewer only where a block has no room for them. */
export async function worksPerCall(provider: JsonRpcApiProvider): Promise<number> {
  const works = Number(((await mostGas(provider)) - GAS_PER_CALL) / GAS_PER_WORK);
  return Math.max(1, Math.min(WORKS_PER_CALL, works));
}

/** How many calls with so many works are sent ahead of their blocks. */
export async function callsInFlight(provider: JsonRpcApiProvider, works: number): Promise<number> {
  const calls = (BLOCKS_IN_FLIGHT * (await blockGas(provider))) / (GAS_PER_CALL + GAS_PER_WORK * BigInt(works));
  return Math.max(LEAST_IN_FLIGHT, Math.min(MOST_IN_FLIGHT, Number(calls)));
}

/** The most gas that one transaction may use on this chain. */
async function mostGas(provider: JsonRpcApiProvider): Promise<bigint> {
  const limit = await blockGas(provider);
  return limit < MOST_GAS ? limit : MOST_GAS;
}

/** How much gas a block has; of a chain whose blocks have no limit what one transaction may use. */
async function blockGas(provider: JsonRpcApiProvider): Promise<bigint> {
  const block = await provider.getBlock("latest");
  return block === null || block.gasLimit === 0n ? MOST_GAS : block.gasLimit;
}

/**
 * The calls of a batch in direct mode that are not on chain, made as they are asked for.
 * @throws the provider's error where the registry would refuse the first of them
 */
export async function directCalls(
  colophon: Colophon,
  from: string,
  batch: BatchFile,
  ledger: Ledger,
): Promise<Iterable<PipelineCall>> {
  const { provider } = colophon;
  const { owner } = batch.head;
  const settled = new Set(ledger.receipts().map(({ call }) => call));
  const open = Array.from({ length: batch.calls }, (_, call) => call).filter((call) => !settled.has(call));
  const asked = Math.min(batch.worksOfCall(open[0] ?? 0).length, WORKS_TO_ASK);
  const gasPerWork = await gasOfWork(colophon, owner, from, asked);

  const callOf = directCallsByKey(colophon, batch);
  const most = await mostGas(provider);
  return (function* () {
    for (const key of open) {
      const { to, data, works } = callOf(key);
      const ample = GAS_PER_CALL + gasPerWork * BigInt(works);
      // More than the chain allows would be refused, and what was estimated fits.
      yield { key, to, data, gasLimit: ample < most ? ample : most };
    }
  })();
}

/**
 * What a work takes in a call of this size, and no less than in a larger one, by the node's estimate and with a margin: what
 * a call asks for and does not use leaves blocks half empty, since nodes fill them by what is asked for. It is asked of works
 * that nobody has: of the batch's own some may have titles already, and to reject one is cheap.
 * @throws the provider's error where the registry would refuse the account
 */
async function gasOfWork({ registry }: Colophon, owner: string, from: string, works: number): Promise<bigint> {
  const anyHash = (): string => hexlify(randomBytes(WORD_BYTES));
  const unknown = Array.from({ length: works }, () => ({ contentHash: anyHash(), metadataHash: anyHash() }));
  const estimate = await registry.registerMany.estimateGas(owner, unknown, { from });
  return withMargin("works", estimate) / BigInt(works) + 1n;
}

/** A call of a batch in direct mode, and how many works it registers. */
interface DirectCall {
  readonly to: string;
  readonly data: string;
  readonly works: number;
}

/** The calls of a batch in direct mode, by their numbers from 0. */
export function directCallsByKey({ registry, deployment }: Colophon, batch: BatchFile): (key: number) => DirectCall {
  const encode = registerManyEncoder(registry.interface, batch.head.owner);
  return (key) => {
    const works = batch.worksOfCall(key).map(({ claim }) => claim);
    return { to: deployment.WorkRegistry.address, data: encode(works), works: works.length };
  };
}

/**
 * Makes the input of `registerMany(owner, works)`. ethers encodes the call without works, once; the array is its length and
 * then its elements as they are, two words each, for which ethers would take half as long as the chain takes to register them.
 */
export function registerManyEncoder(
  registry: WorkRegistry["interface"],
  owner: string,
): (works: readonly Pick<Claim, "contentHash" | "metadataHash">[]) => string {
  const withoutWorks = registry.encodeFunctionData("registerMany", [owner, []]);
  const head = withoutWorks.slice(0, -HEX_PER_BYTE * WORD_BYTES);
  return (works) => {
    const length = toBeHex(works.length, WORD_BYTES);
    const words = works.flatMap(({ contentHash, metadataHash }) => [contentHash, metadataHash]);
    return head + [length, ...words].map((word) => word.slice("0x".length)).join("");
  };
}

/**
 * What a call's receipt says, for the ledger.
 * @throws ColophonError where it does not speak of the works of this very call
 */
export function settledCall(colophon: Colophon, batch: BatchFile, landed: Landed): SettledCall {
  const { call, receipt } = landed;
  const rejections = rejectionsIn(colophon, batch, landed);
  return { call: call.key, transactionHash: receipt.hash, block: receipt.block, rejections };
}

/**
 * The works of a call that the registry did not take, by the call's receipt.
 * @throws ColophonError where the receipt does not speak of these very works
 */
function rejectionsIn(
  { registry, deployment }: Colophon,
  batch: BatchFile,
  { call, receipt }: Landed,
): readonly Rejection[] {
  const registryAddress = deployment.WorkRegistry.address.toLowerCase();
  // A receipt has two logs for every work that was taken: to decode them all would take longer than the chain does.
  const about = ({ topicHash }: EventFragment): readonly ReceiptLog[] =>
    receipt.logs.filter(({ address, topics }) => topics[0] === topicHash && address === registryAddress);
  const taken = about(registry.interface.getEvent("WorkRegistered"));
  const rejected = about(registry.interface.getEvent("ClaimRejected"));
  const told = new Set([...taken, ...rejected].map(({ topics }) => topics[1]));
  if (!contentHashesIn(call.data).every((hash) => told.has(hash))) {
    throw new ColophonError(`The receipt of ${receipt.hash} is not that of the works that were sent`, {
      code: "WrongReceipt",
      advice: "Ask another node of the network: run the command again with its URL.",
    });
  }
  if (rejected.length === 0) return [];
  const ids = new Map(batch.worksOfCall(call.key).map(({ id, claim }) => [claim.contentHash, id]));
  return rejected.flatMap((log) => {
    const event = registry.interface.parseLog(log);
    const work = ids.get(log.topics[1] ?? "");
    if (event === null || work === undefined) return [];
    const outcome = Number(event.args["outcome"]);
    return [{ work, reason: OUTCOMES[outcome] ?? String(outcome) }];
  });
}

/** The works in the input that `registerManyEncoder` has made. */
function contentHashesIn(data: string): readonly string[] {
  const word = HEX_PER_BYTE * WORD_BYTES;
  // "0x", the selector, the owner, where the array begins, and its length.
  const first = 2 + HEX_PER_BYTE * SELECTOR_BYTES + 3 * word;
  const works = (data.length - first) / (2 * word);
  return Array.from({ length: works }, (_, index) => {
    const start = first + index * 2 * word;
    return `0x${data.slice(start, start + word)}`;
  });
}
