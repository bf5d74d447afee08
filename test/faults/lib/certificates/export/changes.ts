import { isJsonObject, type JsonValue } from "../../../../../lib/hashing/canonical-json";
import type { Random } from "../../../../shared/random";

/** The same bytes but for one bit. */
export function flipped(random: Random, bytes: Uint8Array): Buffer {
  const other = Buffer.from(bytes);
  const at = random.below(other.length);
  other.writeUInt8(other.readUInt8(at) ^ (1 << random.below(8)), at);
  return other;
}

/**
 * A tlog-proof in which a part was changed that a checker of it depends on.
 * @param signers the names of the keys that it asks for; what others have signed may say what it likes
 */
export function changedProof(random: Random, proof: string, signers: readonly string[]): string {
  const lines = proof.split("\n");
  const counts = lines.map((line) => line !== "" && (!line.startsWith("\u2014") || isOf(line, signers)));
  const at = random.pick(lines.flatMap((_, index) => (counts[index] === true ? [index] : [])));
  const line = lines[at] ?? "";
  const isNode = at > 2 && at < lines.indexOf("");
  if (random.chance(0.2)) return lines.toSpliced(at, 1).join("\n");
  if (isNode && random.chance(0.2)) return lines.toSpliced(at, 0, line).join("\n");

  const words = line.split(" ");
  const last = words.pop() ?? "";
  return lines.with(at, [...words, changedWord(random, last)].join(" ")).join("\n");
}

/** A line of a signature by one of those that count: the name and the four bytes that say which key. */
function isOf(line: string, signers: readonly string[]): boolean {
  const [, name = "", value = ""] = line.split(" ");
  return signers.includes(`${name}+${Buffer.from(value, "base64").subarray(0, 4).toString("hex")}`);
}

/** Another number, other bytes, or another word. */
function changedWord(random: Random, word: string): string {
  if (/^\d+$/.test(word)) return String(Number(word) + 1 + random.below(9));
  if (/^[A-Za-z0-9+/]{40,}=*$/.test(word)) return flipped(random, Buffer.from(word, "base64")).toString("base64");
  const at = random.below(word.length);
  return `${word.slice(0, at)}${word[at] === "x" ? "y" : "x"}${word.slice(at + 1)}`;
}

/** A JSON document in which one value is another one, or is not there. */
export function changedDocument(random: Random, document: JsonValue): JsonValue {
  if (Array.isArray(document)) {
    const list: readonly JsonValue[] = document;
    const at = random.below(list.length);
    return random.chance(0.2) ? list.toSpliced(at, 1) : list.with(at, changedDocument(random, list[at] ?? null));
  }
  if (isJsonObject(document)) {
    const name = random.pick(Object.keys(document));
    const { [name]: value = null, ...others } = document;
    return random.chance(0.1) ? others : { ...others, [name]: changedDocument(random, value) };
  }
  if (typeof document === "number") return document + 1 + random.below(1_000);
  if (typeof document === "string" && document !== "") {
    const at = random.below(document.length);
    return `${document.slice(0, at)}${document[at] === "7" ? "8" : "7"}${document.slice(at + 1)}`;
  }
  return "another";
}
