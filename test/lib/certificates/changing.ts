import type { JsonValue } from "../../../lib/hashing/canonical-json";

/** Where a value is in a document. */
export type Path = readonly (string | number)[];

/** Every value that has no parts, and every list, with its path. */
export function* parts(value: JsonValue, path: Path = []): Generator<{ path: Path; value: JsonValue }> {
  if (typeof value !== "object" || value === null) {
    yield { path, value };
    return;
  }
  if (Array.isArray(value)) yield { path, value };
  for (const [key, inner] of Object.entries(value)) yield* parts(inner, [...path, key]);
}

/** The value at a path; null where there is none. */
export function valueAt(document: JsonValue, [key, ...rest]: Path): JsonValue {
  if (key === undefined) return document;
  return valueAt((document as Readonly<Record<string, JsonValue>> | null)?.[key] ?? null, rest);
}

/** The same document with another value at a path, or without it where the value is undefined. */
export function changed(document: JsonValue, [key, ...rest]: Path, value: JsonValue | undefined): JsonValue {
  if (key === undefined) return value ?? null;
  const other = rest.length === 0 ? value : changed(valueAt(document, [key]), rest, value);
  if (Array.isArray(document)) {
    const [before, after] = [document.slice(0, Number(key)), document.slice(Number(key) + 1)] as JsonValue[][];
    return [...(before ?? []), ...(other === undefined ? [] : [other]), ...(after ?? [])];
  }
  const others = Object.entries(document as Readonly<Record<string, JsonValue>>).filter(([name]) => name !== key);
  return Object.fromEntries(other === undefined ? others : [...others, [key, other]]);
}

/** A text that differs in one character. */
export function flipped(text: string, at: number): string {
  return `${text.slice(0, at)}${text[at] === "1" ? "2" : "1"}${text.slice(at + 1)}`;
}

/** Values of the same kind that differ in one place: the first, one in the middle and the last. */
export function otherValues(value: JsonValue): JsonValue[] {
  if (typeof value === "number") return [value + 1, Math.max(0, value - 1)].filter((other) => other !== value);
  if (typeof value !== "string") return [];
  return [2, Math.floor(value.length / 2), value.length - 1]
    .filter((at) => at >= 0 && at < value.length)
    .map((at) => flipped(value, at));
}
