import type { Node, ObjectNode } from "@humanwhocodes/momoa";
import { iterator, parse } from "@humanwhocodes/momoa";
import canonicalize from "canonicalize";

import { ColophonError } from "../errors";
import { immodesty, MOST_DEPTH, MOST_VALUES } from "./modest-json";

/** A value that JSON can carry. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Whether a value is an object with members: neither null nor an array. */
export function isJsonObject(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const TOO_DEEP = `nested more than ${MOST_DEPTH} levels deep`;

/** No number: JavaScript would put those before all other keys. */
const WORD = /^[@a-zA-Z]+$/;

// eslint-disable-next-line no-control-regex -- the very characters that RFC 8259 forbids inside a string
const CONTROL_CHARACTER = /[\u0000-\u001f]/;

/**
 * The canonical form of a JSON value (RFC 8785): one value, one sequence of bytes, fit to be hashed.
 * @returns UTF-8, without a byte order mark or a final newline
 * @throws ColophonError, exit code 2, as canonicalText
 */
export function canonicalBytes(value: JsonValue): Uint8Array {
  return new TextEncoder().encode(canonicalText(value));
}

/**
 * The same as text.
 * @throws ColophonError, exit code 2, for what I-JSON (RFC 7493) cannot carry: lone surrogates in strings and keys, NaN
 * and the infinities, undefined, and whatever else is not JSON; also for more than 100 levels of nesting
 */
export function canonicalText(value: JsonValue): string {
  if (isInOrder(value)) return JSON.stringify(value);
  assertIJson(value, "canonical JSON");
  const text = canonicalize(value);
  if (text === undefined) throw new Error("canonicalize gives nothing for undefined alone, which was refused");
  return text;
}

/**
 * Whether a value is an object of whole texts, whose keys are words in the order of RFC 8785: as most metadata are, of which
 * a batch has a million. JSON.stringify keeps that order, and writes a text as RFC 8785 has it.
 */
function isInOrder(value: JsonValue): boolean {
  if (!isContainer(value) || Array.isArray(value) || "toJSON" in value) return false;
  const texts = value as Readonly<Record<string, unknown>>; // no list
  let before = "";
  for (const key of Object.keys(value)) {
    const text = texts[key];
    if (!WORD.test(key) || key <= before || typeof text !== "string" || !text.isWellFormed()) return false;
    before = key;
  }
  return true;
}

/**
 * Parses JSON written by a user (RFC 8259), refusing what would not reach the hash as it was written: a key given twice
 * in one object, a whole number that a double cannot hold, and whatever else I-JSON (RFC 7493) refuses.
 * One byte order mark at the start is skipped, as RFC 8259 section 8.1 allows: some editors write one unasked.
 * @param name the file name, for messages: "poem.json:3:5: ..." is line 3, column 5, both counted from 1
 * @throws ColophonError, exit code 2
 */
export function parseJson(text: string, name: string): JsonValue {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  // A shorter one has not so many.
  const problem = body.length > MOST_VALUES ? immodesty(body) : undefined;
  if (problem !== undefined) {
    throw new ColophonError(`${name} is ${problem}`, {
      code: "JsonTooLarge",
      advice: "No document of Colophon's is: name another file.",
      exitCode: 2,
    });
  }
  const value = parseStrictly(body, name);
  assertIJson(value, name);
  // Few are written otherwise, and what finds the place of a fault takes its time to load.
  if (!isWrittenAlike(body, value)) assertAsWritten(body, name);
  return value;
}

/** JSON.stringify writes a longer number with zeros for the digits that a double has not. */
const LONG_NUMBER = /\d{16}/;

/** Whether a text is, but for spaces, what JSON.stringify writes of its value: then nothing was dropped or rounded. */
function isWrittenAlike(text: string, value: JsonValue): boolean {
  if (text.includes("\\")) return false;
  let written = "";
  for (const [index, part] of text.split('"').entries()) {
    // Without an escape every second part is the inside of a text.
    const isInside = index % 2 === 1;
    if (!isInside && LONG_NUMBER.test(part)) return false;
    written += isInside ? `"${part}"` : part.replace(/\s+/g, "");
  }
  return written === JSON.stringify(value);
}

/** Names a place inside a JSON value as JavaScript does: author[1].name, sameAs["a key"]. */
export function formatJsonPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => {
      if (typeof key === "number") return `[${key}]`;
      return /^[@$\w]+$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(String(key))}]`;
    })
    .join("")
    .replace(/^\./, "");
}

function parseStrictly(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw syntaxError(text, name, cause);
  }
}

/** JSON.parse does not tell the line, so the text is read once more. */
function syntaxError(text: string, name: string, cause: unknown): ColophonError {
  let place = "";
  try {
    assertAsWritten(text, name);
  } catch (error) {
    if (error instanceof ColophonError) return error;
    if (error instanceof Error && "line" in error && "column" in error) place = `:${error.line}:${error.column}`;
  }
  return new ColophonError(`${name}${place}: not valid JSON`, {
    code: "NotJson",
    advice: "Look for a missing or extra comma, quote or bracket at that place or just before it.",
    exitCode: 2,
    cause,
  });
}

/** Looks at the text itself: from what JSON.parse returns, one cannot see what it dropped or rounded. */
function assertAsWritten(text: string, name: string): void {
  for (const { node } of iterator(parse(text), ({ phase }) => phase === "enter")) {
    const source = text.slice(node.loc.start.offset, node.loc.end.offset);
    if (isObject(node)) assertKeysDiffer(node, name);
    if (node.type === "String" && CONTROL_CHARACTER.test(source)) {
      const advice = "Write a line break inside a text as \\n and a tab as \\t.";
      throw refused(name, node, "the text holds a line break, a tab or another control character", advice);
    }
    if (node.type === "Number" && !keepsItsValue(source)) {
      throw refused(name, node, `${source} is too large a number to stay exact`, "Write it in quotes, as a text.");
    }
  }
}

function isObject(node: Node): node is ObjectNode {
  return node.type === "Object";
}

function assertKeysDiffer(node: ObjectNode, name: string): void {
  const seen = new Set<string>();
  for (const { name: key } of node.members) {
    const word = key.type === "String" ? key.value : key.name;
    if (seen.has(word)) {
      const advice = "Keep one of the two: programs disagree on which one counts.";
      throw refused(name, key, `"${word}" is given twice`, advice);
    }
    seen.add(word);
  }
}

/** Whole numbers only: of a fraction every program reads the nearest double, and RFC 8785 prints that one. */
function keepsItsValue(literal: string): boolean {
  return !/^-?\d+$/.test(literal) || BigInt(literal) === BigInt(Number(literal));
}

function refused(name: string, node: Node, problem: string, advice: string): ColophonError {
  const { line, column } = node.loc.start;
  return new ColophonError(`${name}:${line}:${column}: ${problem}`, { code: "JsonFault", advice, exitCode: 2 });
}

function assertIJson(value: unknown, name: string): asserts value is JsonValue {
  const problem = problemIn(value, 0);
  if (problem === undefined) return;
  const where = problem.path.length === 0 ? "the value" : `"${formatJsonPath(problem.path)}"`;
  throw new ColophonError(`${name}: ${where} ${problem.what}`, {
    code: "JsonNotExact",
    advice: "Correct it there: write a number that is too large in quotes, and a cut character whole.",
    exitCode: 2,
  });
}

interface Problem {
  path: PropertyKey[];
  what: string;
}

/** The first thing in the value that I-JSON cannot carry. */
function problemIn(value: unknown, depth: number): Problem | undefined {
  if (value === null || typeof value === "boolean") return undefined;
  if (typeof value === "number") {
    return Number.isFinite(value) ? undefined : { path: [], what: `is ${value}, which JSON cannot carry` };
  }
  if (typeof value === "string") {
    return value.isWellFormed() ? undefined : { path: [], what: "holds half a character (a lone surrogate)" };
  }
  if (!isContainer(value)) return { path: [], what: `is ${kindOf(value)}, which JSON cannot carry` };
  if (depth === MOST_DEPTH) return { path: [], what: `is ${TOO_DEEP}` };

  // An array's entries() shows a hole as undefined, which is refused.
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const problem = problemIn(key, depth + 1) ?? problemIn(item, depth + 1);
    if (problem !== undefined) return { path: [key, ...problem.path], what: problem.what };
  }
  return undefined;
}

/** An array or an object without a class: a Date, a Map and their like are not JSON, whatever they would print as. */
function isContainer(value: unknown): value is object {
  if (Array.isArray(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function kindOf(value: unknown): string {
  if (value === undefined) return "undefined";
  return typeof value === "object" ? "an object of a class" : `a ${typeof value}`;
}
