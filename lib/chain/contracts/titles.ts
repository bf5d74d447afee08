import { concat, toBeHex } from "ethers";

import { chunksOf, mapInOrder } from "../../in-order";
import type { Colophon } from "./colophon";
import { readTitle, titleIn, type TitleState } from "./title";

/** What a node returns in the place of a contract is no longer than one may be (EIP-170: 24,576 bytes). */
const MOST_BYTES = 22_400;
/** Questions to the node at a time. */
const PARALLEL = 8;
const WORD_BYTES = 32;
/** What the registry says of a work that has no title: its owner is nobody. */
const NOTHING = /^0x0+$/;

/**
 * A program that a node runs as if a contract were to be made, and makes none: it asks the registry for many titles and
 * returns the answers one behind the other. Behind it stand the registry's address and the works' ids, a word each. No
 * contract has to be deployed for it, and it changes nothing. On the stack are the end of the ids, where the answers begin,
 * the place of the next answer and that of the next id.
 * @param answer the bytes of an answer
 */
function askingMany(selector: string, answer: number): string {
  const size = toBeHex(answer).slice(2);
  return concat([
    "0x60503803806050604039", // codecopy(0x40, what stands behind these 0x50 bytes)
    "0x604001806060", // the ids end where the first answer goes; the first id is at 0x60
    `0x63${selector.slice(2)}60e01b600052`, // mstore(0, the selector)
    "0x5b82811015604357", // while the next id is before the end
    "0x8051600452", // mstore(4, the id)
    `0x60${size}82602460006040515afa`, // staticcall(gas, the registry, 0, 36, the next answer, its size)
    "0x15604a57", // fail where that failed
    "0x602001", // the next id
    `0x9060${size}0190`, // the next answer
    "0x601b56", // again
    "0x5b5081900390f3", // return all answers
    "0x5b60006000fd", // revert(0, 0)
  ]);
}

/** How something is asked of the registry about many works at once. */
interface Question<A> {
  /** How many words of what `titleOf` returns are of use, from the first one on. */
  readonly words: number;
  /** What they say. @param answer 0x and the hex digits of the words */
  readonly read: (answer: string) => A;
  /** Asks it about one work. */
  readonly ask: (workId: bigint) => Promise<A>;
}

/**
 * The titles of many works, in their order; undefined where a work has none. A node is asked for many at once, and one by
 * one where it does not run that.
 */
export async function readTitles(colophon: Colophon, workIds: readonly bigint[]): Promise<(TitleState | undefined)[]> {
  const { interface: abi } = colophon.registry;
  return answersOf(colophon, workIds, {
    words: abi.getFunction("titleOf").outputs[0]?.components?.length ?? 1,
    read: (answer) =>
      NOTHING.test(answer)
        ? undefined
        : titleIn(abi.decodeFunctionResult("titleOf", answer)[0] as Parameters<typeof titleIn>[0]), // by its ABI
    ask: (workId) => readTitle(colophon, workId),
  });
}

/** Whether each of many works has a title, in their order: with seven times as many in an answer as `readTitles`. */
export async function haveTitles(colophon: Colophon, workIds: readonly bigint[]): Promise<boolean[]> {
  return answersOf(colophon, workIds, {
    // The owner.
    words: 1,
    read: (answer) => !NOTHING.test(answer),
    ask: async (workId) => (await readTitle(colophon, workId)) !== undefined,
  });
}

async function answersOf<A>(colophon: Colophon, workIds: readonly bigint[], question: Question<A>): Promise<A[]> {
  const answers: A[] = [];
  const atOnce = Math.floor(MOST_BYTES / (WORD_BYTES * question.words));
  const chunks = mapInOrder(chunksOf(workIds, atOnce), PARALLEL, (ids) => answersAtOnce(colophon, ids, question));
  for await (const some of chunks) answers.push(...some);
  return answers;
}

async function answersAtOnce<A>(
  { provider, registry }: Colophon,
  ids: readonly bigint[],
  { words, read, ask }: Question<A>,
): Promise<A[]> {
  const size = WORD_BYTES * words;
  const given = [BigInt(await registry.getAddress()), ...ids].map((word) =>
    word.toString(16).padStart(2 * WORD_BYTES, "0"),
  );
  const data = askingMany(registry.interface.getFunction("titleOf").selector, size) + given.join("");
  const answer: unknown = await provider.send("eth_call", [{ data }, "latest"]).catch(() => undefined);
  // 0x and two digits a byte. Whatever else it is, the node has not run it.
  if (typeof answer !== "string" || answer.length !== 2 + 2 * size * ids.length) {
    const answers: A[] = [];
    for (const id of ids) answers.push(await ask(id));
    return answers;
  }
  // Two digits a byte, behind the 0x.
  return ids.map((_, index) => read(`0x${answer.slice(2 + 2 * size * index, 2 + 2 * size * (index + 1))}`));
}
