import { concat, toBeHex } from "ethers";

import { chunksOf, mapInOrder } from "../../in-order";
import type { Colophon } from "./colophon";
import { readTitle, titleIn, type TitleState } from "./title";

/** What a node returns in the place of a contract is no longer than one may be (EIP-170: 24,576 bytes); a title takes 224. */
const MOST_AT_ONCE = 100;
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

/**
 * The titles of many works, in their order; undefined where a work has none. A node is asked for many at once, and one by
 * one where it does not run that.
 */
export async function readTitles(colophon: Colophon, workIds: readonly bigint[]): Promise<(TitleState | undefined)[]> {
  const titles: (TitleState | undefined)[] = [];
  const chunks = mapInOrder(chunksOf(workIds, MOST_AT_ONCE), PARALLEL, (ids) => readAtOnce(colophon, ids));
  for await (const some of chunks) titles.push(...some);
  return titles;
}

async function readAtOnce(colophon: Colophon, ids: readonly bigint[]): Promise<(TitleState | undefined)[]> {
  const { provider, registry } = colophon;
  const titleOf = registry.interface.getFunction("titleOf");
  const size = WORD_BYTES * (titleOf.outputs[0]?.components?.length ?? 1);
  const words = [BigInt(await registry.getAddress()), ...ids].map((word) => toBeHex(word, WORD_BYTES).slice(2));
  const data = askingMany(titleOf.selector, size) + words.join("");
  const answer: unknown = await provider.send("eth_call", [{ data }, "latest"]).catch(() => undefined);
  // 0x and two digits a byte. Whatever else it is, the node has not run it.
  if (typeof answer !== "string" || answer.length !== 2 + 2 * size * ids.length) {
    const titles: (TitleState | undefined)[] = [];
    for (const id of ids) titles.push(await readTitle(colophon, id));
    return titles;
  }
  return ids.map((_, index) => {
    // Two digits a byte, behind the 0x.
    const one = `0x${answer.slice(2 + 2 * size * index, 2 + 2 * size * (index + 1))}`;
    if (NOTHING.test(one)) return undefined;
    return titleIn(registry.interface.decodeFunctionResult("titleOf", one)[0] as Parameters<typeof titleIn>[0]); // by its ABI
  });
}
