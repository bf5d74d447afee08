import type { JsonValue } from "../../hashing/canonical-json";
import { parseJson } from "../../hashing/canonical-json";

/** Far below the limit of canonical-json.ts, which decides on what is nested more deeply. */
const MAX_DEPTH = 20;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** With the u flag a surrogate matches only when it stands alone. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * As parseJson of canonical-json.ts, which refuses a key given twice, a number that does not stay exact and half a
 * character, but without reading the text twice more in the common case: when it is plain that none of these is there.
 * On whatever is not plain, parseJson decides.
 * @throws ColophonError, exit code 2, as parseJson
 */
export function parseJsonLine(text: string, name: string): JsonValue {
  const value = parsePlainJson(text);
  return value === undefined ? parseJson(text, name) : value;
}

/** JSON.parse keeps one of two equal keys, so it is plain that keys differ when as many were kept as were written. */
function parsePlainJson(text: string): JsonValue | undefined {
  try {
    const value = JSON.parse(text) as JsonValue; // what JSON.parse returns
    return keysIn(value, 0) === keysWrittenIn(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The number of keys at all depths, or NaN if there is something that parseJson might refuse. */
function keysIn(value: JsonValue, depth: number): number {
  if (typeof value === "string") return LONE_SURROGATE.test(value) ? NaN : 0;
  // Every whole number up to this limit is a double of its own, and none beyond it is rounded into this range.
  if (typeof value === "number") return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? 0 : NaN;
  if (value === null || typeof value === "boolean") return 0;
  if (depth === MAX_DEPTH) return NaN;

  let count = 0;
  for (const [key, item] of Object.entries(value)) {
    if (!Array.isArray(value)) count += 1 + keysIn(key, depth + 1);
    count += keysIn(item, depth + 1);
  }
  return count;
}

/** In a text that JSON.parse accepts, every colon outside a string belongs to one key. */
function keysWrittenIn(text: string): number {
  let count = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isInString = !isInString;
    else if (isInString && code === BACKSLASH) at++;
    else if (!isInString && code === COLON) count++;
  }
  return count;
}
