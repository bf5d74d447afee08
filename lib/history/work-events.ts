import events from "../chain/contracts/abi/work-events.json";
import { addressOf, checksummed } from "../hashing/address";
import { sliceHex } from "../hex";

/** The events of a work's history. `ClaimRejected` changes no record, so it is none of them. */
export const WORK_EVENTS = [
  "WorkRegistered",
  "WorkSuperseded",
  "PriorityProven",
  "WorkAmended",
  "TitleOffered",
  "TitleOfferDeclined",
  "TitleOfferWithdrawn",
  "TitleTransferred",
  "TitleCorrected",
  "TitleRecovered",
  "TitleStatusChanged",
] as const;

/** An event of a contract, as whoever reads a history needs it: ethers' description of a log is one, too. */
export interface ContractEvent {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A log as nodes and receipts have it. */
interface Log {
  readonly topics: readonly string[];
  readonly data: string;
}

/** A value of an event; all of a work's fill one word each. */
interface Input {
  readonly name: string;
  readonly type: string;
  readonly indexed: boolean;
}

/** By their first topics; `npm run build` writes them out of the contract's interface. */
const INPUTS: Readonly<Record<string, { readonly name: string; readonly inputs: readonly Input[] }>> = events;

const WORD_BYTES = 32;

/**
 * The event of a work's history that a log is, by the names of its values: addresses in EIP-55 form, hashes as hex, numbers as bigint.
 * Undefined where it is none, or not written as the contract writes it: whatever is read comes out as the same bytes again.
 * ethers reads the same and takes half of a cold start of `certificate verify` to load.
 */
export function readWorkEvent({ topics: [topic = "", ...indexed], data }: Log): ContractEvent | undefined {
  const known = INPUTS[topic];
  if (known === undefined) return undefined;

  const words = [indexed, wordsIn(data)] as const;
  const args: Record<string, unknown> = {};
  for (const { name, type, indexed: isIndexed } of known.inputs) {
    const value = valueOf(type, words[isIndexed ? 0 : 1].shift());
    if (value === undefined) return undefined;
    args[name] = value;
  }
  return words.some((left) => left.length > 0) ? undefined : { name: known.name, args };
}

function wordsIn(data: string): string[] {
  const words: string[] = [];
  for (let at = 0; at * 2 + 2 < data.length; at += WORD_BYTES) words.push(sliceHex(data, at, at + WORD_BYTES));
  return words;
}

const ADDRESS_BITS = 160n;

/** @returns undefined where a word is missing, too short or too large for its type */
function valueOf(type: string, word: string | undefined): string | bigint | undefined {
  if (word?.length !== 2 + 2 * WORD_BYTES) return undefined;
  if (type === "bytes32") return word;
  const number = BigInt(word);
  if (type === "address") return number >> ADDRESS_BITS === 0n ? checksummed(addressOf(number)) : undefined;
  return number >> BigInt(type.replace("uint", "")) === 0n ? number : undefined;
}

/** The registration that today's title comes from: the first one, or the one that superseded it. */
export function currentRegistration<T extends { readonly event: ContractEvent }>(history: readonly T[]): T | undefined {
  return history.findLast(({ event }) => event.name === "WorkRegistered");
}

/** The root of the anchor that today's title has its priority from: the newest proof; undefined where it has none. */
export function currentAnchor(history: readonly { readonly event: ContractEvent }[]): string | undefined {
  const proof = history.findLast(({ event }) => event.name === "PriorityProven");
  return proof === undefined ? undefined : String(proof.event.args["root"]);
}

/** The hash of a work's metadata as last said by its owner; undefined where the history is empty. */
export function currentMetadataHash(history: readonly { readonly event: ContractEvent }[]): string | undefined {
  const last = history.findLast(({ event }) => event.name === "WorkRegistered" || event.name === "WorkAmended");
  return last === undefined ? undefined : String(last.event.args["metadataHash"]);
}
