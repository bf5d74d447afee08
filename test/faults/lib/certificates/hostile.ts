import { textOf } from "../../../../lib/certificates/file";
import type { Certificate } from "../../../../lib/certificates/format";
import type { JsonValue } from "../../../../lib/hashing/canonical-json";
import { toHex } from "../../../../lib/hex";
import { changed, type Path } from "../../../lib/certificates/changing";

const MIB = 1024 * 1024;
const MILLION = 1_000_000;

/** What a stranger may hand over to make whoever judges it slow: texts under a name each. The largest is just not refused by its size. */
export function* hostile(certificate: Certificate): Generator<readonly [name: string, text: string]> {
  const text = textOf(certificate);
  const document = certificate as unknown as JsonValue; // a certificate is one
  const withPart = (at: Path, value: JsonValue): string =>
    textOf(changed(document, at, value) as unknown as Certificate);
  const raw = (json: string): string => text.replace('"work":', `"note":${json},"work":`);

  yield ["a text of 3.9 MiB", withPart(["work", "metadata"], "x".repeat(3.9 * MIB))];
  yield ["3 MiB of quotes", withPart(["work", "metadata"], '"'.repeat(1.5 * MIB))];
  yield ["nodes of 3.9 MiB", withPart(["history", 0, "proof"], [`0x${"00".repeat(1.9 * MIB)}`])];
  yield ["700,000 nodes", withPart(["history", 0, "proof"], Array<string>(0.7 * MILLION).fill("0x"))];
  yield ["45,000 nodes", withPart(["state", "storage"], Array<string>(45_000).fill("0x80"))];
  yield ["a million numbers", raw(`[${"0,".repeat(MILLION)}0]`)];
  yield ["a million objects", raw(`[${"{},".repeat(MILLION)}{}]`)];
  yield ["45,000 fields", raw(`{${Array.from({ length: 45_000 }, (_, index) => `"f${index}":0`).join()}}`)];
  for (const depth of [99, 101, 900, MILLION]) yield [`${depth} levels`, raw("[".repeat(depth) + "]".repeat(depth))];
  yield ["a number of 100,000 digits", raw("9".repeat(100_000))];
  yield ["no number", raw("NaN")];
  for (const parts of [45_000, MILLION])
    yield [`a header of ${parts} parts`, withPart(["blocks", 0, "header"], listOf(parts))];
  for (const depth of [90, 110, 3_000, 100_000]) {
    yield [`a header of ${depth} levels`, withPart(["blocks", 0, "header"], nested(depth))];
  }
}

/** RLP of a list of so many bytes. */
function listOf(parts: number): string {
  return toHex(Uint8Array.from([...sized(parts), ...Array<number>(parts).fill(1)]));
}

/** RLP of lists within each other, each with one list. */
function nested(depth: number): string {
  const bytes: number[] = [];
  let length = 0;
  for (let level = 0; level < depth; level += 1) {
    const size = length < 56 ? [0xc0 + length] : sized(length);
    bytes.push(...size.reverse());
    length += size.length;
  }
  return toHex(Uint8Array.from(bytes.reverse()));
}

function sized(length: number): number[] {
  const digits = length.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), "0"), "hex");
  return [0xf7 + bytes.length, ...bytes];
}
