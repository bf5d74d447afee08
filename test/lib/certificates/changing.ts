import type { JsonValue } from "../../../lib/hashing/canonical-json";

/** Where a value is in a document. */
export type Path = readonly (string | number)[];

/** Every value that has no parts, and every list, with its path. */
export function* parts(value: JsonValue, path: Path = []): Generator<{ path: Path; value: JsonValue }> {
  if (typeof value !== "object" || value === null) {
    yield { path, value };
    return;
  }
  if (Array.isArray(value)) {
    yield { path, value };
    for (const [index, item] of (value as readonly JsonValue[]).entries()) yield* parts(item, [...path, index]);
    return;
  }
  for (const [key, inner] of Object.entries(value)) yield* parts(inner, [...path, key]);
}

/** What a value is, wherever in its list: `blocks[].header`. */
export function fieldAt(path: Path): string {
  return path.reduce<string>((field, key) => {
    if (typeof key === "number") return `${field}[]`;
    return field === "" ? key : `${field}.${key}`;
  }, "");
}

/** As much of JSON Schema as tells which fields there are. */
export interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** All fields that a schema has, as `fieldAt` names them. */
export function fieldsOf({ properties = {}, items }: Schema, field = ""): string[] {
  const own = Object.entries(properties).flatMap(([name, schema]) => {
    const inner = field === "" ? name : `${field}.${name}`;
    return [inner, ...fieldsOf(schema, inner)];
  });
  return items === undefined ? own : [...own, ...fieldsOf(items, `${field}[]`)];
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

/** A list without one of its items. */
export function shorter(list: readonly JsonValue[]): JsonValue[][] {
  return list.map((_, index) => list.filter((_each, other) => other !== index));
}

/** A list with one of its items twice, and with two in each other's place. */
export function disordered(list: readonly JsonValue[]): JsonValue[][] {
  const doubled = list.map((item, index) => [...list.slice(0, index), item, ...list.slice(index)]);
  const swapped = list.slice(1).map((_, index) => {
    const other = [...list];
    [other[index], other[index + 1]] = [list[index + 1] ?? null, list[index] ?? null];
    return other;
  });
  return [...doubled, ...swapped];
}
